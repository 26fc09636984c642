#include "engine/train/trainer.h"

#include "engine/base/machine.h"
#include "engine/nn/autocast.h"
#include "engine/nn/side_by_side.h"
#include "engine/train/gradients.h"
#include "engine/train/part_means.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kaleido {
namespace {

TrainingStage::NamedTensors flattened(const std::vector<TrainingStage::NamedTensors>& groups) {
    TrainingStage::NamedTensors all;
    for (const auto& parameters : groups) all.insert(all.end(), parameters.begin(), parameters.end());
    return all;
}

/// The parameters that are hidden matrices, or the others.
TrainingStage::NamedTensors partOf(const TrainingStage::NamedTensors& all, bool matrices) {
    TrainingStage::NamedTensors part;
    for (const auto& parameter : all) {
        if (isHiddenMatrix(parameter.first, parameter.second) == matrices) part.push_back(parameter);
    }
    return part;
}

std::map<std::string, torch::Tensor> asMap(const TrainingStage::NamedTensors& tensors) {
    return {tensors.begin(), tensors.end()};
}

bool sameNames(const std::map<std::string, torch::Tensor>& a, const std::map<std::string, torch::Tensor>& b) {
    return std::ranges::equal(a, b, {}, &std::pair<const std::string, torch::Tensor>::first,
                              &std::pair<const std::string, torch::Tensor>::first);
}

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Without bfloat16 of its own, a processor takes four times as long for it as for float32.
TrainerOptions onThisProcessor(TrainerOptions options) {
    options.bfloat16 = options.bfloat16 && cpuFacts().fastBfloat16;
    return options;
}

}  // namespace

Trainer::Trainer(std::unique_ptr<TrainingStage> stage, const TrainerOptions& options)
    : m_stage(std::move(stage)),
      m_options(onThisProcessor(options)),
      m_groups(m_stage->parameterGroups()),
      m_parameters(flattened(m_groups)),
      m_ema(m_parameters, options.emaLimit) {
    for (const auto& parameters : m_groups) {
        const bool muon = options.matrixRate > 0;
        m_optimisers.push_back(
            {AdamW(muon ? partOf(parameters, false) : parameters, options.adamw),
             Muon(muon ? partOf(parameters, true) : TrainingStage::NamedTensors{}, options.muon)});
    }
    m_state.stage = options.stage;
    m_state.configHash = options.configHash;
}

StepReport Trainer::step() {
    const auto start = std::chrono::steady_clock::now();
    StepReport report;
    report.rate = m_options.rate.at(m_state.pictures);

    for (auto& [name, parameter] : m_parameters) parameter.mutable_grad() = torch::Tensor();
    report.losses = gradients();
    bool finite = std::isfinite(report.losses.at("loss"));
    if (finite) {
        for (const auto& group : m_groups) {
            const double norm = clipGradients(group, m_options.clip);
            finite = finite && std::isfinite(norm);
            report.gradientNorm = std::max(report.gradientNorm, norm);
        }
    }
    if (finite) {
        update(report.rate);
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
    return report;
}

TrainingStage::Parts Trainer::gradients() {
    const std::int64_t count = std::min(m_stage->shares(), m_options.batch);
    std::vector<TrainingStage::Parts> parts(static_cast<std::size_t>(count));
    const auto begin = [&](std::int64_t share) { return share * m_options.batch / count; };
    const auto weight = [&](std::int64_t share) {
        return static_cast<double>(begin(share + 1) - begin(share)) / static_cast<double>(m_options.batch);
    };
    const auto learn = [&](std::int64_t share) {
        TrainingStage::Parts& own = parts[static_cast<std::size_t>(share)];
        torch::Tensor loss;
        {
            const AutocastScope autocast(torch::kCPU, m_options.bfloat16);
            loss = m_stage->loss({.step = m_state.steps,
                                  .first = m_state.pictures + begin(share),
                                  .count = begin(share + 1) - begin(share)},
                                 own);
        }
        own["loss"] = loss.item<double>();
        if (std::isfinite(own["loss"])) (loss * weight(share)).backward();
    };
    if (count == 1) {
        learn(0);
    } else {
        sideBySide(static_cast<std::size_t>(count),
                   [&](std::size_t share) { learn(static_cast<std::int64_t>(share)); });
    }
    PartMeans means;
    for (std::int64_t share = 0; share < count; ++share)
        means.add(parts[static_cast<std::size_t>(share)], weight(share));
    return means.means();
}

void Trainer::update(double rate) {
    for (Optimiser& optimiser : m_optimisers) {
        optimiser.adamw.step(rate);
        optimiser.muon.step(m_options.matrixRate * rate / m_options.rate.rate);
    }
}

bool Trainer::finished() const {
    return (m_options.pictures > 0 && m_state.pictures >= m_options.pictures) ||
           m_options.rate.finished(m_state.pictures);
}

void Trainer::coolDown(std::int64_t pictures) {
    if (m_options.rate.cooldown && m_options.rate.cooldown->length == pictures) return;
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

SamplePictures Trainer::samples() {
    const torch::NoGradGuard noGrad;
    const Ema::Swap averaged(m_ema);
    const AutocastScope autocast(torch::kCPU, m_options.bfloat16);
    return m_stage->samples();
}

Checkpoint Trainer::snapshot() const {
    Checkpoint checkpoint = m_state;
    checkpoint.weights = asMap(m_parameters);
    for (const auto& [name, buffer] : m_stage->buffers()) checkpoint.weights[name] = buffer;
    checkpoint.averages = asMap(m_ema.averages());
    for (const Optimiser& optimiser : m_optimisers) {
        checkpoint.optimiser.merge(optimiser.adamw.state());
        checkpoint.optimiser.merge(optimiser.muon.state());
    }
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
    if (!sameNames(checkpoint->optimiser, mine.optimiser)) {
        return Error{Code::BadWeights,
                     "this checkpoint was trained with another optimiser; give the stage's matrix_rate back "
                     "its old value, "
                     "or start a new run from it with --from",
                     path.string(), ""};
    }
    if (auto copied = copyByName(checkpoint->weights, mine.weights, path.string()); !copied) return copied;
    if (auto copied = copyByName(checkpoint->averages, mine.averages, path.string()); !copied) return copied;
    if (auto copied = copyByName(checkpoint->optimiser, mine.optimiser, path.string()); !copied)
        return copied;
    for (Optimiser& optimiser : m_optimisers) {
        optimiser.adamw.restore(checkpoint->optimiser);
        optimiser.muon.restore(checkpoint->optimiser);
    }
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
