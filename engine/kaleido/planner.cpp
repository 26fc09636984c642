#include "engine/kaleido/planner.h"

#include "engine/base/random.h"
#include "engine/nn/one_thread.h"
#include "engine/plan/grammar.h"
#include "engine/plan/resample.h"

#include <algorithm>
#include <stdexcept>

namespace kaleido {
namespace {

PieceCodec codecOf(const std::shared_ptr<const KaleidoModel>& model) {
    return {.encode =
                [model](std::string_view text) {
                    const auto pieces = model->tokenizer().words(std::string(text));
                    return std::vector<int>(pieces.begin(), pieces.end());
                },
            .decode =
                [model](const std::vector<int>& pieces) {
                    return model->tokenizer().spell({pieces.begin(), pieces.end()});
                }};
}

std::vector<TokenRange> allowedIds(const NextToken& next, const KaleidoModel& model) {
    const TokenLayout& layout = model.tokenizer().layout();
    std::vector<TokenRange> ranges;
    if (next.visiblePieces) {
        ranges = model.tokenizer().visiblePieces();
    } else if (next.pieces) {
        const std::int64_t first = TokenLayout::kUnknownPiece + 1;
        ranges.push_back({first, layout.pieces() - first});
    }
    if (next.end) ranges.push_back({layout.id(SymbolKind::End), 1});
    if (next.places) {
        ranges.push_back({layout.firstPlace() + next.places->low, next.places->high - next.places->low + 1});
    }
    if (next.vokens > 0) ranges.push_back({layout.firstVoken(), next.vokens});
    if (next.colors > 0) ranges.push_back({layout.firstColor(), next.colors});
    return ranges;
}

}  // namespace

PlanBatch::PlanBatch(std::shared_ptr<const KaleidoModel> model, const PlanTask& task, int first, int count)
    : m_model(std::move(model)), m_task(task), m_first(first), m_count(count) {}

Result<PlanBatch> PlanBatch::start(std::shared_ptr<const KaleidoModel> model, const PlanTask& task, int first,
                                   int count) {
    if (count < 1 || first < 0 || first % kPlanRows + count > kPlanRows) {
        throw std::invalid_argument("PlanBatch: the plans do not fit into one batch");
    }
    PlanBatch batch(std::move(model), task, first, count);
    std::tie(batch.m_task.base, batch.m_given) =
        givenFirst(task.base, givenWhileSampling(task.base, task.kinds));
    const Plan& base = batch.m_task.base;
    const PlanFormat& format = batch.m_model->manifest().plan;
    auto automaton = GrammarAutomaton::start(base, batch.m_given, task.kinds, format, codecOf(batch.m_model));
    if (!automaton) return automaton.error();
    for (int i = 0; i < count; ++i) {
        batch.m_rows.push_back(
            {*automaton, Random(splitmix(task.seed, static_cast<std::uint64_t>(first + i)))});
    }

    const auto given = writePlan(base, Kinds::all(), format, Purpose::Given, batch.m_given);
    const auto encoder = batch.m_model->tokenizer().encoderInput(base.caption, given);
    const auto ids = torch::tensor(encoder, torch::kInt64).unsqueeze(0);
    const auto mask = torch::ones({1, ids.size(1)});
    const OneThread oneThread;
    T5Impl& t5 = batch.m_model->t5();
    const auto states = t5.encode(ids, mask);
    batch.m_cache =
        t5.startDecoding(states.expand({kPlanRows, -1, -1}), mask.expand({kPlanRows, -1}), format.maxTokens);
    batch.m_ids = torch::full({kPlanRows}, TokenLayout::kPad, torch::kInt64);
    return batch;
}

bool PlanBatch::done() const {
    return std::all_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.automaton.done(); });
}

void PlanBatch::step(const CancelToken& token) {
    token.checkpoint();
    const OneThread oneThread;
    T5Impl& t5 = m_model->t5();
    const auto states = t5.decodeStep(m_ids, m_cache);
    const bool choice = std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) {
        return !row.automaton.done() && !row.automaton.next().forced;
    });
    const auto logits = choice ? t5.logits(states).to(torch::kFloat32).contiguous() : torch::Tensor();
    m_ids.fill_(TokenLayout::kPad);
    for (int i = 0; i < m_count; ++i) {
        Row& row = m_rows[static_cast<std::size_t>(i)];
        if (row.automaton.done()) continue;
        const auto place = static_cast<std::int64_t>(m_first % kPlanRows + i);
        m_ids[place] = nextToken(row, choice ? logits[place] : logits);
    }
}

std::int64_t PlanBatch::nextToken(Row& row, const torch::Tensor& logits) const {
    const TokenLayout& layout = m_model->tokenizer().layout();
    const NextToken next = row.automaton.next();
    PlanToken chosen;
    if (next.forced) {
        chosen = *next.forced;
    } else {
        const std::span<const float> values(logits.const_data_ptr<float>(),
                                            static_cast<std::size_t>(logits.numel()));
        const auto allowed = allowedIds(next, *m_model);
        const TokenLayout::Meaning meaning =
            layout.meaning(drawToken(values, allowed, m_task.sampling, row.random));
        chosen = {meaning.kind, meaning.value};
    }
    const PlanToken taken = row.automaton.take(chosen);
    return taken.kind == SymbolKind::Words ? taken.value : layout.id(taken.kind, taken.value);
}

Plan PlanBatch::plan(int i) const {
    const PlanFormat& format = m_model->manifest().plan;
    auto read = readPlan(closePlan(row(i).automaton.symbols(), format), format);
    if (!read)
        throw std::logic_error("the automaton let a malformed plan through: " + describe(read.error()));
    Plan plan = mergeSampled(m_task.base, m_given, *read);
    plan.provenance = {m_model->manifest().hash, m_task.seed, index(i)};
    return plan;
}

}  // namespace kaleido
