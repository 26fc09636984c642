#include "engine/plan/grammar_automaton.h"

#include "engine/plan/kinds.h"
#include "engine/plan/limits.h"
#include "engine/plan/resample.h"
#include "engine/plan/validate.h"
#include "tests/engine/plan/toy_codec.h"
#include "tests/support/random_plan.h"

#include <QtTest>

using namespace kaleido;

namespace {

GrammarAutomaton started(const Plan& plan, const Given& given, Kinds kinds, const PlanFormat& format = {}) {
    return *GrammarAutomaton::start(plan, given, kinds, format, test::ToyCodec().codec());
}

GrammarAutomaton started(Kinds kinds, const PlanFormat& format = {}) {
    return started(Plan{}, Given{}, kinds, format);
}

/// Takes every forced token up to the next choice.
void skipForced(GrammarAutomaton& automaton) {
    while (const auto forced = automaton.next().forced) automaton.take(*forced);
}

void takeAll(GrammarAutomaton& automaton, std::initializer_list<PlanToken> tokens) {
    for (const PlanToken& token : tokens) {
        skipForced(automaton);
        automaton.take(token);
    }
    skipForced(automaton);
}

PlanToken piece(int id) {
    return {SymbolKind::Words, id};
}
PlanToken place(int bin) {
    return {SymbolKind::Place, bin};
}
constexpr PlanToken kEnd{SymbolKind::End, 0};

/// Any of the tokens that `next` allows. `chatty` draws longer texts and more items.
PlanToken randomToken(const NextToken& next, Random& random, bool chatty) {
    if (next.forced) return *next.forced;
    if (next.vokens > 0) return {SymbolKind::VokenCode, random.below(next.vokens)};
    if (next.colors > 0) return {SymbolKind::ColorCode, random.below(next.colors)};
    const bool stop = next.end || next.places;
    if (next.pieces && (!stop || random.chance(chatty ? 0.97 : 0.6))) {
        const int first = next.visiblePieces ? 1 : 0;
        return piece(first + random.below(static_cast<int>(test::ToyCodec::drawn().size()) - first));
    }
    if (next.places) return place(next.places->low + random.below(next.places->high - next.places->low + 1));
    return kEnd;
}

/// Whether the tokens are those of the symbols: one each, at least one piece for words.
bool spell(const std::vector<PlanToken>& tokens, const std::vector<Symbol>& symbols) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const Symbol& symbol = symbols[i];
        if (symbol.kind != SymbolKind::Words) {
            if (at >= tokens.size() || !(tokens[at++] == PlanToken{symbol.kind, symbol.value})) return false;
            continue;
        }
        if (at >= tokens.size() || tokens[at].kind != SymbolKind::Words) return false;
        const bool wordsFollow = i + 1 < symbols.size() && symbols[i + 1].kind == SymbolKind::Words;
        while (!wordsFollow && at < tokens.size() && tokens[at].kind == SymbolKind::Words) ++at;
    }
    return at == tokens.size();
}

/// Whether every given part of `base` is in `plan` just as it was.
bool keepsGiven(const Plan& base, const Given& given, const Plan& plan) {
    const auto [first, flags] = givenFirst(base, given);
    for (std::size_t i = 0; i < first.items.size() && flags.item(i).any(); ++i) {
        const Item& was = first.items[i];
        const Item& is = plan.items.at(i);
        const GivenItem part = flags.item(i);
        if (is.id != was.id || is.locked != was.locked || is.state != was.state) return false;
        if ((part.words && is.words != was.words) || (part.box && is.box != was.box)) return false;
        if (part.blob && is.blob != was.blob) return false;
    }
    for (std::size_t i = 0; i < flags.tokens.size(); ++i) {
        if (flags.token(i) && plan.tokens.codes.at(i) != first.tokens.codes[i]) return false;
    }
    for (std::size_t i = 0; i < flags.sentences.size() && flags.sentence(i); ++i) {
        if (!(plan.sentences.at(i) == first.sentences[i])) return false;
    }
    return true;
}

Given randomGiven(const Plan& plan, Random& random) {
    Given given;
    for (std::size_t i = 0; i < plan.sentences.size(); ++i) given.sentences.push_back(random.chance(0.25));
    for (const Item& item : plan.items) {
        const bool any = random.chance(0.5);
        const bool words = any && random.chance(0.8), shape = any && random.chance(0.8);
        given.items.push_back({.words = words && !item.words.empty(),
                               .box = shape && item.box.has_value(),
                               .blob = shape && item.blob.has_value()});
    }
    for (const int code : plan.tokens.codes)
        given.tokens.push_back(code != kUnknownCode && random.chance(0.3));
    for (const int code : plan.colors.codes)
        given.colors.push_back(code != kUnknownCode && random.chance(0.3));
    return given;
}

}  // namespace

class GrammarAutomatonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomChoicesAlwaysMakeAPlanThatIsAccepted_data() {
        QTest::addColumn<int>("maxTokens");
        QTest::addColumn<bool>("chatty");
        QTest::newRow("with room") << 256 << false;
        QTest::newRow("as much as it may") << 256 << true;
        QTest::newRow("tight") << 150 << true;
    }
    void randomChoicesAlwaysMakeAPlanThatIsAccepted() {
        QFETCH(int, maxTokens);
        QFETCH(bool, chatty);
        const PlanFormat format{.maxTokens = maxTokens};
        Random random(99);
        const test::ToyCodec toy;
        int finished = 0, longest = 0;
        for (int n = 0; n < 600; ++n) {
            const Plan base = random.chance(0.3) ? Plan{} : test::randomPlan(random, {.format = format});
            const Given given = randomGiven(base, random);
            Kinds kinds{random.chance(0.7), random.chance(0.7), random.chance(0.7), random.chance(0.7),
                        random.chance(0.7)};
            auto start = GrammarAutomaton::start(base, given, kinds, format, toy.codec());
            if (!start) continue;  // the given parts are too many
            std::vector<PlanToken> tokens;
            while (!start->done()) {
                tokens.push_back(start->take(randomToken(start->next(), random, chatty)));
                if (tokens.size() % 17 != 0) continue;
                const auto partial = readPlan(closePlan(start->symbols(), format), format);
                QVERIFY2(partial.ok(), partial.ok() ? "" : partial.error().message.c_str());
            }
            ++finished;
            longest = std::max(longest, static_cast<int>(tokens.size()));
            QVERIFY(tokens.size() + 1 <= static_cast<std::size_t>(format.maxTokens));
            const auto symbols = start->symbols();
            QVERIFY(spell(tokens, symbols));
            const auto sampled = readPlan(symbols, format);
            QVERIFY2(sampled.ok(), sampled.ok() ? "" : sampled.error().message.c_str());
            QVERIFY(kindsOf(*sampled) == kinds);
            const Plan plan = mergeSampled(base, given, *sampled);
            const auto issues = validate(plan, format);
            QVERIFY2(!hasErrors(issues), hasErrors(issues) ? firstError(issues).error().message.c_str() : "");
            QVERIFY(keepsGiven(base, given, plan));
        }
        QVERIFY2(finished > 150, qPrintable(QString::number(finished)));
        if (chatty) QCOMPARE(longest, format.maxTokens - 1);
    }

    void nothingAskedForIsDoneAtOnce() { QVERIFY(started(Kinds::none()).done()); }

    void anItemIsWordsThenAShapeThenItsClosingMark() {
        GrammarAutomaton automaton = started({.boxes = true});
        skipForced(automaton);
        QVERIFY(automaton.next().pieces && !automaton.next().end && !automaton.next().places);
        takeAll(automaton, {piece(2), piece(1)});
        QVERIFY(automaton.next().pieces);
        QVERIFY(automaton.next().places == (BinRange{0, 126}));
        takeAll(automaton, {place(40)});
        QVERIFY(!automaton.next().pieces);
        takeAll(automaton, {place(30)});
        QVERIFY(automaton.next().places == (BinRange{42, 127}));
        takeAll(automaton, {place(88), place(90)});
        QVERIFY(automaton.next().end && automaton.next().pieces);
        takeAll(automaton, {kEnd});
        QVERIFY(automaton.done());
        QCOMPARE(QString::fromStdString(toText(automaton.symbols())),
                 QStringLiteral("<bbox>flat cat<p40><p30><p88><p90></item><end>"));
    }

    void blobEntriesRepeatTheWordsOfTheBboxEntries() {
        GrammarAutomaton automaton = started({.boxes = true, .blobs = true});
        takeAll(automaton, {piece(1), place(1), place(2), place(8), place(9), piece(13), place(1), place(2),
                            place(8), place(9), kEnd});
        QVERIFY(automaton.next().places.has_value());
        takeAll(automaton, {place(5), place(6), place(4)});
        QVERIFY(automaton.next().places == (BinRange{0, 4}));
        takeAll(automaton, {place(4), place(0), place(5), place(6), place(4), place(0), place(127)});
        QVERIFY(automaton.done());
        QCOMPARE(QString::fromStdString(toText(automaton.symbols())),
                 QStringLiteral("<bbox>cat<p1><p2><p8><p9></item>dog<p1><p2><p8><p9></item><end>"
                                "<blob>cat<p5><p6><p4><p4><p0></item>dog<p5><p6><p4><p0><p127></item><end>"));
    }

    void aBlobFillsTheBoxThatWasSampledForItsItem() {
        GrammarAutomaton automaton = started({.boxes = true, .blobs = true});
        takeAll(automaton, {piece(1), place(80), place(40), place(120), place(70), kEnd});
        QVERIFY(automaton.next().places == (BinRange{90, 110}));
        takeAll(automaton, {place(100)});
        QVERIFY(automaton.next().places == (BinRange{47, 63}));
        takeAll(automaton, {place(50)});
        QVERIFY(automaton.next().places == (BinRange{10, 30}));
        takeAll(automaton, {place(20)});
        QVERIFY(automaton.next().places == (BinRange{0, 20}));
    }

    void aBlobFillsTheBoxThatIsGiven() {
        Plan plan;
        plan.items = {{.id = {1}, .words = "cat", .box = Box{0.5, 0.5, 1, 1}}};
        const Given given{.items = {{.words = true, .box = true}}};
        for (const Kinds kinds : {Kinds{.boxes = true, .blobs = true}, Kinds{.blobs = true}}) {
            GrammarAutomaton automaton = started(plan, given, kinds);
            skipForced(automaton);
            if (kinds.boxes) takeAll(automaton, {kEnd});
            QVERIFY(automaton.next().places == (BinRange{79, 112}));
        }
    }

    void aGivenBlobStaysWhereItIs() {
        Plan plan;
        plan.items = {{.id = {1}, .words = "cat", .blob = Blob{{0.9, 0.9}, 0.05, 0.05, 0}}};
        GrammarAutomaton automaton =
            started(plan, {.items = {{.words = true, .blob = true}}}, {.boxes = true, .blobs = true});
        takeAll(automaton, {place(0), place(0), place(20), place(20), kEnd});
        QVERIFY(automaton.done());
        QVERIFY(toText(automaton.symbols()).find("cat<p115><p115><p6><p6>") != std::string::npos);
    }

    void wordsMustShowSomethingAndEnd() {
        GrammarAutomaton automaton = started({.blobs = true});
        skipForced(automaton);
        QVERIFY(!automaton.next().visiblePieces);
        automaton.take(piece(0));
        QVERIFY(automaton.next().visiblePieces && !automaton.next().places);
        QVERIFY_THROWS_EXCEPTION(std::logic_error, GrammarAutomaton(automaton).take(piece(0)));
        for (int i = 1; i < kMaxWordPieces; ++i) automaton.take(piece(1));
        QVERIFY(!automaton.next().pieces && automaton.next().places);
    }

    void theTextMustSaySomething() {
        GrammarAutomaton automaton = started({.text = true});
        skipForced(automaton);
        QVERIFY(!automaton.next().end);
        automaton.take(piece(0));
        QVERIFY(!automaton.next().end);
        automaton.take(piece(1));
        QVERIFY(automaton.next().end);
    }

    void whatIsNotAllowedThrows() {
        GrammarAutomaton automaton = started({.boxes = true});
        QVERIFY_THROWS_EXCEPTION(std::logic_error, automaton.take(piece(1)));  // <bbox> is forced
        skipForced(automaton);
        QVERIFY_THROWS_EXCEPTION(std::logic_error, automaton.take(kEnd));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, automaton.take(place(1)));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, automaton.take({SymbolKind::Mask, 0}));
    }

    void givenPartsAreForcedInFront() {
        Plan plan;
        plan.detail = "One. Two.";
        plan.sentences = {{}, {PartState::Fresh, true}};
        plan.items.resize(2);
        plan.items[0].id = ItemId{1};
        plan.items[1].id = ItemId{2};
        plan.items[1].words = "dog";
        plan.items[1].box = Box{0.25, 0.25, 0.5, 0.5};
        plan.items[1].locked = true;
        GrammarAutomaton automaton = started(plan, givenFromLocks(plan), {.text = true, .boxes = true});
        skipForced(automaton);
        QCOMPARE(QString::fromStdString(toText(automaton.symbols())), QStringLiteral("<text>Two."));
        takeAll(automaton, {piece(1), kEnd});
        QVERIFY(automaton.next().end);
        takeAll(automaton, {kEnd});
        QCOMPARE(QString::fromStdString(toText(automaton.symbols())),
                 QStringLiteral("<text>Two. cat<end><bbox>dog<p32><p32><p64><p64></item><end>"));
    }

    void hiddenWordsOfAGivenShapeAreSampledInFrontOfIt() {
        Plan plan;
        plan.items.resize(1);
        plan.items[0].id = ItemId{7};
        plan.items[0].box = Box{0.25, 0.25, 0.5, 0.5};
        plan.items[0].locked = true;
        const Given given = givenFromLocks(plan);
        GrammarAutomaton automaton = started(plan, given, {.boxes = true, .blobs = true});
        takeAll(automaton, {piece(1)});
        // Any place ends the words; the given one takes its place.
        QVERIFY(automaton.next().places == (BinRange{0, 127}));
        QVERIFY(automaton.take(place(99)) == place(32));
        skipForced(automaton);
        takeAll(automaton, {kEnd, place(48), place(48), place(9), place(8), place(0)});
        QVERIFY(automaton.done());
        const Plan merged = mergeSampled(plan, given, *readPlan(automaton.symbols(), PlanFormat{}));
        QCOMPARE(merged.items.size(), std::size_t{1});
        QVERIFY(merged.items[0].id == ItemId{7} && merged.items[0].locked);
        QCOMPARE(QString::fromStdString(merged.items[0].words), QStringLiteral("cat"));
        QVERIFY(merged.items[0].box == plan.items[0].box);
        QVERIFY(merged.items[0].blob.has_value());
    }

    void givenCellsStayInTheirPlace() {
        Plan plan;
        plan.colors = {4, 4, std::vector<int>(16, 9), std::vector<Part>(16)};
        plan.colors.parts[1].locked = true;
        GrammarAutomaton automaton = started(plan, givenFromLocks(plan), {.colors = true});
        for (int i = 0; i < 15; ++i) takeAll(automaton, {{SymbolKind::ColorCode, 300 + i}});
        QVERIFY(automaton.done());
        const auto read = readPlan(automaton.symbols(), PlanFormat{});
        QVERIFY(read->colors.codes[0] == 300 && read->colors.codes[1] == 9 && read->colors.codes[2] == 301);
    }

    void symbolsHaveTheRolesOfATarget() {
        GrammarAutomaton automaton = started({.text = true, .boxes = true, .blobs = true});
        takeAll(automaton, {piece(1), piece(5), kEnd, piece(1), place(1), place(2), place(8), place(9), kEnd,
                            place(5), place(6), place(4), place(1), place(0)});
        QVERIFY(automaton.done());
        const auto symbols = automaton.symbols();
        const auto plan = readPlan(symbols, PlanFormat{});
        QVERIFY(symbols == writePlan(*plan, Kinds::all(), PlanFormat{}, Purpose::Target));
    }

    void givenPartsThatLeaveNoRoomAreRefused() {
        Plan plan;
        plan.detail = std::string(300, 'a');
        plan.sentences = {{PartState::Edited, false}};
        const auto result = GrammarAutomaton::start(plan, givenFromLocks(plan), Kinds::all(), PlanFormat{},
                                                    test::ToyCodec().codec());
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, Code::BadPlan);
        QVERIFY(QString::fromStdString(result.error().message).contains(QStringLiteral("256")));
    }

    void eightDrawnBoxesWithoutWordsFitWithEverythingElse() {
        Plan plan;
        for (std::uint64_t i = 1; i <= 8; ++i) {
            Item item;
            item.id = ItemId{i};
            item.box = Box{0.1, 0.1, 0.5, 0.5};
            item.state = PartState::Edited;
            plan.items.push_back(item);
        }
        GrammarAutomaton automaton = started(plan, givenFromLocks(plan), Kinds::all());
        Random random(5);
        while (!automaton.done()) automaton.take(randomToken(automaton.next(), random, true));
        QVERIFY(readPlan(automaton.symbols(), PlanFormat{}).ok());
    }

    void everyBeginningOfAPlanCanBeClosed() {
        Random random(6);
        for (int n = 0; n < 200; ++n) {
            const auto symbols =
                writePlan(test::randomPlan(random), Kinds::all(), PlanFormat{}, Purpose::Target);
            for (std::size_t length = 0; length <= symbols.size(); ++length) {
                const auto closed =
                    closePlan({symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(length)}, {});
                const auto plan = readPlan(closed, PlanFormat{});
                QVERIFY2(plan.ok(), plan.ok() ? "" : plan.error().message.c_str());
            }
            QVERIFY(closePlan(symbols, PlanFormat{}) == symbols);
        }
    }
};

QTEST_APPLESS_MAIN(GrammarAutomatonTest)
#include "tst_grammar_automaton.moc"
