#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace kaleido {

/// The three schedules of the MDM code.
enum class ScheduleType {
    CosineCap,     ///< squared cosine, betas capped at 0.999 ("cosine_cap"; DEEPFLOYD in MDM configurations)
    CosineLogSnr,  ///< cosine in log-SNR from −5 to 5 ("cosine_logsnr"; COSINE)
    DdpmLinear,    ///< linear beta 1e-4 … 0.02 ("ddpm_linear"; DDPM)
};

/// Reads either of a schedule's names, as above. The error lists the names that exist.
Result<ScheduleType> parseScheduleType(std::string_view name);

/// A table of signal powers γ_t = ᾱ_t for t = 0 … T, so that x_t = √γ_t·x0 + √(1−γ_t)·ε. γ_0 = 1. Worked out
/// in float64 and stored as float32; everything derived from it starts from the float32 values. A small
/// value, cheap to copy.
class NoiseSchedule {
public:
    /// MDM specification 3.1. `steps` is T, at least 2.
    static NoiseSchedule make(ScheduleType type, int steps = 1000);

    /// The same times with SNR' = SNR / factor^power: what a scale that is `factor` times larger needs, since
    /// averaging factor² pixels takes noise away. factor ≥ 1; 1 changes nothing.
    NoiseSchedule shifted(double factor, double power = 1.0) const;

    int steps() const { return static_cast<int>(m_gammas.size(0)) - 1; }
    /// γ_t, 0 ≤ t ≤ T.
    double gamma(int t) const;
    /// ln(γ_t / (1 − γ_t)); falls as t grows, +∞ at t = 0.
    double logSnr(int t) const;

    /// γ at int64 times of any shape and device, on that device, float32.
    torch::Tensor gammaAt(const torch::Tensor& times) const;
    /// The whole table, [T+1] float32 on the CPU. Not to be written to.
    const torch::Tensor& gammas() const { return m_gammas; }
    /// Weights of the variational loss (Kingma et al. 2021): SNR_{t−1}/SNR_t − 1 for t ≥ 2, entries 0 and 1
    /// copy entry 2. [T+1] float32. The same for every shift of a schedule.
    torch::Tensor vdmWeights() const;

private:
    explicit NoiseSchedule(torch::Tensor gammas) : m_gammas(std::move(gammas)) {}
    torch::Tensor m_gammas;
};

/// One schedule a scale. `scales` counts pixels against the smallest scale, highest resolution first ({2,
/// 1}): the factors of the shift. Without `shift` every scale has the base schedule.
std::vector<NoiseSchedule> schedulesOfScales(const NoiseSchedule& base,
                                             const std::vector<std::int64_t>& scales, bool shift,
                                             double power = 1.0);

}  // namespace kaleido
