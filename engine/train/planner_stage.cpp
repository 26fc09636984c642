#include "engine/train/planner_stage.h"

#include "engine/kaleido/networks.h"

namespace kaleido {
namespace {

constexpr std::int64_t kHeldOut = 64;

}  // namespace

PlannerStage::PlannerStage(std::shared_ptr<T5Impl> t5, std::shared_ptr<const TextBatches> batches)
    : m_t5(std::move(t5)), m_batches(std::move(batches)) {}

torch::Tensor PlannerStage::loss(const StepShare& share, Parts& parts) {
    const TextBatch batch = m_batches->training(share.first, share.count);
    const torch::Tensor loss = jointPlanLoss(*m_t5, runText(*m_t5, batch.condition), batch);
    parts["plan"] = loss.item<double>();
    return loss;
}

std::vector<TrainingStage::NamedTensors> PlannerStage::parameterGroups() {
    return {namedParameters(*m_t5, kT5Prefix)};
}

TrainingStage::Parts PlannerStage::evaluate() {
    const TextBatch batch = m_batches->heldOut(0, kHeldOut);
    const torch::Tensor loss = planLoss(*m_t5, runText(*m_t5, batch.condition), batch.condition);
    return {{"held_out_plan", loss.item<double>()}};
}

}  // namespace kaleido
