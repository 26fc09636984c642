#include "app/sheet/axis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kaleido::sheet {
namespace {

/// The smallest 1, 2 or 5 times a power of ten that is at least `least`.
double roundStep(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) return factor * power;
    }
    return 10 * power;
}

std::vector<double> linearTicks(const Axis& axis, int wanted) {
    const double step = roundStep((axis.high - axis.low) / std::max(1, wanted));
    std::vector<double> ticks;
    const double first = std::ceil(axis.low / step - 1e-9);
    for (double k = first; k * step <= axis.high + 1e-9 * step; ++k) ticks.push_back(k * step);
    return ticks;
}

/// Powers of ten, with 2 and 5 or 3 between them as far as there is room; every second, third … power where there is
/// not even for these.
std::vector<double> decadeTicks(const Axis& axis, int wanted) {
    const double decades = std::log10(axis.high / axis.low);
    const std::vector<double> factors = decades * 3 <= wanted   ? std::vector{1.0, 2.0, 5.0}
                                        : decades * 2 <= wanted ? std::vector{1.0, 3.0}
                                                                : std::vector{1.0};
    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(1, wanted))));
    std::vector<double> ticks;
    for (int power = static_cast<int>(std::floor(std::log10(axis.low))); std::pow(10.0, power) <= axis.high;
         ++power) {
        if (power % every != 0) continue;
        for (const double factor : factors) {
            const double value = factor * std::pow(10.0, power);
            if (value >= axis.low && value <= axis.high) ticks.push_back(value);
        }
    }
    return ticks;
}

}  // namespace

double Axis::position(double value) const {
    if (logarithmic) return std::log(value / low) / std::log(high / low);
    return (value - low) / (high - low);
}

bool Axis::shows(double value) const {
    return std::isfinite(value) && (!logarithmic || value > 0);
}

std::vector<double> Axis::ticks(int wanted) const {
    if (logarithmic) {
        auto ticks = decadeTicks(*this, wanted);
        if (ticks.size() >= 3) return ticks;
    }
    return linearTicks(*this, wanted);
}

std::optional<Axis> axisFor(const std::vector<double>& values, bool logarithmic, double room) {
    Axis axis{0, 0, logarithmic};
    bool any = false;
    for (const double value : values) {
        if (!axis.shows(value)) continue;
        axis.low = any ? std::min(axis.low, value) : value;
        axis.high = any ? std::max(axis.high, value) : value;
        any = true;
    }
    if (!any) return std::nullopt;
    if (logarithmic) {
        if (axis.high < axis.low * 1.01) axis = {axis.low / 2, axis.high * 2, true};
        const double factor = std::pow(axis.high / axis.low, room);
        return Axis{axis.low / factor, axis.high * factor, true};
    }
    if (axis.high - axis.low <= 1e-12 * std::abs(axis.high)) {
        const double half = axis.high == 0 ? 1 : std::abs(axis.high) / 2;
        axis = {axis.low - half, axis.high + half, false};
    }
    const double margin = (axis.high - axis.low) * room;
    return Axis{axis.low - margin, axis.high + margin, false};
}

std::string tickLabel(double value) {
    const double size = std::abs(value);
    if (size >= 1e6) return fmt::format("{:.4g}M", value / 1e6);
    if (size >= 1e4) return fmt::format("{:.4g}k", value / 1e3);
    return fmt::format("{:.4g}", size < 1e-12 ? 0.0 : value);
}

}  // namespace kaleido::sheet
