#include "engine/diffusion/sampler.h"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace kaleido {
namespace {

bool strictlyFallsToZero(const TimeGrid& times) {
    return times.size() >= 2 && times.back() == 0 &&
           std::adjacent_find(times.begin(), times.end(), std::less_equal<>()) == times.end();
}

}  // namespace

Result<SamplerKind> parseSampler(std::string_view name) {
    if (name == "ddpm") return SamplerKind::Ddpm;
    if (name == "ddim") return SamplerKind::Ddim;
    if (name == "dpmpp_2m") return SamplerKind::DpmSolver2M;
    return Error{Code::Usage, fmt::format("unknown sampler \"{}\"; choose ddpm, ddim or dpmpp_2m", name), "",
                 ""};
}

TimeGrid samplingTimes(SamplerKind kind, const NoiseSchedule& base, int steps) {
    return kind == SamplerKind::DpmSolver2M ? evenLogSnrTimes(base, steps) : evenTimes(base.steps(), steps);
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

torch::Tensor Sampler::stepScale(std::size_t scale, const torch::Tensor& clean, int time,
                                 int timeNext) const {
    const NoiseSchedule& schedule = m_schedules[scale];
    const torch::Tensor& x = m_x[scale];
    const double gamma = schedule.gamma(time);
    const double gammaNext = schedule.gamma(timeNext);
    if (m_options.kind == SamplerKind::DpmSolver2M) {
        std::optional<PreviousEstimate> previous;
        if (m_step > 0) previous = {m_clean[scale], schedule.gamma(m_options.times[m_step - 1])};
        return dpmSolverStep(x, clean, gamma, gammaNext, previous);
    }
    const bool noisy = timeNext > 0 && (m_options.kind == SamplerKind::Ddpm || m_options.eta > 0.0);
    const torch::Tensor noise = noisy ? m_noise(x.sizes()).to(m_options.device) : torch::Tensor();
    return m_options.kind == SamplerKind::Ddpm ? ddpmStep(x, clean, gamma, gammaNext, noise)
                                               : ddimStep(x, clean, gamma, gammaNext, m_options.eta, noise);
}

void Sampler::step() {
    TORCH_CHECK(!done(), "the sampler has taken all of its ", stepCount(), " steps");
    m_token.checkpoint();
    const int time = m_options.times[m_step];
    const int timeNext = m_options.times[m_step + 1];
    std::vector<torch::Tensor> clean = estimateClean(time);
    std::vector<torch::Tensor> next;
    for (std::size_t i = 0; i < m_x.size(); ++i) next.push_back(stepScale(i, clean[i], time, timeNext));
    m_x = std::move(next);
    m_clean = std::move(clean);
    ++m_step;
}

void Sampler::run(const std::function<void(const Sampler&)>& afterStep) {
    while (!done()) {
        step();
        if (afterStep) afterStep(*this);
    }
}

}  // namespace kaleido
