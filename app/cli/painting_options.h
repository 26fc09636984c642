#pragma once

#include "app/painting/painting.h"
#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kaleido::cli {

/// The options that set a painting. What is not given keeps its default.
class PaintingOptions {
public:
    void addTo(CLI::App& app);
    /// Those only that a comparison has no axis for.
    void addUncomparedTo(CLI::App& app);
    /// The painting with what was given; Code::Usage names the option that makes no sense.
    Result<Painting> applyTo(Painting painting) const;

private:
    Result<void> applyCadsTo(CadsSettings& cads) const;

    std::optional<std::string> m_kinds, m_negative, m_sampler, m_precision;
    std::optional<double> m_guidance, m_rescale, m_eta, m_cads, m_cadsMix;
    std::vector<double> m_cadsTau;  ///< low, high; empty if not given
    std::optional<int> m_steps;
};

}  // namespace kaleido::cli
