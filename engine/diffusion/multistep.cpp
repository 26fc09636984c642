#include "engine/diffusion/multistep.h"

#include <torch/types.h>

#include <cmath>

namespace kaleido {
namespace {

double halfLogSnr(double gamma) {
    return 0.5 * (std::log(gamma) - std::log1p(-gamma));
}

/// From one λ to the other.
double distance(const Estimate& from, const Estimate& to) {
    return halfLogSnr(to.gamma) - halfLogSnr(from.gamma);
}

/// The step on which x̂0 is `clean` throughout: of first order, and exact for the mean of x̂0 under e^λ.
torch::Tensor exponentialStep(const torch::Tensor& x, const torch::Tensor& clean, double gamma,
                              double gammaNext) {
    const double step = halfLogSnr(gammaNext) - halfLogSnr(gamma);
    return std::sqrt((1.0 - gammaNext) / (1.0 - gamma)) * x -
           std::sqrt(gammaNext) * std::expm1(-step) * clean;
}

/// Mean under e^u over u in [0, step] of the parabola in u = λ − λ(begin) through three estimates.
torch::Tensor parabolaMean(const Estimate& begin, const Estimate& a, const Estimate& b, double step) {
    const double total = -std::expm1(-step);  // the integral of e^(u − step)
    const double mean = step / total - 1.0;   // of u
    const double meanSquare = step * (step - 2.0) / total + 2.0;
    const double ua = distance(begin, a);
    const double ub = distance(begin, b);
    const double ofA = (meanSquare - ub * mean) / (ua * (ua - ub));
    const double ofB = (meanSquare - ua * mean) / (ub * (ub - ua));
    return begin.clean + ofA * (a.clean - begin.clean) + ofB * (b.clean - begin.clean);
}

}  // namespace

torch::Tensor dpmSolver2Step(const torch::Tensor& x, std::span<const Estimate> estimates, double gammaNext) {
    const Estimate& now = estimates.back();
    if (gammaNext == 1.0) return now.clean;
    const double step = halfLogSnr(gammaNext) - halfLogSnr(now.gamma);
    torch::Tensor extrapolated = now.clean;
    if (estimates.size() >= 2) {
        const Estimate& before = estimates[estimates.size() - 2];
        extrapolated = now.clean + step / (2.0 * distance(before, now)) * (now.clean - before.clean);
    }
    return exponentialStep(x, extrapolated, now.gamma, gammaNext);
}

torch::Tensor dpmSolver3Step(const torch::Tensor& x, std::span<const Estimate> estimates, double gammaNext) {
    if (estimates.size() < 3 || gammaNext == 1.0) return dpmSolver2Step(x, estimates, gammaNext);
    const auto last = estimates.last(3);
    const double step = halfLogSnr(gammaNext) - halfLogSnr(last[2].gamma);
    return exponentialStep(x, parabolaMean(last[2], last[1], last[0], step), last[2].gamma, gammaNext);
}

torch::Tensor uniPcCorrected(const torch::Tensor& x, const torch::Tensor& before,
                             std::span<const Estimate> estimates) {
    if (estimates.size() < 2) return x;
    const Estimate& end = estimates.back();
    const Estimate& begin = estimates[estimates.size() - 2];
    const torch::Tensor clean =
        estimates.size() == 2
            ? 0.5 * (begin.clean + end.clean)
            : parabolaMean(begin, end, estimates[estimates.size() - 3], distance(begin, end));
    return exponentialStep(before, clean, begin.gamma, end.gamma);
}

}  // namespace kaleido
