#pragma once

#include "engine/api/model_info.h"
#include "engine/api/requests.h"
#include "engine/base/error.h"
#include "engine/io/cads_settings.h"
#include "engine/io/picture_record.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace kaleido::cli {

/// How pictures are painted, whatever is painted. The same settings, plan and seed give the same picture.
struct Painting {
    Kinds kinds = Kinds::all();
    std::string negative;
    std::string sampler;
    double eta = 0;
    int steps = 0;
    double guidance = 0;
    double rescale = 0;
    CadsSettings cads;
    bool bfloat16 = false;

    bool operator==(const Painting&) const = default;
};

/// What the model's manifest and this processor suggest.
Painting defaultPainting(const ModelInfo& info);
/// How a picture was painted.
Painting paintingOf(const PictureRecord& record);

/// The options that set a painting. What is not given keeps its default.
class PaintingOptions {
public:
    void addTo(CLI::App& app);
    /// The painting with what was given; Code::Usage names the option that makes no sense.
    Result<Painting> applyTo(Painting painting) const;

private:
    void addCadsTo(CLI::App& app, const std::string& group);
    Result<void> applyCadsTo(CadsSettings& cads) const;

    std::optional<std::string> m_kinds, m_negative, m_sampler, m_precision;
    std::optional<double> m_guidance, m_rescale, m_eta, m_cads, m_cadsMix;
    std::vector<double> m_cadsTau;  ///< low, high; empty if not given
    std::optional<int> m_steps;
};

/// The request without its plans and seeds.
GenerateRequest requestFor(const Painting& painting, const std::filesystem::path& model);
/// A record without plan, seed, size and place.
PictureRecord recordFor(const Painting& painting, const ModelInfo& info);

std::string precisionName(const Painting& painting);
/// "DPM++ 2M" for dpmpp_2m, as viewers of generated pictures know it.
std::string samplerTitle(const std::string& sampler);
/// The code, as it is told in records: "Kaleido Studio 0.1.0".
std::string codeVersion();
/// The device, as it is told in records: "cpu (avx512_bf16)".
std::string deviceText();

}  // namespace kaleido::cli
