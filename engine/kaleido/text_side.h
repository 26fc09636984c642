#pragma once

#include "engine/kaleido/plan_row.h"
#include "engine/nn/condition.h"
#include "engine/nn/t5.h"

#include <torch/types.h>

#include <span>
#include <vector>

namespace kaleido {

/// Rows as padded tensors. B rows, Le and Ld the longest encoder and decoder inputs, M the most shapes.
struct RowBatch {
    torch::Tensor encoderIds;     ///< [B, Le] int64
    torch::Tensor encoderMask;    ///< [B, Le] float, 1 on real tokens
    torch::Tensor decoderIds;     ///< [B, Ld] int64: start (pad), z₁ … z_N
    torch::Tensor decoderMask;    ///< [B, Ld] float, 1 where the painter may look
    torch::Tensor targets;        ///< [B, Ld] int64: z₁ … z_N, `</s>`
    torch::Tensor lossMask;       ///< [B, Ld] float, 1 where the prediction carries loss
    torch::Tensor shapeIndex;     ///< [B, M] int64: decoder position that has read the shape's `</item>`
    torch::Tensor shapeMask;      ///< [B, M] float
    torch::Tensor shapeGeometry;  ///< [B, M, 6] float
    /// What each position stands for, encoder and decoder behind each other, row by row: the token that is read there; where a
    /// shape is closed, the shape's tokens.
    torch::Tensor tokenIds = {};     ///< [N] int64
    torch::Tensor tokenFirsts = {};  ///< [B·(Le+Ld)] int64: where each position's tokens begin in tokenIds
};

/// Pads each side to its longest row. `rows` must not be empty.
RowBatch batchRows(std::span<const PlanRow> rows);

/// What encoder and decoder make of a batch.
struct TextStates {
    torch::Tensor encoder;  ///< [B, Le, D], after the encoder's final norm
    torch::Tensor decoder;  ///< [B, Ld, D], after the decoder's final norm
    torch::Tensor tokens;   ///< [B, Le + Ld, D], mean embedding of what each position stands for
};

TextStates runText(T5Impl& t5, const RowBatch& batch);

/// Next-token negative log-likelihood, mean over the targets that carry loss (paper: L_AR). 0 if none does.
torch::Tensor planLoss(T5Impl& t5, const TextStates& states, const RowBatch& batch);

/// Encoder and decoder states behind each other along the sequence, times their masks, with the item keys (paper: the
/// denoiser's condition). Behind each state, 2·D wide together, is the embedding of what it stands for, for painters that read
/// this too: the states are learned for the next token, so that the one that closes an item need not tell what the item was.
Condition joinStates(const TextStates& states, const RowBatch& batch);

/// Length that a row's condition is padded to for sampling: a multiple of 64.
std::int64_t conditionLength(const PlanRow& row);

/// The painter's conditions for sampling: every row is encoded alone, on one thread, in float32 and without padding, so that a
/// picture does not depend on its neighbours or the number of threads (neighbours that are equal are encoded once); then padded with masked states to `length` and with masked item keys to `shapes`.
/// Neither may be less than a row needs. Inference only.
Condition encodeConditions(T5Impl& t5, const std::vector<PlanRow>& rows, std::int64_t length,
                           std::int64_t shapes);

/// Both halves of classifier-free guidance in one batch, the unconditional rows first. Of the same length and number of
/// item keys.
Condition joinHalves(const Condition& unconditional, const Condition& conditional);

}  // namespace kaleido
