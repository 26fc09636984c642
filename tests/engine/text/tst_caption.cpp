#include "engine/base/random.h"
#include "engine/text/caption.h"

#include <QtTest>

#include <string>

using namespace kaleido;

namespace {

std::string normal(const QByteArray& caption) {
    const Result<std::string> result = normaliseCaption(caption.toStdString());
    return result.ok() ? *result : "error: " + result.error().message;
}

std::string utf8(char32_t character) {
    return QString::fromUcs4(&character, 1).toStdString();
}

}  // namespace

class TestCaption : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normalForms_data() {
        QTest::addColumn<QByteArray>("caption");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* caption, const char* expected) {
            QTest::newRow(name) << QByteArray(caption) << QByteArray(expected);
        };
        row("as it is", "a cat sat on the mat", "a cat sat on the mat");
        row("empty", "", "");
        row("only space", " \t\r\n ", "");
        row("case", "A CAT", "a cat");
        row("case beyond ASCII", "ÀÉ ΣΑΣ Я", "àé σας я");
        row("Turkish I is not the locale's", "ISTANBUL İ", "istanbul i̇");
        row("composed", "cafe\xcc\x81", "caf\xc3\xa9");
        row("full width", "ＣＡＴ　２", "cat 2");
        row("ligature", "ﬁsh", "fish");
        row("spaces", "  a \t\n\r\n cat\xc2\xa0\xe2\x80\x83sat ", "a cat sat");
        row("zero width",
            "c\xe2\x80\x8b"
            "at \xef\xbb\xbf",
            "cat");
        row("byte order mark",
            "\xef\xbb\xbf"
            "a cat",
            "a cat");
        row("bidirectional override",
            "\xe2\x80\xae"
            "cat\xe2\x80\xac",
            "cat");
        row("variation selector", "☀\xef\xb8\x8f", "☀");
        row("other scripts", "一只猫", "一只猫");
        row("emoji", "🐈 cat", "🐈 cat");
        row("marks are text", "</s> <pad>", "</s> <pad>");
    }
    void normalForms() {
        QFETCH(const QByteArray, caption);
        QFETCH(const QByteArray, expected);
        QCOMPARE(normal(caption), expected.toStdString());
    }

    void normalisingAgainChangesNothing() {
        // Characters that compose, decompose, change length by case, vanish or turn into spaces.
        const std::u32string alphabet =
            U"aZ \t\n\u00A8\u0130\u0307\u0308\u0301\u00DF\u1E9E\u03A3\u03F4\u212B\u2126"
            U"\u200B\u034F\u115F\u1160\u3164\uFFA0\uFB01\uFF21\u1D43\U0001D400\u0345"
            U"\u1FFC\u0390\u1100\u1161\u11A8\uAC00\u3000\u2167\u0344\u0340\uFDFA";
        Random random(3);
        for (int round = 0; round < 3000; ++round) {
            std::string caption;
            for (int i = random.below(12); i > 0; --i)
                caption +=
                    utf8(alphabet[static_cast<std::size_t>(random.below(static_cast<int>(alphabet.size())))]);
            const Result<std::string> once = normaliseCaption(caption);
            QVERIFY(once.ok());
            QCOMPARE(*normaliseCaption(*once), *once);
        }
    }

    void malformedCaptionsAreRefused_data() {
        QTest::addColumn<QByteArray>("caption");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const QByteArray& caption, const char* message) {
            QTest::newRow(name) << caption << QByteArray(message);
        };
        row("Latin-1", "caf\xe9", "byte 3");
        row("cut character", "a \xe7\x8c", "byte 2");
        row("surrogate", "\xed\xa0\x80", "byte 0");
        row("overlong", "a\xc0\xaf", "byte 1");
        row("beyond Unicode", "\xf5\x80\x80\x80", "byte 0");
        row("NUL", QByteArray("a\0b", 3), "U+0000");
        row("escape", "a \x1b[31mcat", "U+001B");
        row("delete", "a\x7f", "U+007F");
        row("C1", "a \xc2\x9b", "U+009B");
    }
    void malformedCaptionsAreRefused() {
        QFETCH(const QByteArray, caption);
        QFETCH(const QByteArray, message);
        const Result<std::string> result = normaliseCaption(caption.toStdString());
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, Code::BadInput);
        QVERIFY2(result.error().message.find(message.toStdString()) != std::string::npos,
                 result.error().message.c_str());
    }

    void theLongestCaptionIsTaken() {
        QCOMPARE(normaliseCaption(std::string(kMaxCaptionBytes, 'A')).value(),
                 std::string(kMaxCaptionBytes, 'a'));
        QVERIFY(!normaliseCaption(std::string(kMaxCaptionBytes + 1, 'a')).ok());
    }

    void longCaptionsAreRefused() {
        const Result<std::string> result = normaliseCaption(std::string(100'000, 'a'));
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, Code::BadInput);
        QVERIFY(result.error().message.find("100000") != std::string::npos);
        QVERIFY(result.error().message.find("4096") != std::string::npos);
    }

    void captionsThatGrowTooLongAreRefused() {
        std::string caption;
        for (int i = 0; i < 1000; ++i) caption += utf8(U'\uFDFA');  // 3 bytes that become 33
        QVERIFY(!normaliseCaption(caption).ok());
    }
};

QTEST_APPLESS_MAIN(TestCaption)
#include "tst_caption.moc"
