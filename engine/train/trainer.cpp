#include "engine/train/trainer.h"

#include "engine/nn/autocast.h"
#include "engine/train/gradients.h"

#include <chrono>
#include <cmath>

namespace kaleido {
namespace {

TrainingStage::NamedTensors flattened(const std::vector<TrainingStage::NamedTensors>& groups) {
    TrainingStage::NamedTensors all;
    for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
    return all;
}

std::map<std::string, torch::Tensor> asMap(const TrainingStage::NamedTensors& tensors) {
    return {tensors.begin(), tensors.end()};
}

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Trainer::Trainer(std::unique_ptr<TrainingStage> stage, const TrainerOptions& options)
    : m_stage(std::move(stage)),
      m_options(options),
      m_groups(m_stage->parameterGroups()),
      m_optimiser(flattened(m_groups), options.adamw),
      m_ema(m_optimiser.parameters(), options.emaLimit) {
    m_state.stage = options.stage;
    m_state.configHash = options.configHash;
}

StepReport Trainer::step() {
    const auto start = std::chrono::steady_clock::now();
    StepReport report;
    report.rate = m_options.rate.at(m_state.pictures);

    m_optimiser.zeroGradients();
    torch::Tensor loss;
    {
        const AutocastScope autocast(torch::kCPU, m_options.bfloat16);
        loss = m_stage->loss(m_state.pictures, m_options.batch, report.losses);
    }
    const double value = loss.item<double>();
    bool finite = std::isfinite(value);
    if (finite) {
        loss.backward();
        for (const auto& group : m_groups) {
            const double norm = clipGradients(group, m_options.clip);
            finite = finite && std::isfinite(norm);
            report.gradientNorm = std::max(report.gradientNorm, norm);
        }
    }
    if (finite) {
        m_optimiser.step(report.rate);
        m_ema.update(m_state.steps);
        m_stage->afterStep(m_state.steps);
    } else {
        ++m_state.skipped;
    }
    ++m_state.steps;
    m_state.pictures += m_options.batch;
    m_state.seconds += secondsSince(start);

    report.step = m_state.steps;
    report.pictures = m_state.pictures;
    report.skipped = !finite;
    report.losses["loss"] = value;
    return report;
}

bool Trainer::finished() const {
    return (m_options.pictures > 0 && m_state.pictures >= m_options.pictures) ||
           m_options.rate.finished(m_state.pictures);
}

void Trainer::coolDown(std::int64_t pictures) {
    m_options.rate.cooldown = LearningRate::Cooldown{m_state.pictures, pictures};
    m_state.cooldownStart = m_state.pictures;
    m_state.cooldownLength = pictures;
}

TrainingStage::Parts Trainer::evaluate() {
    const torch::NoGradGuard noGrad;
    const Ema::Swap averaged(m_ema);
    const AutocastScope autocast(torch::kCPU, m_options.bfloat16);
    return m_stage->evaluate();
}

std::vector<Picture> Trainer::samples() {
    const torch::NoGradGuard noGrad;
    const Ema::Swap averaged(m_ema);
    const AutocastScope autocast(torch::kCPU, m_options.bfloat16);
    return m_stage->samples();
}

Checkpoint Trainer::snapshot() const {
    Checkpoint checkpoint = m_state;
    checkpoint.weights = asMap(m_optimiser.parameters());
    for (const auto& [name, buffer] : m_stage->buffers()) checkpoint.weights[name] = buffer;
    checkpoint.averages = asMap(m_ema.averages());
    checkpoint.optimiser = m_optimiser.state();
    return checkpoint;
}

Result<void> Trainer::save(const std::filesystem::path& path) const {
    return saveCheckpoint(snapshot(), path);
}

Result<void> Trainer::resume(const std::filesystem::path& path) {
    auto checkpoint = loadCheckpoint(path);
    if (!checkpoint) return checkpoint.error();
    if (checkpoint->stage != m_options.stage || checkpoint->configHash != m_options.configHash) {
        return Error{Code::BadWeights,
                     "this checkpoint is of stage '" + checkpoint->stage +
                         "' or of another configuration; name another run, or start from it with --from",
                     path.string(), ""};
    }
    const Checkpoint mine = snapshot();
    if (auto copied = copyByName(checkpoint->weights, mine.weights, path.string()); !copied) return copied;
    if (auto copied = copyByName(checkpoint->averages, mine.averages, path.string()); !copied) return copied;
    if (auto copied = copyByName(checkpoint->optimiser, mine.optimiser, path.string()); !copied)
        return copied;
    m_optimiser.restore(checkpoint->optimiser);
    checkpoint->weights.clear();
    checkpoint->averages.clear();
    checkpoint->optimiser.clear();
    m_state = *std::move(checkpoint);
    if (m_state.cooldownLength > 0) {
        m_options.rate.cooldown = LearningRate::Cooldown{m_state.cooldownStart, m_state.cooldownLength};
    }
    return {};
}

}  // namespace kaleido
