#pragma once

#include "app/compare/comparison.h"
#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <map>
#include <string>

namespace kaleido::cli {

/// One option for each setting that a comparison can vary. A single value is the setting of all cells, several values are
/// an axis.
class ComparisonAxes {
public:
    void addTo(CLI::App& app);

    /// Fills in the rows, the columns and the settings that were given. One or two options have several values; the one
    /// that stands first in allAxes() becomes the rows, an only one the columns. The errors (Usage) name the option.
    Result<void> applyTo(Comparison& comparison) const;

    /// The largest scale of CADS that was given; 0 if none was, or if applyTo() will refuse it.
    double cadsScale() const;

private:
    std::map<AxisKind, std::string> m_texts;  ///< as they were typed
};

}  // namespace kaleido::cli
