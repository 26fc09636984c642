#pragma once

#include "engine/diffusion/cads.h"
#include "engine/nn/condition.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace kaleido {

/// CADS for the pictures of a batch. The noise on a picture's condition depends on the picture's seed and on the time
/// alone, in a stream apart from the noise that the picture begins with: so it is the same in any batch, and again if a
/// step is repeated.
class ConditionAnnealing {
public:
    /// seeds: of the pictures, one a row; scheduleSteps: T of the noise schedule.
    ConditionAnnealing(CadsSettings options, std::vector<std::uint64_t> seeds, int scheduleSteps);

    /// Whether the condition is another one at a time 1 … T; false throughout if CADS is off.
    bool actsAt(int time) const { return power(time) < 1.0; }
    /// The condition at a time: its real states, encoder's and decoder's (and so the item keys that are gathered from them)
    /// with noise, every row by its own mean and deviation; padding, mask and items as they are. One row a seed.
    Condition at(const Condition& condition, int time) const;

private:
    double power(int time) const;
    torch::Tensor noise(std::size_t row, int time, at::IntArrayRef shape) const;

    CadsSettings m_options;
    std::vector<std::uint64_t> m_seeds;
    int m_scheduleSteps;
};

}  // namespace kaleido
