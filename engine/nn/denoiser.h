#pragma once

#include "engine/base/cancel.h"
#include "engine/nn/attention.h"
#include "engine/nn/condition.h"
#include "engine/nn/unet_config.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kaleido {

/// Everything that depends only on the condition, computed once and used at every step.
struct PreparedCondition {
    std::vector<torch::Tensor> embeddings;  ///< for each level, innermost first: [B or 1,E] or undefined; the
        ///< pooled text and the micro-conditions, added to the time embedding
    std::vector<PreparedAttention> attention;  ///< for each attention block of the innermost level
};

/// One level's answer: predictions from this level down to the innermost one, and the features before its
/// output norm, which the level around it reads.
struct LevelOutput {
    std::vector<torch::Tensor> predictions;
    torch::Tensor features;
};

/// The painting network as trainer and generator see it, plain or nested. It predicts v for a noisy picture at
/// every scale. Runs in float32, with bf16 weights, or under bf16 autocast; predictions are always float32.
/// No inference guard inside: training and painting share this code.
class DenoiserImpl : public torch::nn::Module {
public:
    /// Projects, pools and lays out the condition. `micros` ([B] each) override the defaults of the
    /// micro-conditions by name.
    PreparedCondition prepare(const Condition& condition,
                              const std::map<std::string, torch::Tensor>& micros = {});
    /// What `before` becomes if the text states of its last rows change: `last` holds those rows, with the mask and the
    /// items that they were prepared with. Works out keys, values and embeddings of these rows alone; keeps the other
    /// rows and everything that depends only on masks and places. May be called for any number of steps. `micros`: [b] each,
    /// of the last rows.
    PreparedCondition prepareAgain(const PreparedCondition& before, const Condition& last,
                                   const std::map<std::string, torch::Tensor>& micros = {});

    /// v-prediction [b,3,H,W] float32 for each scale. x: one [b,3,H,W] a scale, highest resolution first; an outer
    /// scale may hold only the first samples of the batch (mixed-resolution training). times: [B], the step
    /// number t − 1 as the public networks are fed. Throws Cancelled between blocks if asked to stop now.
    std::vector<torch::Tensor> forward(const std::vector<torch::Tensor>& x, const torch::Tensor& times,
                                       const PreparedCondition& prepared, const CancelToken& cancel = {});

    /// From now on the weights stay as they are, and forward() may keep copies laid out for the processor. Gradients must
    /// be off already, and the weights of the type that they are to have.
    void freeze();

    /// Side of each scale over the lowest one's, highest first: {1}, or e.g. {4,2,1}.
    virtual std::vector<std::int64_t> scales() const = 0;
    /// How many numbers of each text position are read (conditioning_feature_dim of the innermost level).
    virtual std::int64_t conditionWidth() const = 0;

    /// One level and all below it. x: as in forward(), from this level's scale down; `index` is this level's
    /// place in x. `around`: features of the level around this one [b,C,H,W], undefined at the outermost.
    virtual LevelOutput run(const std::vector<torch::Tensor>& x, std::size_t index,
                            const torch::Tensor& around, const torch::Tensor& times,
                            const PreparedCondition& prepared, const CancelToken& cancel) = 0;
    /// Adds what this level and all below it prepare; gives back the pooled text embedding, undefined if none.
    virtual torch::Tensor prepareLevel(PreparedCondition& prepared, const Condition& condition,
                                       const std::map<std::string, torch::Tensor>& micros) = 0;
};

/// A network with random weights (zero-initialised as in the specification 1.7, so that it predicts 0).
std::shared_ptr<DenoiserImpl> makeDenoiser(const UNetConfig& config);

}  // namespace kaleido
