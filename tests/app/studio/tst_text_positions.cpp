#include "app/studio/text_positions.h"

#include <QTest>

using namespace kaleido;

class TestTextPositions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesAreThoseOfTheEncodedText() {
        const QString text = QStringLiteral("a\u00e9\u732b\U0001F431z") + QChar(0xD83D) + u'!';
        const TextPositions positions(text);
        for (int i = 0; i <= text.size(); ++i) {
            if (i == 4) continue;  // inside the pair
            QCOMPARE(positions.byteOf(i), static_cast<std::size_t>(text.left(i).toUtf8().size()));
            QCOMPARE(positions.positionOf(positions.byteOf(i)), i);
        }
    }

    void theMiddleOfACharacterMeansItsBeginning() {
        const TextPositions positions(QStringLiteral("x\U0001F431y"));
        QCOMPARE(positions.byteOf(2), std::size_t{1});
        for (std::size_t byte = 1; byte < 5; ++byte) QCOMPARE(positions.positionOf(byte), 1);
        QCOMPARE(positions.positionOf(5), 3);
    }

    void whatLiesBehindTheTextIsItsEnd() {
        const TextPositions positions(QStringLiteral("ab"));
        QCOMPARE(positions.positionOf(99), 2);
        QCOMPARE(positions.byteOf(99), std::size_t{2});
        QCOMPARE(TextPositions(QString()).positionOf(0), 0);
    }
};

QTEST_GUILESS_MAIN(TestTextPositions)
#include "tst_text_positions.moc"
