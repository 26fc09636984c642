#include "engine/kaleido/text_side.h"

#include "small_tokenizer.h"

#include <QTest>

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

using namespace kaleido;
using kaleido::testing::smallPlan;
using kaleido::testing::smallTokenizer;

namespace {

T5 smallT5(std::int64_t vocabSize) {
    torch::manual_seed(5);
    return T5(T5Config{.vocabSize = vocabSize,
                       .dModel = 24,
                       .dKv = 8,
                       .dFf = 32,
                       .numLayers = 2,
                       .numDecoderLayers = 2,
                       .numHeads = 3});
}

double largestDifference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

}  // namespace

class TestTextSide : public QObject {
    Q_OBJECT

    const PlanTokenizer m_tokenizer = smallTokenizer();
    T5 m_t5 = smallT5(m_tokenizer.layout().vocabSize());
    const torch::InferenceMode m_inference;

    PlanRow row(const Plan& plan, Kinds kinds = Kinds::all()) const {
        return conditionRow(m_tokenizer, plan.caption, plan, kinds);
    }
    Condition condition(const PlanRow& one) { return encodeConditions(*m_t5, {one}, 192, 8); }
    torch::Tensor embeddings() { return m_t5->named_parameters()["shared.weight"]; }
    static bool same(const Condition& a, const Condition& b) {
        return torch::equal(a.states, b.states) && torch::equal(a.mask, b.mask) &&
               torch::equal(a.items.index, b.items.index) && torch::equal(a.items.mask, b.items.mask) &&
               torch::equal(a.items.geometry, b.items.geometry);
    }

private Q_SLOTS:
    void rowsAreLaidOutAsThePlanFormatSays();
    void paddingChangesNoState();
    void neighboursChangeNoBit();
    void whatIsStaleDoesNotLeak();
    void maskedCellsDoNotLeak();
    void theEmptyConditionShowsOnlyTheCaption();
    void itemKeysPointAtTheStateThatHasReadTheClosingMark();
    void besideEachStateStandsItsToken();
    void besideAClosedShapeStandTheWordsOfItsItem();
    void conditionsArePaddedToMultiplesOf64();
    void planLossIsTheCrossEntropyOfWhatCarriesLoss();
    void planLossOfNothingIsZero();
};

void TestTextSide::rowsAreLaidOutAsThePlanFormatSays() {
    const std::vector<PlanRow> rows = {row(smallPlan()), captionRow(m_tokenizer, "a dog")};
    const RowBatch batch = batchRows(rows);
    const auto n = static_cast<std::int64_t>(rows[0].plan.size());
    QCOMPARE(batch.decoderIds.size(1), n + 1);
    QCOMPARE(batch.decoderIds[0][0].item<std::int64_t>(), TokenLayout::kPad);
    QVERIFY(torch::equal(batch.decoderIds[0].narrow(0, 1, n), torch::tensor(rows[0].plan)));
    QVERIFY(torch::equal(batch.targets[0].narrow(0, 0, n), torch::tensor(rows[0].plan)));
    QCOMPARE(batch.targets[0][n].item<std::int64_t>(), TokenLayout::kEndOfSequence);
    QCOMPARE(batch.lossMask[0][n].item<float>(), 0.0F);  // the final </s> is forced
    QCOMPARE(batch.decoderMask[0][0].item<float>(), 1.0F);
    // The dog has no blob, which is a <mask>.
    QCOMPARE(batch.decoderMask[0].sum().item<float>(), static_cast<float>(n));
    QCOMPARE(batch.decoderMask[1].sum().item<float>(), 0.0F);
    QCOMPARE(batch.encoderMask[1].sum().item<float>(), static_cast<float>(rows[1].encoder.size()));
    QCOMPARE(batch.shapeMask[0].sum().item<float>(), 3.0F);
    QCOMPARE(batch.shapeMask[1].sum().item<float>(), 0.0F);
}

void TestTextSide::paddingChangesNoState() {
    Plan longer = smallPlan();
    longer.caption = "a flat cat on the mat in the snow by the sea at night";
    longer.detail += " a boat by the sea. a red car in the snow.";
    longer.sentences.resize(4);
    const std::vector<PlanRow> rows = {row(smallPlan(), {.text = true}), row(longer)};
    const RowBatch together = batchRows(rows);
    const TextStates states = runText(*m_t5, together);
    for (std::int64_t i = 0; i < 2; ++i) {
        const RowBatch single = batchRows(std::span(&rows[static_cast<std::size_t>(i)], 1));
        const TextStates alone = runText(*m_t5, single);
        const auto encoder = states.encoder[i].narrow(0, 0, alone.encoder.size(1));
        const auto decoder = states.decoder[i].narrow(0, 0, alone.decoder.size(1));
        QVERIFY(largestDifference(encoder, alone.encoder[0]) < 1e-5);
        QVERIFY(largestDifference(decoder, alone.decoder[0]) < 1e-5);
    }
}

void TestTextSide::neighboursChangeNoBit() {
    Plan other = smallPlan();
    other.items.pop_back();
    other.caption = "a dog at night by the sea";
    const std::vector<PlanRow> rows = {row(other), row(smallPlan()), row(smallPlan()),
                                       captionRow(m_tokenizer, "")};
    const Condition many = encodeConditions(*m_t5, rows, 192, 8);
    for (std::int64_t i = 0; i < many.mask.size(0); ++i) {
        const Condition alone = condition(rows[static_cast<std::size_t>(i)]);
        const auto pick = [i](const torch::Tensor& tensor) { return tensor.narrow(0, i, 1); };
        QVERIFY(same({pick(many.states),
                      pick(many.mask),
                      {pick(many.items.index), pick(many.items.mask), pick(many.items.geometry)}},
                     alone));
    }
}

void TestTextSide::whatIsStaleDoesNotLeak() {
    Plan plan = smallPlan();
    plan.sentences[1].state = PartState::Stale;
    plan.items[1].state = PartState::Stale;
    const Condition before = condition(row(plan));
    Plan changed = plan;
    changed.detail = "a flat cat on the mat. a red boat by the sea in the snow.";
    changed.items[1].box = Box{0.1, 0.2, 0.3, 0.4};
    QVERIFY(same(before, condition(row(changed))));
    changed.items[1].state = PartState::Fresh;
    QVERIFY(!same(before, condition(row(changed))));
}

void TestTextSide::maskedCellsDoNotLeak() {
    Plan plan = smallPlan();
    plan.tokens.parts[0].state = PartState::Stale;
    plan.colors.parts[1].state = PartState::Stale;
    const Condition before = condition(row(plan));
    Plan changed = plan;
    changed.tokens.codes[0] = 9;
    changed.colors.codes[1] = kUnknownCode;
    QVERIFY(same(before, condition(row(changed))));
    changed.tokens.codes[1] = 9;
    QVERIFY(!same(before, condition(row(changed))));
}

void TestTextSide::theEmptyConditionShowsOnlyTheCaption() {
    const PlanRow empty = captionRow(m_tokenizer, "a dog");
    const Condition shown = condition(empty);
    const auto encoder = static_cast<std::int64_t>(empty.encoder.size());
    QCOMPARE(shown.mask.sum().item<float>(), static_cast<float>(encoder));
    QVERIFY(shown.mask[0].narrow(0, 0, encoder).eq(1).all().item<bool>());
    QVERIFY(shown.states[0].narrow(0, encoder, 192 - encoder).eq(0).all().item<bool>());
    QCOMPARE(shown.items.mask.sum().item<float>(), 0.0F);
    QCOMPARE(shown.items.geometry.abs().sum().item<float>(), 0.0F);
}

void TestTextSide::itemKeysPointAtTheStateThatHasReadTheClosingMark() {
    const PlanRow one = row(smallPlan());
    const RowBatch batch = batchRows(std::span(&one, 1));
    const Condition condition = joinStates(runText(*m_t5, batch), batch);
    const auto encoder = batch.encoderIds.size(1);
    const auto read = torch::cat({batch.encoderIds[0], batch.decoderIds[0]});
    QCOMPARE(condition.items.index.size(1), std::int64_t{3});
    for (std::int64_t i = 0; i < 3; ++i) {
        const auto index = condition.items.index[0][i].item<std::int64_t>();
        QVERIFY(index > encoder);
        QCOMPARE(read[index].item<std::int64_t>(), m_tokenizer.layout().id(SymbolKind::ItemEnd));
    }
}

void TestTextSide::besideEachStateStandsItsToken() {
    const std::vector<PlanRow> rows = {row(smallPlan()), row(smallPlan(), {.text = true})};
    const RowBatch batch = batchRows(rows);
    const Condition condition = joinStates(runText(*m_t5, batch), batch);
    const auto width = m_t5->config().dModel;
    QCOMPARE(condition.states.size(2), std::int64_t{2 * width});
    const auto read = torch::cat({batch.encoderIds, batch.decoderIds}, 1);
    const auto closing = read.eq(m_tokenizer.layout().id(SymbolKind::ItemEnd));
    const auto there = condition.mask.gt(0).logical_and(closing.logical_not());
    const auto expected = embeddings().index_select(0, read.masked_select(there));
    QVERIFY(torch::equal(condition.states.narrow(2, width, width).index({there}), expected));
}

void TestTextSide::besideAClosedShapeStandTheWordsOfItsItem() {
    const PlanRow one = row(smallPlan());
    const RowBatch batch = batchRows(std::span(&one, 1));
    const Condition condition = joinStates(runText(*m_t5, batch), batch);
    const auto width = m_t5->config().dModel;
    for (std::int64_t i = 0; i < 3; ++i) {
        const auto& tokens = one.shapes[static_cast<std::size_t>(i)].tokens;
        const auto expected = embeddings().index_select(0, torch::tensor(tokens)).mean(0);
        const auto index = condition.items.index[0][i].item<std::int64_t>();
        QVERIFY(largestDifference(condition.states[0][index].narrow(0, width, width), expected) < 1e-6);
    }
}

void TestTextSide::conditionsArePaddedToMultiplesOf64() {
    PlanRow one;
    one.encoder.assign(40, 5);
    one.plan.assign(23, 5);  // and the start token
    QCOMPARE(conditionLength(one), std::int64_t{64});
    one.plan.push_back(5);
    QCOMPARE(conditionLength(one), std::int64_t{128});
    QVERIFY_THROWS_EXCEPTION(c10::Error, encodeConditions(*m_t5, {row(smallPlan())}, 16, 8));
    QVERIFY_THROWS_EXCEPTION(c10::Error, encodeConditions(*m_t5, {row(smallPlan())}, 192, 2));
}

void TestTextSide::planLossIsTheCrossEntropyOfWhatCarriesLoss() {
    const std::vector<PlanRow> rows = {row(smallPlan()), row(smallPlan(), {.boxes = true})};
    const RowBatch batch = batchRows(rows);
    const TextStates states = runText(*m_t5, batch);
    const auto logits = m_t5->logits(states.decoder).to(torch::kFloat64).contiguous();
    double sum = 0;
    std::int64_t count = 0;
    for (std::size_t b = 0; b < rows.size(); ++b) {
        for (std::size_t i = 0; i < rows[b].plan.size(); ++i) {
            if (!rows[b].loss[i]) continue;
            const auto at = logits[static_cast<std::int64_t>(b)][static_cast<std::int64_t>(i)];
            double total = 0;
            for (std::int64_t id = 0; id < at.size(0); ++id) total += std::exp(at.data_ptr<double>()[id]);
            sum += std::log(total) - at[rows[b].plan[i]].item<double>();
            ++count;
        }
    }
    QVERIFY(count > 20);
    QVERIFY(std::abs(planLoss(*m_t5, states, batch).item<double>() - sum / static_cast<double>(count)) <
            1e-4);
}

void TestTextSide::planLossOfNothingIsZero() {
    const PlanRow one = captionRow(m_tokenizer, "a dog");
    const RowBatch batch = batchRows(std::span(&one, 1));
    QCOMPARE(planLoss(*m_t5, runText(*m_t5, batch), batch).item<double>(), 0.0);
}

QTEST_APPLESS_MAIN(TestTextSide)
#include "tst_text_side.moc"
