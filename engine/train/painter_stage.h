#pragma once

#include "engine/diffusion/denoise.h"
#include "engine/diffusion/loss.h"
#include "engine/diffusion/noise_schedule.h"
#include "engine/diffusion/noisy_batch.h"
#include "engine/nn/denoiser.h"
#include "engine/train/text_batches.h"
#include "engine/train/training_stage.h"

#include <memory>
#include <vector>

namespace kaleido {

struct PainterOptions {
    double planWeight = 1.0;  ///< η of L = L_DM + η·L_AR (paper, section 3)
    /// The text side learns at every so many-th step and rests at the others, when the denoiser learns alone. The text side
    /// costs as much as the denoiser and learns sooner.
    std::int64_t textEvery = 1;
    TimeOptions times;
    LossOptions loss;
    std::vector<std::int64_t> scales;  ///< of the whole denoiser, highest first; the inner one takes the last
    std::vector<NoiseSchedule> schedules;  ///< one for each of `scales`
    std::uint64_t seed = 0;
};

/// The joint objective: the denoiser learns to paint from encoder and decoder states, and its gradient flows on into both
/// (paper: trained end to end). Serves the inner network alone and the nested one.
class PainterStage : public TrainingStage {
public:
    /// `named`: the denoiser's parameters under their names in a checkpoint.
    PainterStage(std::shared_ptr<T5Impl> t5, std::shared_ptr<DenoiserImpl> denoiser, NamedTensors named,
                 std::shared_ptr<const TextBatches> batches, const PainterOptions& options);

    torch::Tensor loss(const StepShare& share, Parts& parts) override;
    std::int64_t shares() const override { return 2; }
    std::vector<NamedTensors> parameterGroups() override;
    Parts evaluate() override;
    SamplePictures samples() override;

private:
    /// L_DM of a share, painted on the given states.
    torch::Tensor paintingLoss(const StepShare& share, const TextBatch& batch, const TextStates& states,
                               Parts& parts);
    /// The pictures at the scales that the denoiser works on.
    std::vector<torch::Tensor> pyramid(const torch::Tensor& pictures) const;
    /// The condition of the empty caption for the sample grid, padded to the length of the others.
    Condition unconditional(std::int64_t length, std::int64_t shapes) const;
    /// The denoiser with its condition prepared once.
    Denoise prepared(const Condition& condition) const;

    std::shared_ptr<T5Impl> m_t5;
    std::shared_ptr<DenoiserImpl> m_denoiser;
    NamedTensors m_named;
    std::shared_ptr<const TextBatches> m_batches;
    PainterOptions m_options;
};

}  // namespace kaleido
