#pragma once

#include "engine/nn/picture_tokenizer.h"
#include "engine/plan/plan.h"

#include <torch/types.h>

#include <vector>

namespace kaleido {

/// Encodes pictures [B,3,H,W] by the picture tokenizer and puts the codes into the plans' visual tokens, all cells fresh.
void addVisualTokens(PictureTokenizerImpl& tokenizer, const torch::Tensor& pictures,
                     std::vector<Plan>& plans);

}  // namespace kaleido
