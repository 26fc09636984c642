#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kaleido::sheet {

/// One axis of a plot: which values it shows and how they map to 0 … 1.
struct Axis {
    double low = 0;
    double high = 1;
    bool logarithmic = false;

    /// Where a value stands, 0 at `low`, 1 at `high`; may lie outside.
    double position(double value) const;
    /// False for what the axis cannot show: not finite, or not positive on a logarithmic axis.
    bool shows(double value) const;
    /// Round values within the axis, about `wanted` of them: 1, 2 or 5 times powers of ten.
    std::vector<double> ticks(int wanted) const;
};

/// The axis that holds all values it can show, with a little room; nothing if there are none.
std::optional<Axis> axisFor(const std::vector<double>& values, bool logarithmic, double room);

/// A tick's value, short and independent of the locale: 0.02, 250, 12k, 1.5M.
std::string tickLabel(double value);

}  // namespace kaleido::sheet
