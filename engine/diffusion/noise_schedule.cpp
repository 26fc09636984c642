#include "engine/diffusion/noise_schedule.h"

#include <fmt/format.h>
#include <torch/types.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace kaleido {
namespace {

constexpr std::array<std::pair<std::string_view, ScheduleType>, 6> kNames{{
    {"cosine_cap", ScheduleType::CosineCap},
    {"DEEPFLOYD", ScheduleType::CosineCap},
    {"cosine_logsnr", ScheduleType::CosineLogSnr},
    {"COSINE", ScheduleType::CosineLogSnr},
    {"ddpm_linear", ScheduleType::DdpmLinear},
    {"DDPM", ScheduleType::DdpmLinear},
}};

double squaredCosine(double time) {
    const double cosine = std::cos((time + 0.008) / 1.008 * std::numbers::pi / 2);
    return cosine * cosine;
}

/// β_i of the schedules that are given by their betas, i = 0 … T−1.
double beta(ScheduleType type, int i, int steps) {
    if (type == ScheduleType::DdpmLinear) return 1e-4 + (0.02 - 1e-4) * i / (steps - 1.0);
    const double total = steps;
    return std::min(1.0 - squaredCosine((i + 1) / total) / squaredCosine(i / total), 0.999);
}

/// γ_{i+1} of the cosine in log-SNR, whose times include both ends.
double cosineLogSnrGamma(int i, int steps) {
    const double low = std::atan(std::exp(-2.5));
    const double span = std::atan(std::exp(2.5)) - low;
    const double tangent = std::tan(span * i / (steps - 1.0) + low);
    return 1.0 / (1.0 + tangent * tangent);
}

}  // namespace

Result<ScheduleType> parseScheduleType(std::string_view name) {
    for (const auto& [known, type] : kNames)
        if (name == known) return type;
    return Error{
        Code::BadManifest,
        fmt::format("unknown noise schedule \"{}\"; known are cosine_cap, cosine_logsnr and ddpm_linear",
                    name),
        "", "/diffusion/schedule"};
}

NoiseSchedule NoiseSchedule::make(ScheduleType type, int steps) {
    TORCH_CHECK(steps >= 2, "a noise schedule needs at least two steps, not ", steps);
    torch::Tensor gammas = torch::ones({steps + 1}, torch::kFloat32);
    float* values = gammas.data_ptr<float>();
    double product = 1.0;
    for (int i = 0; i < steps; ++i) {
        product = type == ScheduleType::CosineLogSnr ? cosineLogSnrGamma(i, steps)
                                                     : product * (1.0 - beta(type, i, steps));
        values[i + 1] = static_cast<float>(product);
    }
    return NoiseSchedule(std::move(gammas));
}

NoiseSchedule NoiseSchedule::shifted(double factor, double power) const {
    TORCH_CHECK(factor >= 1.0, "a schedule is shifted by a factor of at least 1, not ", factor);
    if (factor == 1.0) return *this;
    // γ = 1 gives an infinite SNR, which comes back as 1.
    const torch::Tensor snr = m_gammas / (1.0 - m_gammas) / std::pow(factor, power);
    return NoiseSchedule(1.0 / (1.0 + 1.0 / snr));
}

double NoiseSchedule::gamma(int t) const {
    TORCH_CHECK(t >= 0 && t <= steps(), "time ", t, " lies outside 0 … ", steps());
    return static_cast<double>(m_gammas.data_ptr<float>()[t]);
}

double NoiseSchedule::logSnr(int t) const {
    const double power = gamma(t);
    return std::log(power) - std::log1p(-power);
}

torch::Tensor NoiseSchedule::gammaAt(const torch::Tensor& times) const {
    return m_gammas.to(times.device()).index_select(0, times.flatten()).view(times.sizes());
}

torch::Tensor NoiseSchedule::vdmWeights() const {
    const torch::Tensor snr = m_gammas / (1.0 - m_gammas);
    const torch::Tensor weights = snr.slice(0, 1, steps()) / snr.slice(0, 2) - 1.0;  // t = 2 … T
    return torch::cat({weights.slice(0, 0, 1), weights.slice(0, 0, 1), weights});
}

std::vector<NoiseSchedule> schedulesOfScales(const NoiseSchedule& base,
                                             const std::vector<std::int64_t>& scales, bool shift,
                                             double power) {
    std::vector<NoiseSchedule> schedules;
    for (const std::int64_t scale : scales)
        schedules.push_back(shift ? base.shifted(static_cast<double>(scale), power) : base);
    return schedules;
}

}  // namespace kaleido
