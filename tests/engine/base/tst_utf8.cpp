#include "engine/base/utf8.h"

#include <QtTest>

using kaleido::nextCharacter;

class TestUtf8 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterIsRead() {
        for (char32_t character = 0; character <= 0x10FFFF; character += character < 0x3000 ? 1 : 251) {
            if (character >= 0xD800 && character <= 0xDFFF) continue;
            const std::string text = "x" + QString::fromUcs4(&character, 1).toStdString() + "y";
            std::size_t at = 1;
            QCOMPARE(nextCharacter(text, at), std::optional<char32_t>(character));
            QCOMPARE(at, text.size() - 1);
        }
    }

    void malformedBytesAreSkippedOneByOne_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("stray continuation") << QByteArray("\x80");
        QTest::newRow("cut, two bytes") << QByteArray("\xc3");
        QTest::newRow("cut, three bytes") << QByteArray("\xe7\x8c");
        QTest::newRow("cut, four bytes") << QByteArray("\xf0\x9f\x90");
        QTest::newRow("no continuation") << QByteArray("\xc3z");
        QTest::newRow("overlong, two bytes") << QByteArray("\xc1\xbf");
        QTest::newRow("overlong, three bytes") << QByteArray("\xe0\x9f\xbf");
        QTest::newRow("overlong, four bytes") << QByteArray("\xf0\x8f\xbf\xbf");
        QTest::newRow("first surrogate") << QByteArray("\xed\xa0\x80");
        QTest::newRow("last surrogate") << QByteArray("\xed\xbf\xbf");
        QTest::newRow("beyond the last") << QByteArray("\xf4\x90\x80\x80");
        QTest::newRow("not a first byte") << QByteArray("\xff");
    }
    void malformedBytesAreSkippedOneByOne() {
        QFETCH(const QByteArray, text);
        std::size_t at = 0;
        QVERIFY(!nextCharacter(text.toStdString(), at));
        QCOMPARE(at, std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
