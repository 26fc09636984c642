#pragma once

#include "engine/kaleido/plan_row.h"
#include "engine/kaleido/text_side.h"
#include "engine/nn/picture_tokenizer.h"
#include "engine/train/dataset.h"
#include "engine/train/plan_mix.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace kaleido {

/// One training batch of the text side, and the pictures that go with it.
struct TextBatch {
    RowBatch condition;  ///< B rows: what the painter is conditioned on; L_AR where nothing is missing
    std::optional<RowBatch> given;  ///< the same plans with given parts, as far as they were drawn; L_AR only
    torch::Tensor pictures;         ///< [B,3,H,W]
    std::vector<Plan> plans;        ///< the whole plans, with visual tokens
};

/// L_AR over both halves of a batch, each target that carries loss counting the same.
torch::Tensor jointPlanLoss(T5Impl& t5, const TextStates& conditionStates, const TextBatch& batch);

/// Makes the batches of the planner and painter stages: visual tokens by the frozen picture tokenizer, kinds, given parts
/// and rehearsals drawn by the picture's own seed.
class TextBatches {
public:
    TextBatches(std::shared_ptr<const PlanTokenizer> tokenizer,
                std::shared_ptr<PictureTokenizerImpl> pictureTokenizer,
                std::shared_ptr<const Dataset> training, std::shared_ptr<const Dataset> heldOut,
                const PlanMixOptions& options, std::uint64_t seed);

    TextBatch training(std::int64_t first, std::int64_t count) const;
    /// Held-out pictures with their whole plans: every kind, nothing given, nothing dropped.
    TextBatch heldOut(std::int64_t first, std::int64_t count) const;

    const PlanTokenizer& tokenizer() const { return *m_tokenizer; }

private:
    /// Plans with visual tokens, and their pictures; no rows yet.
    TextBatch read(const Dataset& dataset, std::int64_t first, std::int64_t count) const;

    std::shared_ptr<const PlanTokenizer> m_tokenizer;
    std::shared_ptr<PictureTokenizerImpl> m_pictureTokenizer;
    std::shared_ptr<const Dataset> m_training;
    std::shared_ptr<const Dataset> m_heldOut;
    PlanMixOptions m_options;
    std::uint64_t m_seed;
};

}  // namespace kaleido
