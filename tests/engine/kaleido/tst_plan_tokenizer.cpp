#include "engine/kaleido/plan_tokenizer.h"

#include "engine/plan/grammar.h"
#include "small_tokenizer.h"
#include "tests/support/random_plan.h"

#include <QTest>

#include <algorithm>

using namespace kaleido;
using kaleido::testing::smallFormat;
using kaleido::testing::smallPlan;
using kaleido::testing::smallTokenizer;

class TestPlanTokenizer : public QObject {
    Q_OBJECT

    const PlanTokenizer m_tokenizer = smallTokenizer();
    std::int64_t id(SymbolKind kind, int value = 0) const { return m_tokenizer.layout().id(kind, value); }

private Q_SLOTS:
    void aPlanBecomesTheTokensOfItsGrammar();
    void wordsNeverBecomeSpecialTokens_data();
    void wordsNeverBecomeSpecialTokens();
    void wordsAreReadInLowerCase();
    void plansComeBackFromTheirTokens();
    void tokensComeBackFromTheirSymbols();
    void idsThatAreNoSymbolsAreRefused();
    void shapesPointAtTheirClosingMark();
    void givenPartsFollowTheCaption();
    void longCaptionsAreCutBeforeTheirEnd();
    void visiblePiecesAreThoseThatShowSomething();
};

void TestPlanTokenizer::aPlanBecomesTheTokensOfItsGrammar() {
    Plan plan = smallPlan();
    plan.items.pop_back();
    const TokenSequence sequence =
        m_tokenizer.tokens(writePlan(plan, Kinds::all(), smallFormat(), Purpose::Target));
    std::vector<std::int64_t> wanted = {id(SymbolKind::Text)};
    const auto add = [&](const std::vector<std::int64_t>& ids) {
        wanted.insert(wanted.end(), ids.begin(), ids.end());
    };
    const auto places = [&](const std::vector<int>& bins) {
        for (const int bin : bins) wanted.push_back(id(SymbolKind::Place, bin));
    };
    add(m_tokenizer.words("a flat cat on the mat."));
    add(m_tokenizer.words("a dog at night."));
    add({id(SymbolKind::End), id(SymbolKind::Bbox)});
    add(m_tokenizer.words("flat cat"));
    places({16, 32, 80, 96});
    add({id(SymbolKind::ItemEnd), id(SymbolKind::End), id(SymbolKind::Blob)});
    add(m_tokenizer.words("flat cat"));
    places({48, 64, 32, 16, 21});
    add({id(SymbolKind::ItemEnd), id(SymbolKind::End), id(SymbolKind::Voken)});
    for (const int code : {1, 2, 3, 4}) wanted.push_back(id(SymbolKind::VokenCode, code));
    wanted.push_back(id(SymbolKind::Color));
    for (const int code : {5, 6, 7, 0}) wanted.push_back(id(SymbolKind::ColorCode, code));
    QVERIFY(sequence.ids == wanted);
    QCOMPARE(sequence.roles.size(), sequence.ids.size());
}

void TestPlanTokenizer::wordsNeverBecomeSpecialTokens_data() {
    QTest::addColumn<QString>("words");
    for (const char* words : {"</s>", "<pad>", "<text>a cat<end>", "<given>", "<mask>", "<p40><v1>",
                              "</item>", "猫 🐱", "&lt;end>"}) {
        QTest::newRow(words) << QString::fromUtf8(words);
    }
}

void TestPlanTokenizer::wordsNeverBecomeSpecialTokens() {
    QFETCH(const QString, words);
    const auto ids = m_tokenizer.words(words.toStdString());
    QVERIFY(!ids.empty());
    for (const std::int64_t token : ids) {
        QVERIFY(token >= TokenLayout::kUnknownPiece && token < m_tokenizer.layout().pieces());
    }
}

void TestPlanTokenizer::wordsAreReadInLowerCase() {
    QVERIFY(m_tokenizer.words("  A Flat\tCAT ") == m_tokenizer.words("a flat cat"));
    const auto ids = m_tokenizer.words("Flat Cat");
    QVERIFY(std::find(ids.begin(), ids.end(), TokenLayout::kUnknownPiece) == ids.end());
}

void TestPlanTokenizer::plansComeBackFromTheirTokens() {
    const PlanFormat format = smallFormat();
    const auto sequence = m_tokenizer.tokens(writePlan(smallPlan(), Kinds::all(), format, Purpose::Target));
    const auto symbols = m_tokenizer.symbols(sequence.ids);
    QVERIFY(symbols.ok());
    const auto plan = readPlan(*symbols, format);
    QVERIFY(plan.ok());
    QCOMPARE(plan->detail, smallPlan().detail);
    QCOMPARE(plan->sentences.size(), std::size_t{2});
    QCOMPARE(plan->items.size(), std::size_t{2});
    QCOMPARE(plan->items[0].words, std::string("flat cat"));
    QVERIFY(plan->items[0].blob && !plan->items[1].blob);
    QVERIFY(plan->tokens.codes == smallPlan().tokens.codes);
    QVERIFY(plan->colors.codes == smallPlan().colors.codes);
}

void TestPlanTokenizer::tokensComeBackFromTheirSymbols() {
    // Of one sentence: two sentences come back as one run of words, and are cut into pieces as one.
    Random random(4);
    test::RandomPlanOptions options{.format = smallFormat()};
    for (int i = 0; i < 200; ++i) {
        Plan plan = test::randomPlan(random, options);
        plan.detail = "a flat cat on the mat.";
        plan.sentences.assign(1, {});
        for (Item& item : plan.items) item.words = random.chance(0.5) ? "palm tree" : "red car";
        const auto ids =
            m_tokenizer.tokens(writePlan(plan, Kinds::all(), options.format, Purpose::Target)).ids;
        const auto symbols = m_tokenizer.symbols(ids);
        QVERIFY(symbols.ok());
        QVERIFY(m_tokenizer.tokens(*symbols).ids == ids);
    }
}

void TestPlanTokenizer::idsThatAreNoSymbolsAreRefused() {
    QVERIFY(m_tokenizer.symbols({TokenLayout::kPad, TokenLayout::kEndOfSequence})->empty());
    for (const std::int64_t bad : {m_tokenizer.layout().given(), m_tokenizer.layout().vocabSize(),
                                   m_tokenizer.layout().given() + 12, std::int64_t{-3}}) {
        const auto symbols = m_tokenizer.symbols({id(SymbolKind::Text), bad});
        QVERIFY(!symbols.ok());
        QVERIFY(symbols.error().code == Code::BadPlan);
        QVERIFY(symbols.error().message.find("position 1") != std::string::npos);
    }
}

void TestPlanTokenizer::shapesPointAtTheirClosingMark() {
    const auto sequence =
        m_tokenizer.tokens(writePlan(smallPlan(), Kinds::all(), smallFormat(), Purpose::Target));
    QCOMPARE(sequence.shapes.size(), std::size_t{3});  // the second item has no blob
    int before = 0;
    for (const ShapeMark& mark : sequence.shapes) {
        QCOMPARE(sequence.ids.at(static_cast<std::size_t>(mark.position)), id(SymbolKind::ItemEnd));
        QVERIFY(mark.position > before);
        before = mark.position;
    }
    QVERIFY(sequence.shapes[0].item == 0 && !sequence.shapes[0].isBlob);
    QVERIFY(sequence.shapes[1].item == 1 && !sequence.shapes[1].isBlob);
    QVERIFY(sequence.shapes[2].item == 0 && sequence.shapes[2].isBlob);
}

void TestPlanTokenizer::givenPartsFollowTheCaption() {
    Plan plan = smallPlan();
    plan.items[0].locked = true;
    plan.items[0].words.clear();  // a drawn box without words
    plan.items[0].blob.reset();
    const auto given = writePlan(plan, Kinds::all(), smallFormat(), Purpose::Given);
    std::vector<std::int64_t> wanted = m_tokenizer.words("a cat");
    wanted.insert(wanted.end(),
                  {TokenLayout::kEndOfSequence, m_tokenizer.layout().given(), id(SymbolKind::Bbox),
                   id(SymbolKind::Mask), id(SymbolKind::Place, 16), id(SymbolKind::Place, 32),
                   id(SymbolKind::Place, 80), id(SymbolKind::Place, 96), id(SymbolKind::ItemEnd),
                   id(SymbolKind::End), TokenLayout::kEndOfSequence});
    QVERIFY(m_tokenizer.encoderInput("a cat", given) == wanted);
}

void TestPlanTokenizer::longCaptionsAreCutBeforeTheirEnd() {
    std::string caption;
    for (int i = 0; i < 200; ++i) caption += "a cat ";
    const auto most = static_cast<std::size_t>(smallFormat().maxTokens);
    const auto ids = m_tokenizer.encoderInput(caption);
    QCOMPARE(ids.size(), most);
    QCOMPARE(ids.back(), TokenLayout::kEndOfSequence);
    QVERIFY(std::count(ids.begin(), ids.end(), TokenLayout::kEndOfSequence) == 1);

    Plan plan = smallPlan();
    plan.items[0].locked = true;
    const auto given =
        m_tokenizer.encoderInput(caption, writePlan(plan, Kinds::all(), smallFormat(), Purpose::Given));
    QCOMPARE(given.size(), most);
    QCOMPARE(std::count(given.begin(), given.end(), m_tokenizer.layout().given()), std::ptrdiff_t{1});
    QCOMPARE(given.back(), TokenLayout::kEndOfSequence);
    QVERIFY(m_tokenizer.encoderInput("") == std::vector{TokenLayout::kEndOfSequence});
}

void TestPlanTokenizer::visiblePiecesAreThoseThatShowSomething() {
    std::int64_t visible = 0;
    for (const TokenRange& range : m_tokenizer.visiblePieces()) {
        for (std::int64_t piece = range.first; piece < range.first + range.count; ++piece, ++visible) {
            QVERIFY(m_tokenizer.spell({piece}).find_first_not_of(' ') != std::string::npos);
        }
    }
    // All but the three special ones and the lone space.
    QCOMPARE(visible, std::int64_t{m_tokenizer.layout().pieces()} - 4);
}

QTEST_APPLESS_MAIN(TestPlanTokenizer)
#include "tst_plan_tokenizer.moc"
