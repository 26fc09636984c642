#pragma once

#include "engine/train/text_batches.h"
#include "engine/train/training_stage.h"

#include <memory>

namespace kaleido {

/// Learns encoder and decoder alone: next-token loss of plans given their captions and locks. Cheap, and it lets the
/// painter start from states that already mean something.
class PlannerStage : public TrainingStage {
public:
    PlannerStage(std::shared_ptr<T5Impl> t5, std::shared_ptr<const TextBatches> batches);

    torch::Tensor loss(const StepShare& share, Parts& parts) override;
    std::int64_t shares() const override { return 2; }
    std::vector<NamedTensors> parameterGroups() override;
    Parts evaluate() override;

private:
    std::shared_ptr<T5Impl> m_t5;
    std::shared_ptr<const TextBatches> m_batches;
};

}  // namespace kaleido
