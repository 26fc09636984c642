#pragma once

#include "engine/nn/picture_tokenizer.h"
#include "engine/train/dataset.h"
#include "engine/train/training_stage.h"

#include <memory>

namespace kaleido {

/// Learns the picture tokenizer: reconstruction and commitment; the codebook follows by EMA, dead codes are revived from
/// the batch.
class VqStage : public TrainingStage {
public:
    VqStage(std::shared_ptr<PictureTokenizerImpl> tokenizer, std::shared_ptr<const Dataset> training,
            std::shared_ptr<const Dataset> heldOut, std::uint64_t seed);

    torch::Tensor loss(const StepShare& share, Parts& parts) override;
    std::vector<NamedTensors> parameterGroups() override;
    NamedTensors buffers() override;
    void afterStep(std::int64_t step) override;
    Parts evaluate() override;
    SamplePictures samples() override;

private:
    torch::Tensor pictures(const Dataset& dataset, std::int64_t first, std::int64_t count) const;

    std::shared_ptr<PictureTokenizerImpl> m_tokenizer;
    std::shared_ptr<const Dataset> m_training;
    std::shared_ptr<const Dataset> m_heldOut;
    std::uint64_t m_seed;
    VqOutput m_output;  ///< of the last loss, for the codebook
};

}  // namespace kaleido
