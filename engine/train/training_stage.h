#pragma once

#include "engine/base/picture.h"

#include <torch/torch.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kaleido {

/// One stage of training: a loss over an endless stream of pictures, and the networks that learn from it. The trainer owns
/// optimiser, averages and checkpoints; a stage only says what is learned. All randomness of picture i follows from the
/// training seed and i, so that a resumed run sees the same pictures and the same noise as one that never stopped.
class TrainingStage {
public:
    using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;
    using Parts = std::map<std::string, double>;  ///< named parts of the loss, for the metrics

    virtual ~TrainingStage() = default;

    /// The loss of pictures first … first + count − 1, a scalar with its graph; fills `parts`.
    virtual torch::Tensor loss(std::int64_t first, std::int64_t count, Parts& parts) = 0;

    /// What the optimiser changes, in groups that are clipped separately. Names are those of the checkpoint.
    virtual std::vector<NamedTensors> parameterGroups() = 0;

    /// State that is neither parameter nor optimiser (a codebook and its averages), kept by the checkpoint.
    virtual NamedTensors buffers() { return {}; }

    /// Called after every optimiser step.
    virtual void afterStep(std::int64_t /*step*/) {}

    /// Measures on held-out pictures that never change, with the weights the networks hold now.
    virtual Parts evaluate() = 0;

    /// A few pictures that show what has been learned, in pairs: the real one, then ours. Empty if there is nothing to see.
    virtual std::vector<Picture> samples() { return {}; }
};

}  // namespace kaleido
