#pragma once

#include "engine/base/cancel.h"
#include "engine/base/error.h"
#include "engine/kaleido/model.h"
#include "engine/kaleido/token_sampling.h"
#include "engine/nn/t5.h"
#include "engine/plan/given.h"
#include "engine/plan/grammar_automaton.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace kaleido {

/// What to imagine.
struct PlanTask {
    Plan base =
        {};  ///< its caption (normalised) is planned for; locked and edited parts are kept, the rest is sampled anew
    Kinds kinds = Kinds::all();  ///< what to sample; the other kinds of `base` are kept
    std::uint64_t seed = 0;      ///< plan i is sampled with splitmix(seed, i)
    TokenSampling sampling = {};
};

/// Plans are always computed in so many rows, plan i in row i mod 8, so that a plan is the same alone and among others.
constexpr int kPlanRows = 8;

/// Up to eight plans in the making: ancestral sampling from the decoder under the grammar, with a key-value cache, one token
/// a row and step. Inference mode is the caller's.
class PlanBatch {
public:
    /// The plans `first` … `first` + `count` − 1, which must fit into one batch: first mod 8 + count ≤ 8. Fails if the given
    /// parts leave no room for the rest.
    static Result<PlanBatch> start(std::shared_ptr<const KaleidoModel> model, const PlanTask& task, int first,
                                   int count);

    bool done() const;
    /// One token of every row that is not finished. Throws Cancelled between tokens.
    void step(const CancelToken& token);

    int count() const { return m_count; }
    int index(int i) const { return m_first + i; }
    bool finished(int i) const { return row(i).automaton.done(); }
    /// The i-th plan so far, readable at any time; whole once finished(i).
    Plan plan(int i) const;
    /// Tokens that have been read so far.
    std::int64_t position() const { return m_cache.position; }

private:
    struct Row {
        GrammarAutomaton automaton;
        Random random;
    };

    PlanBatch(std::shared_ptr<const KaleidoModel> model, const PlanTask& task, int first, int count);
    const Row& row(int i) const { return m_rows[static_cast<std::size_t>(i)]; }
    std::int64_t nextToken(Row& row, const torch::Tensor& logits) const;

    std::shared_ptr<const KaleidoModel> m_model;
    PlanTask m_task;  ///< base in the order of givenFirst()
    Given m_given;
    int m_first;
    int m_count;
    std::vector<Row> m_rows;
    DecoderCache m_cache;
    torch::Tensor m_ids;  ///< [8] int64: the tokens to be read next
};

}  // namespace kaleido
