#include "engine/text/word_forms.h"

#include <QtTest>

#include <algorithm>

using namespace kaleido;

namespace {

/// "word@begin-end" each, "+" before those that continue the word before.
std::string shown(std::string_view text) {
    std::string shown;
    for (const WordSpan& word : wordsIn(text)) {
        if (!shown.empty()) shown += ' ';
        shown += (word.continues ? "+" : "") + word.word + "@" + std::to_string(word.begin) + "-" +
                 std::to_string(word.end);
    }
    return shown;
}

}  // namespace

class TestWordForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
        };
        row("", "");
        row(" ... ", "");
        row("a cat", "a@0-1 +cat@2-5");
        row("A  Cat.", "a@0-1 +cat@3-6");
        row("cat, dog", "cat@0-3 dog@5-8");
        row("palm-tree", "palm@0-4 +tree@5-9");
        row("the cat's hat", "the@0-3 +cat's@4-9 +hat@10-13");
        row("the cat’s", "the@0-3 +cat's@4-11");
        row("'cat' dogs'", "cat@1-4 +dogs@6-10");
        row("CAFÉ ＣＡＴ", "café@0-5 +cat@6-15");
        row("3d car", "3d@0-2 +car@3-6");
        row("cat🐈", "cat@0-3 +🐈@3-7");
        row("☀\xef\xb8\x8f sun", "☀@0-6 +sun@7-10");
        row("👩\xe2\x80\x8d🚀", "👩🚀@0-11");
        row("一只猫", "一只猫@0-9");
        row("cat\xff dog", "cat@0-3 dog@5-8");
        row("\xe2\x80\x8b", "");
    }
    void words() {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, expected);
        QCOMPARE(shown(text.toStdString()), expected.toStdString());
    }

    void overlongWordsAreKeptAsTheyAre() {
        const std::string text(100'000, 'A');
        QCOMPARE(wordsIn(text).size(), std::size_t{1});
        QCOMPARE(wordsIn(text)[0].word, text);
    }

    void plurals_data() {
        QTest::addColumn<QByteArray>("noun");
        QTest::addColumn<QByteArray>("plural");
        for (const auto& [noun, plural] : std::vector<std::pair<const char*, const char*>>{
                 {"cat", "cats"},        {"bus", "buses"},
                 {"box", "boxes"},       {"bush", "bushes"},
                 {"beach", "beaches"},   {"city", "cities"},
                 {"day", "days"},        {"butterfly", "butterflies"},
                 {"roof", "roofs"},      {"leaf", "leaves"},
                 {"knife", "knives"},    {"giraffe", "giraffes"},
                 {"tomato", "tomatoes"}, {"piano", "pianos"},
                 {"mouse", "mice"},      {"goose", "geese"},
                 {"sheep", "sheep"},     {"fish", "fish"},
                 {"fish", "fishes"},     {"starfish", "starfish"},
                 {"man", "men"},         {"snowman", "snowmen"},
                 {"human", "humans"},    {"ox", "oxen"},
                 {"café", "cafés"}})
            QTest::newRow(plural) << QByteArray(noun) << QByteArray(plural);
    }
    void plurals() {
        QFETCH(const QByteArray, noun);
        QFETCH(const QByteArray, plural);
        QVERIFY(std::ranges::count(pluralsOf(noun.toStdString()), plural.toStdString()) > 0);
    }

    void shortWordsAndNumbersHaveNoPlural() {
        for (const char* word : {"", "a", "at", "in", "3d9", "2"}) QVERIFY2(pluralsOf(word).empty(), word);
    }
};

QTEST_APPLESS_MAIN(TestWordForms)
#include "tst_word_forms.moc"
