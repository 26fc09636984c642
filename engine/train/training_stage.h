#pragma once

#include "engine/base/picture.h"

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kaleido {

/// The pictures of one step that one thread learns from.
struct StepShare {
    std::int64_t step = 0;   ///< optimiser steps done before
    std::int64_t first = 0;  ///< pictures first … first + count − 1
    std::int64_t count = 0;
};

/// Pictures to look at, and what belongs under them: as many captions, or none.
struct SamplePictures {
    std::vector<Picture> pictures;
    std::vector<std::string> captions;
};

/// One stage of training: a loss over an endless stream of pictures, and the networks that learn from it. The trainer owns
/// optimiser, averages and checkpoints; a stage only says what is learned. All randomness of picture i follows from the
/// training seed and i, so that a resumed run sees the same pictures and the same noise as one that never stopped.
class TrainingStage {
public:
    using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;
    using Parts = std::map<std::string, double>;  ///< named parts of the loss, for the metrics

    virtual ~TrainingStage() = default;

    /// The mean loss of the pictures of a share, a scalar with its graph; fills `parts`. Where a step has several shares,
    /// it is called from several threads at once.
    virtual torch::Tensor loss(const StepShare& share, Parts& parts) = 0;

    /// Into how many shares a step is divided. Two threads that each work through half of a batch finish sooner than two
    /// that divide every operation between them. At most two: a sum of two gradients is the same in either order.
    virtual std::int64_t shares() const { return 1; }

    /// What the optimiser changes, in groups whose gradients are clipped together. Names are those of the checkpoint.
    virtual std::vector<NamedTensors> parameterGroups() = 0;

    /// State that is neither parameter nor optimiser (a codebook and its averages), kept by the checkpoint.
    virtual NamedTensors buffers() { return {}; }

    /// Called after every optimiser step.
    virtual void afterStep(std::int64_t /*step*/) {}

    /// Measures on held-out pictures that never change, with the weights the networks hold now.
    virtual Parts evaluate() = 0;

    /// A few pictures that show what has been learned, in pairs: the real one, then ours. Empty if there is nothing to see.
    virtual SamplePictures samples() { return {}; }
};

}  // namespace kaleido
