#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"

#include <QtTest>

using namespace kaleido;

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsAtEndMarks_data() {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QStringList>("sentences");
        const auto row = [](const char* name, const char* detail, QStringList sentences) {
            QTest::newRow(name) << QString::fromUtf8(detail) << std::move(sentences);
        };
        row("none", " \n ", {});
        row("one without a mark", " a cat ", {QStringLiteral("a cat")});
        row("two", "A cat. A dog!", {QStringLiteral("A cat."), QStringLiteral("A dog!")});
        row("numbers stay whole", "3.5 cats. 2 dogs",
            {QStringLiteral("3.5 cats."), QStringLiteral("2 dogs")});
        row("runs and quotes", "\"What?!\" Yes... no",
            {QStringLiteral("\"What?!\""), QStringLiteral("Yes..."), QStringLiteral("no")});
        row("full width", "猫。狗！x", {QStringLiteral("猫。"), QStringLiteral("狗！"), QStringLiteral("x")});
        row("spaces are tidied", "a \n cat.\t b", {QStringLiteral("a cat."), QStringLiteral("b")});
        row("nothing but marks", "... ?", {QStringLiteral("..."), QStringLiteral("?")});
    }
    void splitsAtEndMarks() {
        QFETCH(QString, detail);
        QFETCH(QStringList, sentences);
        QStringList found;
        for (const std::string& text : sentencesOf(detail.toStdString()))
            found << QString::fromStdString(text);
        QCOMPARE(found, sentences);
        QCOMPARE(splitSentences(detail.toStdString()).size(), static_cast<std::size_t>(sentences.size()));
    }

    void rangesAreBytesOfTheText() {
        const std::string detail = " é. b.";
        const auto ranges = splitSentences(detail);
        QVERIFY(ranges[0] == (ByteRange{1, 4}));
        QVERIFY(ranges[1] == (ByteRange{5, 7}));
        QCOMPARE(QString::fromStdString(std::string(ranges[1].in(detail))), QStringLiteral("b."));
    }

    void joinedSentencesSplitAgain() {
        const std::vector<std::string> sentences = {"a cat", "\"so?\"", "猫。", "end"};
        const std::string text = joinSentences(sentences);
        QCOMPARE(QString::fromStdString(text), QStringLiteral("a cat. \"so?\" 猫。 end"));
        QCOMPARE(splitSentences(text).size(), sentences.size());
    }

    void problemsOfATextAreFoundAtTheirByte_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("byte");  // −1 = clean
        QTest::newRow("clean") << QByteArray("a\tb\r\nc é 猫 🐱") << -1;
        QTest::newRow("bell") << QByteArray("ab\x07") << 2;
        QTest::newRow("nul") << QByteArray("a\0b", 3) << 1;
        QTest::newRow("delete") << QByteArray("\x7F") << 0;
        QTest::newRow("C1 control") << QByteArray("a\xC2\x85") << 1;
        QTest::newRow("lone continuation") << QByteArray("a\x80") << 1;
        QTest::newRow("cut short") << QByteArray("a\xE7\x8C") << 1;
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << 0;
        QTest::newRow("overlong, three bytes") << QByteArray("\xE0\x80\xAF") << 0;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0;
        QTest::newRow("above U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("latin-1") << QByteArray("caf\xE9") << 3;
    }
    void problemsOfATextAreFoundAtTheirByte() {
        QFETCH(QByteArray, text);
        QFETCH(int, byte);
        const auto problem =
            findTextProblem(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QCOMPARE(problem ? static_cast<int>(problem->byte) : -1, byte);
    }
};

QTEST_APPLESS_MAIN(SentencesTest)
#include "tst_sentences.moc"
