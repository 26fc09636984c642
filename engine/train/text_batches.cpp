#include "engine/train/text_batches.h"

#include "engine/base/random.h"
#include "engine/kaleido/picture_tensor.h"
#include "engine/kaleido/voken_grid.h"

namespace kaleido {

torch::Tensor jointPlanLoss(T5Impl& t5, const TextStates& conditionStates, const TextBatch& batch) {
    const torch::Tensor first = planLoss(t5, conditionStates, batch.condition);
    if (!batch.given) return first;
    const torch::Tensor second = planLoss(t5, runText(t5, *batch.given), *batch.given);
    const double firstCount = batch.condition.lossMask.sum().item<double>();
    const double secondCount = batch.given->lossMask.sum().item<double>();
    const double total = std::max(1.0, firstCount + secondCount);
    return first * (firstCount / total) + second * (secondCount / total);
}

TextBatches::TextBatches(std::shared_ptr<const PlanTokenizer> tokenizer,
                         std::shared_ptr<PictureTokenizerImpl> pictureTokenizer,
                         std::shared_ptr<const Dataset> training, std::shared_ptr<const Dataset> heldOut,
                         const PlanMixOptions& options, std::uint64_t seed)
    : m_tokenizer(std::move(tokenizer)),
      m_pictureTokenizer(std::move(pictureTokenizer)),
      m_training(std::move(training)),
      m_heldOut(std::move(heldOut)),
      m_options(options),
      m_seed(seed) {}

TextBatch TextBatches::read(const Dataset& dataset, std::int64_t first, std::int64_t count) const {
    TextBatch batch;
    std::vector<Picture> pictures;
    for (std::int64_t i = first; i < first + count; ++i) {
        Sample sample = dataset.at(static_cast<std::uint64_t>(i));
        batch.plans.push_back(std::move(sample.plan));
        pictures.push_back(std::move(sample.picture));
    }
    batch.pictures = toTensor(pictures);
    const torch::NoGradGuard noGrad;
    addVisualTokens(*m_pictureTokenizer, batch.pictures, batch.plans);
    return batch;
}

TextBatch TextBatches::training(std::int64_t first, std::int64_t count) const {
    TextBatch batch = read(*m_training, first, count);
    std::vector<PlanRow> condition, given;
    for (std::size_t i = 0; i < batch.plans.size(); ++i) {
        Random random(splitmix(m_seed, static_cast<std::uint64_t>(first) + i));
        const Plan& plan = batch.plans[i];
        const Kinds kinds = drawKinds(m_options, random);
        if (random.chance(m_options.dropCondition)) {
            condition.push_back(captionRow(*m_tokenizer, ""));
        } else if (random.chance(m_options.rehearse)) {
            condition.push_back(conditionRow(*m_tokenizer, plan.caption, rehearseEdit(plan, random), kinds));
        } else {
            condition.push_back(conditionRow(*m_tokenizer, plan.caption, plan, kinds));
        }
        if (kinds == Kinds::none() || !random.chance(m_options.given)) continue;
        if (const Given parts = drawGiven(plan, random); parts.any()) {
            given.push_back(givenRow(*m_tokenizer, plan.caption, plan, kinds, parts));
        }
    }
    batch.condition = batchRows(condition);
    if (!given.empty()) batch.given = batchRows(given);
    return batch;
}

TextBatch TextBatches::heldOut(std::int64_t first, std::int64_t count) const {
    TextBatch batch = read(*m_heldOut, first, count);
    std::vector<PlanRow> rows;
    for (const Plan& plan : batch.plans)
        rows.push_back(conditionRow(*m_tokenizer, plan.caption, plan, Kinds::all()));
    batch.condition = batchRows(rows);
    return batch;
}

}  // namespace kaleido
