#pragma once

#include "engine/eval/thing_classifier.h"
#include "engine/train/scene_batches.h"
#include "engine/train/training_stage.h"

namespace kaleido {

/// Learns to name what stands in a box, and what a whole picture shows. The loss is a weighted sum of the heads'
/// cross entropies.
class ClassifierStage : public TrainingStage {
public:
    ClassifierStage(ThingClassifier classifier, SceneBatches batches);

    torch::Tensor loss(const StepShare& share, Parts& parts) override;
    std::int64_t shares() const override { return 2; }
    std::vector<NamedTensors> parameterGroups() override;
    /// Shares of the held-out answers that are right: held_out_thing, _style and _color of figures, _other of boxes
    /// and blots that are none, _setting of whole pictures, _shown of the things that they show.
    Parts evaluate() override;

private:
    ThingClassifier m_classifier;
    SceneBatches m_batches;
    WorldClasses m_classes;
};

}  // namespace kaleido
