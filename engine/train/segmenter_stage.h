#pragma once

#include "engine/eval/thing_segmenter.h"
#include "engine/train/scene_batches.h"
#include "engine/train/training_stage.h"

namespace kaleido {

/// Learns which thing each pixel shows; the loss is the mean cross entropy of the pixels.
class SegmenterStage : public TrainingStage {
public:
    SegmenterStage(ThingSegmenter segmenter, SceneBatches batches);

    torch::Tensor loss(const StepShare& share, Parts& parts) override;
    std::int64_t shares() const override { return 2; }
    std::vector<NamedTensors> parameterGroups() override;
    /// Means over the held-out figures of which enough is seen: held_out_iou, of the pixels; held_out_box_iou, of the
    /// box found (drawnBox()) with the box of what is really seen, 0 where none is found.
    Parts evaluate() override;
    /// Pictures, and what of them is taken for things, the rest grey.
    SamplePictures samples() override;

private:
    torch::Tensor classesOf(const SceneBatch& batch) const;

    ThingSegmenter m_segmenter;
    SceneBatches m_batches;
    WorldClasses m_classes;
};

}  // namespace kaleido
