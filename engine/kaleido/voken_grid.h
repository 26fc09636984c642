#pragma once

#include "engine/base/picture.h"
#include "engine/nn/picture_tokenizer.h"
#include "engine/plan/plan.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace kaleido {

/// Encodes pictures [B,3,H,W] by the picture tokenizer and puts the codes into the plans' visual tokens, all cells fresh.
void addVisualTokens(PictureTokenizerImpl& tokenizer, const torch::Tensor& pictures,
                     std::vector<Plan>& plans);

/// A picture of each of the codes first … first + count − 1, as large as a cell: what the decoder makes of it among its like.
std::vector<Picture> tokenTiles(PictureTokenizerImpl& tokenizer, std::int64_t first, std::int64_t count);

/// What the decoder makes of all visual tokens of a plan together. The grid is the tokenizer's; a cell that is not known
/// counts as what is known next to it. At least one is known.
Picture tokenPicture(PictureTokenizerImpl& tokenizer, const CodeGrid& tokens);

}  // namespace kaleido
