#include "app/sheet/fonts.h"
#include "app/sheet/text_block.h"
#include "sheet_checks.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QTest>

using namespace kaleido::sheet;
using namespace kaleido::sheet::testing;

namespace {

/// A sheet with nothing but this text, with room around it.
Sheet sheetWith(const TextBlock& block) {
    Sheet sheet;
    sheet.addText(block, QPoint(10, 10));
    sheet.setSize(block.size() + QSize(20, 20));
    return sheet;
}

}  // namespace

class TestTextBlock : public QObject {
    Q_OBJECT
public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }
private Q_SLOTS:
    void theBundledFontIsLoadedInBothWeights() {
        QCOMPARE(bundledFamily(), QStringLiteral("Inter"));
        QCOMPARE(QFontInfo(fontFor(theme::kBody)).family(), QStringLiteral("Inter"));
        const TextBlock regular("Hamburgefonts", theme::kBody, 400);
        const TextBlock bold("Hamburgefonts", theme::kLabel, 400);
        QVERIFY(bold.size().width() > regular.size().width());
    }

    void aShortTextIsOneLineOfItsNaturalWidth() {
        const TextBlock block("a cat", theme::kBody, 400, 3);
        QCOMPARE(block.size().height(), theme::kBody.lineHeight);
        QVERIFY(block.size().width() > 10 && block.size().width() < 60);
        QVERIFY(!block.elided());
    }

    void aLongTextIsWrappedAndThenElided() {
        const std::string text = "a cat sat on the mat and looked at two dogs and a ball by the sea";
        const TextBlock wrapped(text, theme::kBody, 120, 10);
        QVERIFY(!wrapped.elided());
        QVERIFY(wrapped.size().height() >= 3 * theme::kBody.lineHeight);
        const TextBlock cut(text, theme::kBody, 120, 2);
        QVERIFY(cut.elided());
        QCOMPARE(cut.size().height(), 2 * theme::kBody.lineHeight);
    }

    void nothingIsWiderThanAsked_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("words") << QStringLiteral("a cat sat on the mat");
        QTest::newRow("one long word") << QString(300, u'm');
        QTest::newRow("spaces") << QStringLiteral("a") + QString(300, u' ') + QStringLiteral("b");
        QTest::newRow("line breaks") << QStringLiteral("a\nb\r\nc\n\n\nd");
        QTest::newRow("control characters") << QStringLiteral("a\tb\x1b[31mc\x7f");
        QTest::newRow("right to left") << QStringLiteral("قطة على السجادة الحمراء");
        QTest::newRow("combining") << QStringLiteral("z̷̨̛a̸l̵g̶o̷ text with marks");
        QTest::newRow("emoji") << QStringLiteral("🐈🐕🚗🌻 and more 👩‍👩‍👧‍👦");
        QTest::newRow("huge") << QStringLiteral("word ").repeated(20'000);
    }
    void nothingIsWiderThanAsked() {
        QFETCH(QString, text);
        for (const int width : {24, 64, 200}) {
            for (const int lines : {1, 3}) {
                const TextBlock block(text.toStdString(), theme::kBody, width, lines);
                QVERIFY(block.size().width() <= width);
                QVERIFY(!block.empty());
            }
        }
    }

    void whatIsDrawnStaysWithinWhatWasMeasured_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("accents and tails") << QStringLiteral("ÅÄÖ gjpqy {|} fj");
        QTest::newRow("wrapped") << QStringLiteral("a cat sat on the mat and looked at two dogs and a ball");
        QTest::newRow("Greek") << QStringLiteral("μια γάτα στο χαλί");
        QTest::newRow("Cyrillic") << QStringLiteral("кошка на коврике");
    }
    void whatIsDrawnStaysWithinWhatWasMeasured() {
        QFETCH(QString, text);
        for (const auto& style : {theme::kTitle, theme::kLabel, theme::kSmall}) {
            QCOMPARE(inkFault(sheetWith(TextBlock(text.toStdString(), style, 160, 3))), QString());
        }
    }

    void textOfOtherScriptsIsDrawnAndTakesRoom_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("Chinese") << QStringLiteral("一只猫坐在垫子上");
        QTest::newRow("Japanese") << QStringLiteral("マットの上の猫");
        QTest::newRow("Arabic") << QStringLiteral("قطة على السجادة");
        QTest::newRow("Greek") << QStringLiteral("γάτα");
    }
    void textOfOtherScriptsIsDrawnAndTakesRoom() {
        QFETCH(QString, text);
        const TextBlock block(text.toStdString(), theme::kBody, 400);
        const Sheet sheet = sheetWith(block);
        const QRect bounds = ink(painted(sheet, sheet.elements().front()));
        QVERIFY(bounds.width() > block.size().width() / 2);
        QVERIFY(bounds.height() >= 6);
    }

    void alignmentMovesTheLines() {
        const TextBlock block("cat", theme::kBody, 200);
        const QRect place(0, 0, 200, 40);
        Sheet sheet;
        const QRect left = sheet.addText(block, place, Qt::AlignLeft | Qt::AlignTop);
        const QRect right = sheet.addText(block, place, Qt::AlignRight | Qt::AlignBottom);
        const QRect centre = sheet.addText(block, place, Qt::AlignCenter);
        QCOMPARE(left.topLeft(), place.topLeft());
        QCOMPARE(right.bottomRight(), place.bottomRight());
        QVERIFY((centre.center() - place.center()).manhattanLength() <= 2);
    }

    void anEmptyTextIsNothing() {
        const TextBlock block(" \n ", theme::kBody, 100, 2);
        QVERIFY(block.empty());
        Sheet sheet;
        sheet.addText(block, QPoint(5, 5));
        QVERIFY(sheet.elements().empty());
    }
};

QTEST_MAIN(TestTextBlock)
#include "tst_text_block.moc"
