#include "engine/diffusion/sampler.h"

#include "engine/diffusion/sampler_step.h"

#include <torch/types.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace kaleido {
namespace {

/// Estimates that a step looks at.
std::size_t estimatesOf(SamplerKind kind) {
    if (kind == SamplerKind::Ddpm || kind == SamplerKind::Ddim) return 1;
    return kind == SamplerKind::DpmSolver2M ? 2 : 3;
}

bool strictlyFallsToZero(const TimeGrid& times) {
    return times.size() >= 2 && times.back() == 0 &&
           std::adjacent_find(times.begin(), times.end(), std::less_equal<>()) == times.end();
}

}  // namespace

TimeGrid samplingTimes(SamplerKind kind, const NoiseSchedule& base, int steps) {
    const bool inTime = kind == SamplerKind::Ddpm || kind == SamplerKind::Ddim;
    return inTime ? evenTimes(base.steps(), steps) : evenLogSnrTimes(base, steps);
}

Sampler::Sampler(SamplerOptions options, std::vector<NoiseSchedule> schedules,
                 const std::vector<std::vector<std::int64_t>>& shapes, Denoise denoise, DrawNoise noise,
                 CancelToken token)
    : m_options(std::move(options)),
      m_schedules(std::move(schedules)),
      m_denoise(std::move(denoise)),
      m_noise(std::move(noise)),
      m_token(std::move(token)) {
    TORCH_CHECK(strictlyFallsToZero(m_options.times), "sampling times must fall strictly to 0");
    TORCH_CHECK(!shapes.empty() && shapes.size() == m_schedules.size(), shapes.size(), " scales and ",
                m_schedules.size(), " schedules");
    for (const auto& shape : shapes) m_x.push_back(m_noise(shape).to(m_options.device));
    m_estimates.resize(m_x.size());
    m_corrected.resize(m_x.size());
}

std::vector<torch::Tensor> Sampler::clean() const {
    std::vector<torch::Tensor> clean;
    if (m_step == 0) return clean;
    for (const auto& estimates : m_estimates) clean.push_back(estimates.back().clean);
    return clean;
}

std::vector<torch::Tensor> Sampler::estimateClean(int time) const {
    const torch::Tensor times =
        torch::full({m_x.front().size(0)}, time - 1,
                    torch::TensorOptions().dtype(torch::kInt64).device(m_options.device));
    const std::vector<torch::Tensor> predictions = m_denoise(m_x, times);
    TORCH_CHECK(predictions.size() == m_x.size(), predictions.size(), " predictions for ", m_x.size(),
                " scales");
    std::vector<torch::Tensor> estimates;
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        const torch::Tensor clean = toClean(m_options.prediction, predictions[i].to(torch::kFloat32), m_x[i],
                                            m_schedules[i].gammas()[time].to(m_options.device));
        estimates.push_back(thresholded(clean, m_options.threshold));
    }
    return estimates;
}

void Sampler::remember(std::size_t scale, Estimate estimate) {
    std::vector<Estimate>& estimates = m_estimates[scale];
    if (estimates.size() == estimatesOf(m_options.kind)) estimates.erase(estimates.begin());
    estimates.push_back(std::move(estimate));
}

torch::Tensor Sampler::stepScale(std::size_t scale, int timeNext) {
    const std::vector<Estimate>& estimates = m_estimates[scale];
    const torch::Tensor& x = m_x[scale];
    const double gammaNext = m_schedules[scale].gamma(timeNext);
    switch (m_options.kind) {
        case SamplerKind::DpmSolver2M:
            return dpmSolver2Step(x, estimates, gammaNext);
        case SamplerKind::DpmSolver3M:
            return dpmSolver3Step(x, estimates, gammaNext);
        case SamplerKind::UniPc: {
            torch::Tensor& corrected = m_corrected[scale];
            corrected = uniPcCorrected(x, corrected, estimates);
            return dpmSolver2Step(corrected, estimates, gammaNext);
        }
        case SamplerKind::Ddpm:
        case SamplerKind::Ddim:
            break;
    }
    return stepWithNoise(scale, timeNext);
}

torch::Tensor Sampler::stepWithNoise(std::size_t scale, int timeNext) const {
    const auto& [clean, gamma] = m_estimates[scale].back();
    const torch::Tensor& x = m_x[scale];
    const double gammaNext = m_schedules[scale].gamma(timeNext);
    const bool noisy = timeNext > 0 && (m_options.kind == SamplerKind::Ddpm || m_options.eta > 0.0);
    const torch::Tensor noise = noisy ? m_noise(x.sizes()).to(m_options.device) : torch::Tensor();
    return m_options.kind == SamplerKind::Ddpm ? ddpmStep(x, clean, gamma, gammaNext, noise)
                                               : ddimStep(x, clean, gamma, gammaNext, m_options.eta, noise);
}

void Sampler::step() {
    TORCH_CHECK(!done(), "the sampler has taken all of its ", stepCount(), " steps");
    m_token.checkpoint();
    const int time = m_options.times[m_step];
    std::vector<torch::Tensor> clean = estimateClean(time);
    for (std::size_t i = 0; i < m_x.size(); ++i) {
        remember(i, {std::move(clean[i]), m_schedules[i].gamma(time)});
        m_x[i] = stepScale(i, m_options.times[m_step + 1]);
    }
    ++m_step;
}

void Sampler::run(const std::function<void(const Sampler&)>& afterStep) {
    while (!done()) {
        step();
        if (afterStep) afterStep(*this);
    }
}

}  // namespace kaleido
