#pragma once

#include "engine/nn/denoiser.h"

#include <torch/types.h>

#include <vector>

namespace kaleido {

// Rows of a batch do not see each other, so painting takes each through the whole network by itself, on one thread; several
// threads take several rows. Threads then do not meet behind every operation, and the same kernels run in the same order
// whatever the batch and however many threads there are: a picture comes out in the same bytes in any company. With rows
// together it does not (measured in bf16 on AMX: a row alone is rounded otherwise than among others). A training step
// works with shares of its own.

/// A condition whose rows are prepared one by one, in their order.
using PreparedRows = std::vector<PreparedCondition>;

/// Gradients must be off.
PreparedRows prepareRows(DenoiserImpl& denoiser, const Condition& condition);

/// See DenoiserImpl::prepareAgain(). `last`: at most as many rows as `before`.
PreparedRows prepareRowsAgain(DenoiserImpl& denoiser, const PreparedRows& before, const Condition& last);

/// DenoiserImpl::forward(). x: one row for each of `prepared` at every scale; times: as many.
std::vector<torch::Tensor> forwardRows(DenoiserImpl& denoiser, const std::vector<torch::Tensor>& x,
                                       const torch::Tensor& times, const PreparedRows& prepared,
                                       const CancelToken& cancel = {});

}  // namespace kaleido
