#include "engine/train/painter_stage.h"

#include "engine/kaleido/networks.h"

#include "engine/base/random.h"
#include "engine/diffusion/guidance.h"
#include "engine/diffusion/sampler.h"
#include "engine/kaleido/picture_tensor.h"

#include <ATen/CPUGeneratorImpl.h>

#include <fmt/format.h>

#include <numbers>

namespace kaleido {
namespace {

constexpr std::int64_t kHeldOut = 64;
constexpr std::int64_t kShown = 16;  ///< pictures in the sample grid
constexpr int kSampleSteps = 20;
constexpr double kSampleGuidance = 3.0;
constexpr std::array kAngles = {0.1, 0.2, 0.3, 0.5,
                                0.7, 0.9};  ///< noise angles t of the held-out measure, alpha = cos(πt/2)
constexpr std::array kBands = {0.25, 0.5, 0.75, 1.0};  ///< upper ends of the noise bands in the metrics

std::vector<torch::Tensor> channelsLast(std::vector<torch::Tensor> tensors) {
    for (torch::Tensor& tensor : tensors) tensor = tensor.contiguous(torch::MemoryFormat::ChannelsLast);
    return tensors;
}

/// Mean loss of the samples whose time lies in each band of the schedule.
void logBands(const torch::Tensor& perSample, const torch::Tensor& times, int steps,
              TrainingStage::Parts& parts) {
    double low = 0;
    for (const double high : kBands) {
        const auto fraction = times.to(torch::kFloat64) / steps;
        const auto inside = fraction.ge(low).logical_and(fraction.lt(high));
        if (inside.any().item<bool>()) {
            parts[fmt::format("paint_{:.2f}_{:.2f}", low, high)] =
                perSample.masked_select(inside).mean().item<double>();
        }
        low = high;
    }
}

}  // namespace

PainterStage::PainterStage(std::shared_ptr<T5Impl> t5, std::shared_ptr<DenoiserImpl> denoiser,
                           NamedTensors named, std::shared_ptr<const TextBatches> batches,
                           const PainterOptions& options)
    : m_t5(std::move(t5)),
      m_denoiser(std::move(denoiser)),
      m_named(std::move(named)),
      m_batches(std::move(batches)),
      m_options(options) {
    const auto levels = static_cast<std::ptrdiff_t>(m_denoiser->scales().size());
    m_options.schedules.erase(m_options.schedules.begin(), m_options.schedules.end() - levels);
}

std::vector<torch::Tensor> PainterStage::pyramid(const torch::Tensor& pictures) const {
    std::vector<torch::Tensor> all = picturePyramid(pictures, m_options.scales);
    const auto levels = static_cast<std::ptrdiff_t>(m_denoiser->scales().size());
    return {all.end() - levels, all.end()};
}

torch::Tensor PainterStage::loss(const StepShare& share, Parts& parts) {
    const TextBatch batch = m_batches->training(share.first, share.count);
    if (share.step % m_options.textEvery == 0) {
        const TextStates states = runText(*m_t5, batch.condition);
        const torch::Tensor planning = jointPlanLoss(*m_t5, states, batch);
        parts["plan"] = planning.item<double>();
        return paintingLoss(share, batch, states, parts) + m_options.planWeight * planning;
    }
    TextStates states;
    {
        const torch::NoGradGuard resting;
        states = runText(*m_t5, batch.condition);
    }
    return paintingLoss(share, batch, states, parts);
}

torch::Tensor PainterStage::paintingLoss(const StepShare& share, const TextBatch& batch,
                                         const TextStates& states, Parts& parts) {
    auto generator =
        at::detail::createCPUGenerator(splitmix(m_options.seed, static_cast<std::uint64_t>(share.first)));
    const auto clean = pyramid(batch.pictures);
    const int steps = m_options.schedules.front().steps();
    const torch::Tensor times = drawTimes(share.count, steps, m_options.times, generator);
    const NoisyBatch noisy = addNoise(clean, times, drawNoise(clean, generator), m_options.schedules);
    const PreparedCondition prepared = m_denoiser->prepare(joinStates(states, batch.condition));
    const auto predictions = m_denoiser->forward(channelsLast(noisy.xt), times, prepared);
    const DiffusionLoss painting = diffusionLoss(predictions, noisy, m_options.loss);

    parts["paint"] = painting.total.item<double>();
    for (std::size_t i = 0; i < painting.perScale.size(); ++i) {
        parts[fmt::format("paint_scale_{}", m_denoiser->scales()[i])] =
            painting.perScale[i].mean().item<double>();
    }
    logBands(painting.perSample.detach(), times, steps, parts);
    return painting.total;
}

std::vector<TrainingStage::NamedTensors> PainterStage::parameterGroups() {
    return {namedParameters(*m_t5, kT5Prefix), m_named};
}

TrainingStage::Parts PainterStage::evaluate() {
    const TextBatch batch = m_batches->heldOut(0, kHeldOut);
    const TextStates states = runText(*m_t5, batch.condition);
    Parts parts{{"held_out_plan", planLoss(*m_t5, states, batch.condition).item<double>()}};

    const PreparedCondition prepared = m_denoiser->prepare(joinStates(states, batch.condition));
    const auto clean = pyramid(batch.pictures);
    const int steps = m_options.schedules.front().steps();
    for (const double angle : kAngles) {
        auto generator = at::detail::createCPUGenerator(m_options.seed);
        const auto times =
            torch::full({kHeldOut}, static_cast<std::int64_t>(angle * steps) - 1, torch::kInt64);
        const NoisyBatch noisy = addNoise(clean, times, drawNoise(clean, generator), m_options.schedules);
        const auto predictions = m_denoiser->forward(channelsLast(noisy.xt), times, prepared);
        for (std::size_t i = 0; i < predictions.size(); ++i) {
            const auto guess = toClean(m_options.loss.prediction, predictions[i].to(torch::kFloat32),
                                       noisy.xt[i], noisy.gamma[i]);
            parts[fmt::format("held_out_x0_{}_scale_{}", angle, m_denoiser->scales()[i])] =
                torch::mse_loss(guess, noisy.clean[i]).item<double>();
        }
    }
    return parts;
}

SamplePictures PainterStage::samples() {
    const TextBatch batch = m_batches->heldOut(0, kShown);
    const Condition condition = joinStates(runText(*m_t5, batch.condition), batch.condition);
    const Condition empty = unconditional(condition.mask.size(1), condition.items.count());
    const std::vector<torch::Tensor> clean = pyramid(batch.pictures);
    const Denoise both = prepared(joinHalves(empty, condition));
    const Denoise plain = prepared(condition);

    std::vector<std::vector<std::int64_t>> shapes;
    for (const torch::Tensor& scale : clean) shapes.push_back(scale.sizes().vec());
    auto generator = at::detail::createCPUGenerator(m_options.seed);
    const DrawNoise noise = [&generator](at::IntArrayRef shape) {
        return torch::randn(shape, generator, torch::kFloat32);
    };
    const NoiseSchedule& base = m_options.schedules.back();
    const SamplerOptions options{.prediction = m_options.loss.prediction,
                                 .times = samplingTimes(SamplerKind::DpmSolver2M, base, kSampleSteps)};
    Sampler sampler(options, m_options.schedules, shapes,
                    guided(both, plain, base, {.weight = kSampleGuidance}), noise);
    sampler.run();

    SamplePictures pairs;
    for (std::int64_t i = 0; i < kShown; ++i) {
        pairs.pictures.push_back(toPicture(clean.front()[i]));
        pairs.captions.push_back(batch.plans[static_cast<std::size_t>(i)].caption);
        pairs.pictures.push_back(toPicture(sampler.x().front()[i]));
        pairs.captions.emplace_back();
    }
    return pairs;
}

Condition PainterStage::unconditional(std::int64_t length, std::int64_t shapes) const {
    const std::vector<PlanRow> rows(static_cast<std::size_t>(kShown), captionRow(m_batches->tokenizer(), ""));
    return encodeConditions(*m_t5, rows, length, shapes);
}

Denoise PainterStage::prepared(const Condition& condition) const {
    const auto ready = std::make_shared<const PreparedCondition>(m_denoiser->prepare(condition));
    return [denoiser = m_denoiser, ready](const std::vector<torch::Tensor>& x, const torch::Tensor& times) {
        return denoiser->forward(channelsLast(x), times, *ready);
    };
}

}  // namespace kaleido
