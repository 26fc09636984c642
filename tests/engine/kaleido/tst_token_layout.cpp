#include "engine/kaleido/token_layout.h"

#include <QTest>

#include <set>
#include <stdexcept>

using namespace kaleido;

class TestTokenLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsStandWhereThePlanFormatPutsThem();
    void everyIdMeansWhatItWasMadeFrom();
    void specialAndReservedIdsAreNoSymbols();
    void theVocabularyIsRoundedUpToAMultipleOf64();
    void wordsHaveNoIdOfTheirOwn();
};

void TestTokenLayout::idsStandWhereThePlanFormatPutsThem() {
    const TokenLayout layout(3000, PlanFormat{});
    QCOMPARE(layout.given(), std::int64_t{3000});
    QCOMPARE(layout.id(SymbolKind::Text), std::int64_t{3001});
    QCOMPARE(layout.id(SymbolKind::Bbox), std::int64_t{3002});
    QCOMPARE(layout.id(SymbolKind::Blob), std::int64_t{3003});
    QCOMPARE(layout.id(SymbolKind::Voken), std::int64_t{3004});
    QCOMPARE(layout.id(SymbolKind::Color), std::int64_t{3005});
    QCOMPARE(layout.id(SymbolKind::ItemEnd), std::int64_t{3006});
    QCOMPARE(layout.id(SymbolKind::End), std::int64_t{3007});
    QCOMPARE(layout.id(SymbolKind::Mask), std::int64_t{3008});
    QCOMPARE(layout.id(SymbolKind::Place, 0), std::int64_t{3016});
    QCOMPARE(layout.id(SymbolKind::VokenCode, 0), std::int64_t{3016 + 128});
    QCOMPARE(layout.id(SymbolKind::ColorCode, 0), std::int64_t{3016 + 128 + 512});
    QCOMPARE(layout.id(SymbolKind::ColorCode, 511), std::int64_t{3016 + 128 + 512 + 511});
    QCOMPARE(layout.vocabSize(), std::int64_t{4224});
}

void TestTokenLayout::everyIdMeansWhatItWasMadeFrom() {
    const PlanFormat format;
    const TokenLayout layout(50, format);
    std::set<std::int64_t> seen;
    const auto check = [&](SymbolKind kind, int count) {
        for (int value = 0; value < count; ++value) {
            const std::int64_t id = layout.id(kind, value);
            const TokenLayout::Meaning meaning = layout.meaning(id);
            QVERIFY(meaning.symbol);
            QVERIFY(meaning.kind == kind);
            QCOMPARE(meaning.value, value);
            QVERIFY(seen.insert(id).second);
            QVERIFY(id >= layout.pieces() && id < layout.vocabSize());
        }
    };
    for (const SymbolKind mark :
         {SymbolKind::Text, SymbolKind::Bbox, SymbolKind::Blob, SymbolKind::Voken, SymbolKind::Color,
          SymbolKind::ItemEnd, SymbolKind::End, SymbolKind::Mask}) {
        check(mark, 1);
    }
    check(SymbolKind::Place, format.bins);
    check(SymbolKind::VokenCode, format.tokenCodes);
    check(SymbolKind::ColorCode, format.colorCodes());
    QCOMPARE(layout.meaning(17).value, 17);
    QVERIFY(layout.meaning(17).kind == SymbolKind::Words);
}

void TestTokenLayout::specialAndReservedIdsAreNoSymbols() {
    const TokenLayout layout(50, PlanFormat{});
    for (const std::int64_t id :
         {std::int64_t{-1}, TokenLayout::kPad, TokenLayout::kEndOfSequence, layout.given(),
          std::int64_t{50 + 9}, std::int64_t{50 + 15}, layout.firstColor() + 512, layout.vocabSize()}) {
        QVERIFY(!layout.meaning(id).symbol);
    }
}

void TestTokenLayout::theVocabularyIsRoundedUpToAMultipleOf64() {
    PlanFormat format;
    QCOMPARE(TokenLayout(48, format).vocabSize(), std::int64_t{1216});  // exactly 19 · 64
    QCOMPARE(TokenLayout(49, format).vocabSize(), std::int64_t{1280});
}

void TestTokenLayout::wordsHaveNoIdOfTheirOwn() {
    QVERIFY_THROWS_EXCEPTION(std::logic_error, TokenLayout(50, PlanFormat{}).id(SymbolKind::Words));
}

QTEST_APPLESS_MAIN(TestTokenLayout)
#include "tst_token_layout.moc"
