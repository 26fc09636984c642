#pragma once

#include "engine/base/cancel.h"
#include "engine/base/picture.h"
#include "engine/diffusion/cads.h"
#include "engine/diffusion/guidance.h"
#include "engine/diffusion/sampler.h"
#include "engine/kaleido/model.h"
#include "engine/kaleido/plan_row.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// Rows of a batch, unless memory is short.
constexpr std::size_t kMicroBatch = 4;

/// How pictures are painted.
struct PaintOptions {
    SamplerKind sampler = SamplerKind::DpmSolver2M;
    double eta = 0.0;  ///< DDIM only
    int steps = 20;    ///< guided steps, 1 … 1000
    GuidanceOptions guidance = {.weight = 4.0};
    Threshold threshold = Threshold::Clip;
    CadsSettings cads = {};                ///< noise on the conditional half; off unless its scale is above 0
    std::string negative = {};             ///< caption of the unconditional half; usually empty
    std::size_t microBatch = kMicroBatch;  ///< most pictures in a batch; their bytes do not depend on it
};

/// One picture to paint: what it is conditioned on, and the seed of its own noise.
struct PaintTask {
    PlanRow row;
    std::uint64_t seed = 0;
};

/// Tasks that may share a batch: those whose conditions have the same padded length. Indices into `rows`, in order, at
/// most `largest` a group.
std::vector<std::vector<std::size_t>> microBatches(const std::vector<PaintTask>& tasks, std::size_t largest);

/// A micro-batch of pictures in the making: one guided network call a step, so that a job can yield and stop in between.
/// Each picture is computed by itself (separate_rows.h), so that it is the same in any batch.
/// Every picture draws its noise, and that of CADS, from CPU generators of its own seed. Inference mode is the caller's.
class PaintBatch {
public:
    /// `tasks`: 1 … options.microBatch, all of one padded condition length (see microBatches()). options.steps is at most
    /// the steps of the model's schedule.
    PaintBatch(std::shared_ptr<const KaleidoModel> model, const std::vector<PaintTask>& tasks,
               const PaintOptions& options, const CancelToken& token);

    bool done() const { return m_sampler->done(); }
    /// Throws Cancelled between the blocks of a network.
    void step() { m_sampler->step(); }
    int stepsDone() const { return m_sampler->stepsDone(); }
    int stepCount() const { return m_sampler->stepCount(); }

    /// The estimate of the clean picture at the lowest resolution, one a task; after the first step.
    std::vector<Picture> previews() const;
    /// The finished pictures, one a task; once done().
    std::vector<Picture> pictures() const;

private:
    Denoise network(const std::vector<PaintTask>& tasks, const PaintOptions& options,
                    const CancelToken& token) const;

    std::shared_ptr<const KaleidoModel> m_model;
    std::unique_ptr<Sampler> m_sampler;
};

}  // namespace kaleido
