#include "engine/kaleido/plan_row.h"

#include "engine/plan/grammar.h"
#include "small_tokenizer.h"

#include <QTest>

#include <algorithm>
#include <numbers>

using namespace kaleido;
using kaleido::testing::smallPlan;
using kaleido::testing::smallTokenizer;

class TestPlanRow : public QObject {
    Q_OBJECT

    const PlanTokenizer m_tokenizer = smallTokenizer();

    std::int64_t id(SymbolKind kind, int value = 0) const { return m_tokenizer.layout().id(kind, value); }
    PlanRow condition(const Plan& plan, Kinds kinds = Kinds::all()) const {
        return conditionRow(m_tokenizer, plan.caption, plan, kinds);
    }
    /// Whether the ids of these words stand somewhere in a row.
    bool holds(const std::vector<std::int64_t>& ids, const std::string& words) const {
        const auto wanted = m_tokenizer.words(words);
        return std::search(ids.begin(), ids.end(), wanted.begin(), wanted.end()) != ids.end();
    }
    std::size_t find(const PlanRow& row, std::int64_t token, std::size_t from = 0) const {
        const auto begin = row.plan.begin() + static_cast<std::ptrdiff_t>(from);
        return static_cast<std::size_t>(std::find(begin, row.plan.end(), token) - row.plan.begin());
    }

private Q_SLOTS:
    void theConditionSeesEverythingOfAFreshPlan();
    void staleSentencesAreLeftOut();
    void staleCellsAreMaskedAndInvisible();
    void staleShapesAreMaskedAndHaveNoKey();
    void lockedPartsAreNeverStale();
    void howAPlanCameAboutDoesNotMatter();
    void onlyTheAskedKindsAreRead();
    void noKindsMeansTheCaptionAlone();
    void geometryIsNotQuantised();
    void aShapeStandsForItsWordsAndWhatTheTextSaysOfThem();
    void segmentsThatLostSomethingCarryNoLoss();
    void givenPartsComeFirstAndCarryNoLoss();
    void lossIsWhereThePlanFormatPutsIt();
    void hiddenWordsOfAGivenItemAreSampled();
};

void TestPlanRow::theConditionSeesEverythingOfAFreshPlan() {
    const PlanRow row = condition(smallPlan());
    QVERIFY(row.planVisible);
    QVERIFY(row.encoder == m_tokenizer.encoderInput("a cat on the mat"));
    for (std::size_t i = 0; i < row.plan.size(); ++i) {
        QCOMPARE(row.visible[i] != 0, row.plan[i] != id(SymbolKind::Mask));
    }
    // The dog has no blob: its entry there says so.
    QCOMPARE(std::count(row.visible.begin(), row.visible.end(), 0), std::ptrdiff_t{1});
    QCOMPARE(row.shapes.size(), std::size_t{3});
}

void TestPlanRow::staleSentencesAreLeftOut() {
    Plan plan = smallPlan();
    plan.sentences[1].state = PartState::Stale;
    const PlanRow row = condition(plan);
    QVERIFY(holds(row.plan, "a flat cat on the mat."));
    QVERIFY(!holds(row.plan, "a dog at night."));
    plan.sentences[0].state = PartState::Stale;
    QVERIFY(find(condition(plan), id(SymbolKind::Text)) == condition(plan).plan.size());
}

void TestPlanRow::staleCellsAreMaskedAndInvisible() {
    Plan plan = smallPlan();
    plan.colors.parts[2].state = PartState::Stale;
    const PlanRow row = condition(plan);
    const std::size_t mark = find(row, id(SymbolKind::Color));
    const std::vector<std::int64_t> cells(row.plan.begin() + static_cast<std::ptrdiff_t>(mark) + 1,
                                          row.plan.end());
    QVERIFY(cells == std::vector({id(SymbolKind::ColorCode, 5), id(SymbolKind::ColorCode, 6),
                                  id(SymbolKind::Mask), id(SymbolKind::ColorCode, 0)}));
    QVERIFY(row.visible[mark + 2] && !row.visible[mark + 3] && row.visible[mark + 4]);
}

void TestPlanRow::staleShapesAreMaskedAndHaveNoKey() {
    Plan plan = smallPlan();
    plan.items[0].state = PartState::Stale;
    const PlanRow row = condition(plan);
    QCOMPARE(row.shapes.size(), std::size_t{1});  // the dog's box
    QCOMPARE(row.plan.at(static_cast<std::size_t>(row.shapes[0].position)), id(SymbolKind::ItemEnd));
    QVERIFY(find(row, id(SymbolKind::Place, 16)) == row.plan.size());
    QVERIFY(holds(row.plan, "flat cat"));
    for (std::size_t i = 0; i < row.plan.size(); ++i) {
        QCOMPARE(row.visible[i] != 0, row.plan[i] != id(SymbolKind::Mask));
    }
}

void TestPlanRow::lockedPartsAreNeverStale() {
    Plan plan = smallPlan();
    plan.sentences[1] = {PartState::Stale, true};
    plan.items[0].state = PartState::Stale;
    plan.items[0].locked = true;
    plan.colors.parts[2] = {PartState::Stale, true};
    QVERIFY(condition(plan) == condition(smallPlan()));
}

void TestPlanRow::howAPlanCameAboutDoesNotMatter() {
    Plan plan = smallPlan();
    plan.items[1].state = PartState::Edited;
    plan.items[1].locked = true;
    plan.sentences[1].locked = true;
    plan.tokens.parts[3].state = PartState::Edited;
    plan.provenance.planSeed = 9;
    const PlanRow edited = condition(plan);
    const PlanRow fresh = condition(smallPlan());
    QVERIFY(edited.encoder == fresh.encoder && edited.plan == fresh.plan && edited.visible == fresh.visible &&
            edited.shapes == fresh.shapes);
}

void TestPlanRow::onlyTheAskedKindsAreRead() {
    const PlanRow boxes = condition(smallPlan(), {.boxes = true});
    QCOMPARE(boxes.plan.front(), id(SymbolKind::Bbox));
    QCOMPARE(boxes.plan.back(), id(SymbolKind::End));
    QCOMPARE(boxes.shapes.size(), std::size_t{2});
    const PlanRow text = condition(smallPlan(), {.text = true});
    QCOMPARE(text.plan.front(), id(SymbolKind::Text));
    QVERIFY(text.shapes.empty());
    QVERIFY(!holds(text.plan, "flat cat") || holds(m_tokenizer.words(smallPlan().detail), "flat cat"));
    const PlanRow colors = condition(smallPlan(), {.colors = true});
    QCOMPARE(colors.plan.size(), std::size_t{5});
}

void TestPlanRow::noKindsMeansTheCaptionAlone() {
    const PlanRow row = condition(smallPlan(), Kinds::none());
    QVERIFY(row == captionRow(m_tokenizer, "a cat on the mat"));
    QVERIFY(row.plan.empty() && row.shapes.empty() && !row.planVisible);
}

void TestPlanRow::geometryIsNotQuantised() {
    Plan plan = smallPlan();
    plan.items[0].box = Box{0.1003, 0.2, 0.3001, 0.6};
    const PlanRow row = condition(plan);
    const auto& box = row.shapes[0].geometry;
    QCOMPARE(box[0], static_cast<float>((0.1003 + 0.3001) / 2));
    QCOMPARE(box[1], 0.4F);
    QCOMPARE(box[2], static_cast<float>((0.3001 - 0.1003) / 2));
    QCOMPARE(box[3], 0.2F);
    QVERIFY(box[4] == 0.0F && box[5] == 0.0F);
    const auto& blob = row.shapes[2].geometry;
    QVERIFY(blob[0] == 0.375F && blob[1] == 0.5F && blob[2] == 0.25F && blob[3] == 0.125F);
    QCOMPARE(blob[4], static_cast<float>(std::numbers::pi / 6));
    QCOMPARE(blob[5], 1.0F);
}

void TestPlanRow::aShapeStandsForItsWordsAndWhatTheTextSaysOfThem() {
    const auto tokens = [this](const Plan& plan, Kinds kinds = Kinds::all()) {
        const PlanRow row = conditionRow(m_tokenizer, plan.caption, plan, kinds);
        return m_tokenizer.spell(row.shapes.at(0).tokens);
    };
    Plan plan = smallPlan();
    QCOMPARE(tokens(plan), std::string("flat cat on the mat"));
    QCOMPARE(tokens(plan, {.boxes = true}), std::string("flat cat"));
    plan.sentences[0].state = PartState::Stale;
    QCOMPARE(tokens(plan), std::string("flat cat"));
    plan.items[0].words.clear();
    const PlanRow wordless = condition(plan);
    QVERIFY(wordless.shapes.at(0).tokens == std::vector{id(SymbolKind::Mask)});
}

void TestPlanRow::segmentsThatLostSomethingCarryNoLoss() {
    Plan plan = smallPlan();
    plan.sentences[1].state = PartState::Stale;
    const PlanRow row = condition(plan);
    const std::size_t boxes = find(row, id(SymbolKind::Bbox));
    QVERIFY(std::all_of(row.loss.begin(), row.loss.begin() + static_cast<std::ptrdiff_t>(boxes),
                        [](std::uint8_t loss) { return loss == 0; }));
    QVERIFY(row.loss[boxes + 1]);
}

void TestPlanRow::givenPartsComeFirstAndCarryNoLoss() {
    Given given;
    given.sentences = {false, true};
    given.items = {{}, {.words = true, .box = true}};
    given.colors = {true, false, false, false};
    const PlanRow row = givenRow(m_tokenizer, "a cat", smallPlan(), Kinds::all(), given);
    QVERIFY(!row.planVisible);
    const auto [ordered, flags] = givenFirst(smallPlan(), given);
    QCOMPARE(ordered.detail, std::string("a dog at night. a flat cat on the mat."));
    QVERIFY(row.encoder ==
            m_tokenizer.encoderInput("a cat", writePlan(ordered, Kinds::all(), m_tokenizer.layout().format(),
                                                        Purpose::Given, flags)));
    QVERIFY(holds(row.encoder, "a dog at night.") && !holds(row.encoder, "a flat cat on the mat."));

    const auto sentence = m_tokenizer.words("a dog at night.");
    QVERIFY(std::equal(sentence.begin(), sentence.end(), row.plan.begin() + 1));
    for (std::size_t i = 0; i <= sentence.size(); ++i) QVERIFY(!row.loss[i]);
    QVERIFY(row.loss[sentence.size() + 1]);  // the other sentence
    const std::size_t boxes = find(row, id(SymbolKind::Bbox));
    const auto dog = m_tokenizer.words("dog");
    QVERIFY(std::equal(dog.begin(), dog.end(), row.plan.begin() + static_cast<std::ptrdiff_t>(boxes) + 1));
    for (std::size_t i = 0; i < 1 + dog.size() + 5; ++i) QVERIFY(!row.loss[boxes + i]);
    QVERIFY(row.loss[boxes + 1 + dog.size() + 5]);  // the cat's words
    const std::size_t colors = find(row, id(SymbolKind::Color));
    QVERIFY(!row.loss[colors + 1] && row.loss[colors + 2]);  // given cells stay in their place
    QCOMPARE(row.plan[colors + 1], id(SymbolKind::ColorCode, 5));
}

void TestPlanRow::lossIsWhereThePlanFormatPutsIt() {
    const PlanRow row = givenRow(m_tokenizer, "a cat", smallPlan(), Kinds::all(), {});
    const std::size_t boxes = find(row, id(SymbolKind::Bbox));
    const std::size_t blobs = find(row, id(SymbolKind::Blob));
    const std::size_t vokens = find(row, id(SymbolKind::Voken));
    const auto cat = m_tokenizer.words("flat cat").size();
    for (const SymbolKind mark : {SymbolKind::Text, SymbolKind::Bbox, SymbolKind::Blob, SymbolKind::Voken,
                                  SymbolKind::Color, SymbolKind::ItemEnd, SymbolKind::Mask}) {
        for (std::size_t at = find(row, id(mark)); at < row.plan.size(); at = find(row, id(mark), at + 1)) {
            QVERIFY(!row.loss[at]);
        }
    }
    QVERIFY(row.loss[boxes - 1]);    // <end> of the text
    QVERIFY(row.loss[blobs - 1]);    // <end> of the first shapes
    QVERIFY(!row.loss[vokens - 1]);  // <end> of the second
    for (std::size_t i = 0; i < cat; ++i) {
        QVERIFY(row.loss[boxes + 1 + i] && !row.loss[blobs + 1 + i]);  // words and their copies
    }
    QVERIFY(row.loss[boxes + 1 + cat] && row.loss[blobs + 1 + cat]);  // places
    QVERIFY(row.loss[vokens + 1] && row.loss.back());                 // cells
    // Without boxes the blobs come first: they decide how many items there are.
    const PlanRow alone = givenRow(m_tokenizer, "a cat", smallPlan(), {.blobs = true}, {});
    QVERIFY(alone.loss[1] && alone.loss.back());
    QCOMPARE(alone.plan.back(), id(SymbolKind::End));
}

void TestPlanRow::hiddenWordsOfAGivenItemAreSampled() {
    Given given;
    given.items = {{.box = true, .blob = true}};
    const PlanRow row = givenRow(m_tokenizer, "a cat", smallPlan(), Kinds::all(), given);
    QVERIFY(!holds(row.encoder, "flat cat"));
    const std::size_t boxes = find(row, id(SymbolKind::Bbox));
    const auto cat = m_tokenizer.words("flat cat").size();
    QVERIFY(row.loss[boxes + 1] && !row.loss[boxes + 1 + cat]);
}

QTEST_APPLESS_MAIN(TestPlanRow)
#include "tst_plan_row.moc"
