#include "engine/plan/grammar.h"

#include <QtTest>

using namespace kaleido;

namespace {

QString qstring(const std::string& text) {
    return QString::fromStdString(text);
}

/// Box and blob whose bins are those of the example in the plan format.
Item flatCat() {
    Item item;
    item.id = ItemId{1};
    item.words = "flat cat";
    item.box = Box{40.5 / 128, 30.5 / 128, 88.5 / 128, 90.5 / 128};
    item.blob = Blob{{64.5 / 128, 60.5 / 128}, 31.5 / 128, 22.5 / 128, 70.5 / 128 * 180};
    return item;
}

CodeGrid grid(int first) {
    CodeGrid grid{4, 4, {}, std::vector<Part>(16)};
    for (int i = 0; i < 16; ++i) grid.codes.push_back(first + i);
    return grid;
}

Plan examplePlan() {
    Plan plan;
    plan.caption = "a cat";
    plan.detail = "a flat cat in the centre of a meadow. It faces left.";
    plan.sentences.resize(2);
    plan.items = {flatCat()};
    return plan;
}

std::string written(const Plan& plan, Purpose purpose, Kinds kinds = Kinds::all()) {
    return toText(writePlan(plan, kinds, PlanFormat{}, purpose));
}

/// The roles as letters, in the order of the symbols: S(ampled) F(orced) G(iven) C(opied) U(nknown).
std::string roles(const std::vector<Symbol>& symbols) {
    std::string text;
    for (const Symbol& symbol : symbols) text += "SFGCU"[static_cast<int>(symbol.role)];
    return text;
}

}  // namespace

class GrammarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheExampleOfThePlanFormat() {
        QCOMPARE(qstring(written(examplePlan(), Purpose::Target)),
                 QStringLiteral("<text>a flat cat in the centre of a meadow. It faces left.<end>"
                                "<bbox>flat cat<p40><p30><p88><p90></item><end>"
                                "<blob>flat cat<p64><p60><p31><p22><p70></item><end>"));
    }

    void leavesOutKindsThatAreNotAskedFor() {
        Plan plan = examplePlan();
        plan.tokens = grid(0);
        QCOMPARE(qstring(written(plan, Purpose::Target, {.blobs = true})),
                 QStringLiteral("<blob>flat cat<p64><p60><p31><p22><p70></item><end>"));
        QCOMPARE(qstring(written(plan, Purpose::Target, Kinds::none())), QString());
    }

    void marksWhatCarriesLossInATarget() {
        Plan plan = examplePlan();
        plan.tokens = grid(100);
        const auto symbols = writePlan(plan, Kinds::all(), PlanFormat{}, Purpose::Target);
        QCOMPARE(qstring(roles(symbols)), QStringLiteral("FSSS"
                                                         "FSSSSSFS"
                                                         "FCSSSSSFF"
                                                         "FSSSSSSSSSSSSSSSS"));
        QCOMPARE(symbols[5].item, 0);
        QCOMPARE(symbols[4].item, -1);
    }

    void firstShapeSegmentDecidesTheNumberEvenIfItIsTheBlobs() {
        const auto symbols = writePlan(examplePlan(), {.blobs = true}, PlanFormat{}, Purpose::Target);
        QCOMPARE(qstring(roles(symbols)), QStringLiteral("FSSSSSSFS"));
    }

    void lockedPartsAreGivenInATarget() {
        Plan plan = examplePlan();
        plan.sentences[0].locked = true;
        plan.items[0].state = PartState::Edited;
        plan.colors = grid(0);
        plan.colors.parts[2].locked = true;
        const auto symbols = writePlan(plan, Kinds::all(), PlanFormat{}, Purpose::Target);
        QCOMPARE(qstring(roles(symbols)), QStringLiteral("FGSS"
                                                         "FGGGGGFS"
                                                         "FCGGGGGFF"
                                                         "FSSGSSSSSSSSSSSSS"));
    }

    void givenItemsMayHideWordsOrShapeInATarget() {
        Given given;
        given.items = {{.words = false, .box = true, .blob = true}};
        QCOMPARE(qstring(roles(writePlan(examplePlan(), {.boxes = true, .blobs = true}, PlanFormat{},
                                         Purpose::Target, given))),
                 QStringLiteral("FSGGGGFSFCGGGGGFF"));
        given.items = {{.words = true, .box = false, .blob = false}};
        QCOMPARE(qstring(roles(writePlan(examplePlan(), {.boxes = true, .blobs = true}, PlanFormat{},
                                         Purpose::Target, given))),
                 QStringLiteral("FGSSSSFSFCSSSSSFF"));
    }

    void encoderInputHoldsOnlyWhatIsGiven() {
        Plan plan = examplePlan();
        plan.items[0].words = "";
        plan.items[0].blob.reset();
        plan.items[0].locked = true;
        plan.items.push_back(flatCat());
        plan.colors = grid(301);
        for (std::size_t i = 0; i < 4; ++i) plan.colors.parts[i].locked = true;
        std::string expected = "<bbox><mask><p40><p30><p88><p90></item><end><color><c301><c302><c303><c304>";
        for (int i = 0; i < 12; ++i) expected += "<mask>";
        QCOMPARE(qstring(written(plan, Purpose::Given)), qstring(expected));
        for (const Symbol& symbol : writePlan(plan, Kinds::all(), PlanFormat{}, Purpose::Given)) {
            QVERIFY(symbol.role != SymbolRole::Sampled);
        }
    }

    void encoderInputIsEmptyWithoutLocks() {
        QCOMPARE(qstring(written(examplePlan(), Purpose::Given)), QString());
    }

    void givenWordsWithHiddenShapeAreWrittenOnce() {
        Given given;
        given.items = {{.words = true, .box = false, .blob = false}};
        QCOMPARE(qstring(toText(writePlan(examplePlan(), Kinds::all(), PlanFormat{}, Purpose::Given, given))),
                 QStringLiteral("<bbox>flat cat<mask></item><end>"));
    }

    void conditionLeavesOutStaleSentencesAndMasksStaleShapesAndCells() {
        Plan plan = examplePlan();
        plan.sentences[0].state = PartState::Stale;
        plan.items.push_back(flatCat());
        plan.items[0].state = PartState::Stale;
        plan.colors = grid(0);
        plan.colors.parts[1].state = PartState::Stale;
        const auto symbols =
            writePlan(plan, {.text = true, .boxes = true, .colors = true}, PlanFormat{}, Purpose::Condition);
        QCOMPARE(qstring(toText(symbols)),
                 QStringLiteral(
                     "<text>It faces left.<end>"
                     "<bbox>flat cat<mask></item>flat cat<p40><p30><p88><p90></item><end>"
                     "<color><c0><mask><c2><c3><c4><c5><c6><c7><c8><c9><c10><c11><c12><c13><c14><c15>"));
        for (const Symbol& symbol : symbols) QVERIFY(symbol.role != SymbolRole::Sampled);
    }

    void conditionKeepsTheLossOfSegmentsThatLostNothing() {
        Plan plan = examplePlan();
        plan.items[0].state = PartState::Stale;
        const auto symbols = writePlan(plan, {.text = true, .boxes = true}, PlanFormat{}, Purpose::Condition);
        QCOMPARE(qstring(roles(symbols)), QStringLiteral("FSSSFFUFF"));
    }

    void lockedPartsAreNeverMaskedFromPainting() {
        Plan plan = examplePlan();
        plan.items[0].state = PartState::Stale;
        plan.items[0].locked = true;
        QCOMPARE(qstring(written(plan, Purpose::Condition)),
                 qstring(written(examplePlan(), Purpose::Condition)));
    }

    void wordsAreNotLostWhenNoShapeOfTheAskedKindIsThere() {
        Plan plan = examplePlan();
        plan.items[0].blob.reset();
        QCOMPARE(qstring(written(plan, Purpose::Condition, {.blobs = true})),
                 QStringLiteral("<blob>flat cat<mask></item><end>"));
    }

    void closingMarksTellTheirItemAndWhetherItsShapeIsKnown() {
        Plan plan = examplePlan();
        plan.items.push_back(flatCat());
        plan.items[1].blob.reset();
        const auto marks =
            itemMarks(writePlan(plan, {.boxes = true, .blobs = true}, PlanFormat{}, Purpose::Condition));
        const std::vector<ItemMark> expected = {
            {6, 0, false, true}, {12, 1, false, true}, {21, 0, true, true}, {24, 1, true, false}};
        QCOMPARE(marks.size(), expected.size());
        for (std::size_t i = 0; i < marks.size(); ++i) QVERIFY(marks[i] == expected[i]);
    }

    void stringFormEscapesItsOwnMarks() {
        Plan plan;
        plan.detail = "a <mask> & a &lt; sign.";
        plan.sentences.resize(1);
        const std::string text = written(plan, Purpose::Target);
        QCOMPARE(qstring(text), QStringLiteral("<text>a &lt;mask> &amp; a &amp;lt; sign.<end>"));
        const auto symbols = parseSymbols(text, PlanFormat{});
        QVERIFY(symbols.ok());
        QCOMPARE(qstring(readPlan(*symbols, PlanFormat{})->detail), qstring(plan.detail));
    }

    void parsedSymbolsHaveTheRolesOfATargetWithoutLocks() {
        Plan plan = examplePlan();
        plan.tokens = grid(7);
        const auto symbols = writePlan(plan, Kinds::all(), PlanFormat{}, Purpose::Target);
        const auto parsed = parseSymbols(toText(symbols), PlanFormat{});
        QVERIFY(parsed.ok());
        QVERIFY(*parsed == symbols);
    }

    void gridOfAnotherSizeIsABrokenPromise() {
        Plan plan;
        plan.tokens = grid(0);
        const PlanFormat wide{.tokenColumns = 8};
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, writePlan(plan, Kinds::all(), wide, Purpose::Target));
    }

    void malformedTextIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("part");  // of the message
        const auto row = [](const char* name, const char* text, const char* part) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(part);
        };
        row("unknown mark", "<text>a<foo><end>", "byte 7");
        row("given mark", "<given>", "byte 0");
        row("bin out of range", "<bbox>a<p128>", "byte 7");
        row("leading zero", "<bbox>a<p01>", "byte 7");
        row("negative", "<bbox>a<p-1>", "byte 7");
        row("code out of range", "<color><c512>", "byte 7");
        row("open mark", "<text>a<end", "byte 7");
        row("plain ampersand", "<text>a & b<end>", "byte 8");
        row("not UTF-8", "<text>a\xFF<end>", "not UTF-8");
        row("control character", "<text>a\x07<end>", "U+0007");
        row("text without end", "<text>a.", "the end");
        row("segments out of order", "<bbox>a<mask></item><end><text>a.<end>", "should end here");
        row("words missing", "<bbox><p1><p2><p9><p9></item><end>", "words");
        row("too few places", "<bbox>a<p1><p2><p9></item><end>", "4 places");
        row("too many places", "<bbox>a<p1><p2><p9><p9><p9></item><end>", "</item>");
        row("inverted box", "<bbox>a<p9><p2><p1><p9></item><end>", "outside 11");
        row("box below the smallest side", "<bbox>a<p9><p2><p10><p9></item><end>", "outside 11");
        row("short radius above the long one", "<blob>a<p9><p2><p10><p11><p0></item><end>", "outside 0");
        row("other words", "<bbox>a<mask></item><end><blob>b<mask></item><end>", "repeat the words");
        row("other number", "<bbox>a<mask></item><end><blob><end>", "repeat the words");
        row("grid too short", "<voken><v1><v2>", "16 codes");
        row("code of the other grid", "<voken><c1>", "16 codes");
        row("loose words", "hello", "should end here");
    }
    void malformedTextIsRefused() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, part);
        const auto symbols = parseSymbols(text.toStdString(), PlanFormat{});
        const auto plan = symbols ? readPlan(*symbols, PlanFormat{}) : Result<Plan>(symbols.error());
        QVERIFY(!plan.ok());
        QCOMPARE(plan.error().code, Code::BadPlan);
        QVERIFY2(plan.error().message.find(part.toStdString()) != std::string::npos,
                 plan.error().message.c_str());
    }

    void moreItemsThanTheModelAllowsAreRefused() {
        std::string text = "<bbox>";
        for (int i = 0; i < 9; ++i) text += "a<mask></item>";
        const auto symbols = parseSymbols(text + "<end>", PlanFormat{});
        QVERIFY(!readPlan(*symbols, PlanFormat{}).ok());
        QVERIFY(readPlan(*symbols, PlanFormat{.maxItems = 9}).ok());
    }

    void aBoxAtTheRightEdgeMayTakeTwoNeighbouringBins() {
        const auto symbols = parseSymbols("<bbox>a<p126><p126><p127><p127></item><end>", PlanFormat{});
        const auto plan = readPlan(*symbols, PlanFormat{});
        QVERIFY(plan.ok());
        QVERIFY(*plan->items[0].box == (Box{126.0 / 128, 126.0 / 128, 1, 1}));
    }
};

QTEST_APPLESS_MAIN(GrammarTest)
#include "tst_grammar.moc"
