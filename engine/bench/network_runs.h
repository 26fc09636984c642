#pragma once

#include "engine/bench/network_speed.h"
#include "engine/kaleido/model.h"
#include "engine/plan/plan.h"

#include <memory>
#include <vector>

namespace kaleido {

/// One evaluation of the painter for a guided step of these plans, twice as many rows, in the model's precision.
NetworkSpeed denoiserSpeed(const std::shared_ptr<const KaleidoModel>& model, const std::vector<Plan>& plans,
                           const CancelToken& cancel);

/// One teacher-forced pass of the T5 decoder over these plans, padded to the longest.
NetworkSpeed decoderSpeed(const std::shared_ptr<const KaleidoModel>& model, const std::vector<Plan>& plans,
                          const CancelToken& cancel);

/// One cached step of the T5 decoder with its logits, a row a plan; the mean over the tokens of the longest plan. On one
/// thread, as plans are sampled.
NetworkSpeed decoderStepSpeed(const std::shared_ptr<const KaleidoModel>& model,
                              const std::vector<Plan>& plans, const CancelToken& cancel);

}  // namespace kaleido
