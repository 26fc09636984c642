#include "engine/text/vocabulary.h"

#include <QtTest>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace kaleido;
using Words = std::vector<std::string>;

namespace {

constexpr const char* kWords =
    "# things\ncat\t30\nblack cat\t10\nbutterfly\t5\nturtle\t5\nhorse\t9\npalm tree\nsoccer "
    "ball\numbrella\t2\n"
    "bus\nelephant\nsheep\n\n# the "
    "rest\na\t900\nthe\t800\non\nin\nmat\nthing\nwith\nand\ngrey\ngreen\nsunflower\n";
constexpr const char* kRelated =
    "# word: known words\ndragon, Dinosaur: butterfly, turtle, unicorn, horse\nfootball: soccer ball\n"
    "stained glass: umbrella\n";

Vocabulary vocabulary() {
    return *Vocabulary::parse(kWords, kRelated);
}

/// The unknown words of a caption as it holds them.
Words unknownIn(const std::string& caption) {
    Words unknown;
    for (const UnknownWord& word : vocabulary().unknownWords(caption))
        unknown.push_back(caption.substr(word.begin, word.end - word.begin));
    return unknown;
}

}  // namespace

class TestVocabulary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unknownWords_data() {
        QTest::addColumn<QByteArray>("caption");
        QTest::addColumn<Words>("expected");
        const auto row = [](const char* caption, const Words& expected) {
            QTest::newRow(caption) << QByteArray(caption) << expected;
        };
        row("", {});
        row("a cat on the mat", {});
        row("A Cat, on the MAT!", {});
        row("a dragon", {"dragon"});
        row("a Dragon and a wizard", {"Dragon", "wizard"});
        row("a palm tree", {});
        row("a palm", {"palm"});  // only part of an entry
        row("a tree", {"tree"});
        row("a palm-tree", {});
        row("a palm, tree", {"palm", "tree"});  // not together
        row("palm palm tree", {"palm"});
        row("the black cat", {});
        row("black horse", {"black"});
        row("cats and butterflies and buses", {});
        row("palm trees and soccer balls", {});
        row("sheep with elephants", {});
        row("the cat's umbrella", {});
        row("the cat’s umbrella", {});
        row("the dragon's umbrella", {"dragon's"});
        row("🐈 on the mat", {"🐈"});
        row("一只猫", {"一只猫"});
        row("as", {"as"});  // not the plural of "a"
        row("2 cats", {"2"});
        row("</s> cat", {"<", "s", ">"});
    }
    void unknownWords() {
        QFETCH(const QByteArray, caption);
        QFETCH(const Words, expected);
        QCOMPARE(unknownIn(caption.toStdString()), expected);
    }

    void unknownWordsComeNormalised() {
        const std::vector<UnknownWord> unknown = vocabulary().unknownWords("É DRAGON");
        QCOMPARE(unknown.size(), std::size_t{2});
        QCOMPARE(unknown[0], (UnknownWord{"é", 0, 2}));
        QCOMPARE(unknown[1], (UnknownWord{"dragon", 3, 9}));
    }

    void hugeCaptionsAreTaken() { QCOMPARE(unknownIn(std::string(100'000, 'x')).size(), std::size_t{1}); }

    void nearest_data() {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<Words>("expected");
        const auto row = [](const char* word, const Words& expected) {
            QTest::newRow(word) << QByteArray(word) << expected;
        };
        row("dragon", {"butterfly", "turtle", "horse"});  // as the table has it, "unicorn" not being known
        row("Dragons", {"butterfly", "turtle", "horse"});
        row("dragon's", {"butterfly", "turtle", "horse"});
        row("dinosaur", {"butterfly", "turtle", "horse"});
        row("stained glass", {"umbrella"});
        row("elefant", {"elephant"});
        row("umbrela", {"umbrella"});
        row("buterfly", {"butterfly"});
        row("kat", {"cat"});
        row("hrose", {"horse"});
        row("palm", {"palm tree"});  // part of an entry
        row("ball", {"soccer ball"});
        row("football", {"soccer ball"});
        row("gren", {"green", "grey"});
    }
    void nearest() {
        QFETCH(const QByteArray, word);
        QFETCH(const Words, expected);
        QCOMPARE(vocabulary().nearest(word.toStdString(), static_cast<int>(expected.size())), expected);
    }

    void relatedComeFirstThenTheNearest() {
        const Words words = vocabulary().nearest("football", 2);
        QCOMPARE(words.size(), std::size_t{2});
        QCOMPARE(words[0], std::string("soccer ball"));
    }

    void theMoreFrequentOfEqualsComesFirst() {
        const Result<Vocabulary> words = Vocabulary::parse("car\t1\ncab\t5\ncan\t1\n");
        QCOMPARE(words->nearest("caz", 3), (Words{"cab", "can", "car"}));
    }

    void asManyAsThereAre() {
        QCOMPARE(vocabulary().nearest("qwxyz", 1).size(), std::size_t{1});
        QCOMPARE(vocabulary().nearest("qwxyz", 1000).size(), vocabulary().words().size());
        QVERIFY(vocabulary().nearest("cat", 0).empty());
        QVERIFY(vocabulary().nearest("cat", -1).empty());
        QVERIFY(vocabulary().nearest("...", 3).empty());
        QVERIFY(Vocabulary::parse("")->nearest("cat", 3).empty());
    }

    void wordsAreListedInOrder() {
        const Result<Vocabulary> words = Vocabulary::parse("mat\nCat\t2.5\r\npalm  tree\n");
        QCOMPARE(words->words(), (std::vector<KnownWord>{{"cat", 2.5}, {"mat", 0}, {"palm tree", 0}}));
    }

    void anEntryWinsOverAPlural() {
        // "cats" is listed itself, and so is not taken for the plural of "cat".
        const Result<Vocabulary> words = Vocabulary::parse("cat\ncats\n", "tiger: cats");
        QCOMPARE(words->nearest("tiger", 1), (Words{"cats"}));
    }

    void badFilesNameTheLine_data() {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("related");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* words, const char* related, const char* message) {
            QTest::newRow(name) << QByteArray(words) << QByteArray(related) << QByteArray(message);
        };
        row("frequency", "cat\t3\nmat\tmany\n", "", "words.txt: line 2");
        row("negative", "cat\t-3\n", "", "words.txt: line 1");
        row("decimal comma", "cat\t3,5\n", "", "words.txt: line 1");
        row("no word", "\t3\n", "", "words.txt: line 1");
        row("not UTF-8", "cat\ncaf\xe9\n", "", "words.txt: line 2");
        row("twice", "cat\nmat\nCAT\n", "", "words.txt: 'cat' is listed twice");
        row("punctuation inside", "cat\nsoccer? ball\n", "", "words.txt: line 2");
        row("too long", (std::string(257, 'a') + "\n").c_str(), "", "words.txt: line 1");
        row("too many words", "a a a a a a a a a a a a a a a a a\n", "", "words.txt: line 1");
        row("too many related", "cat\n", ("dragon: cat" + std::string(64, ',')).c_str(),
            "related.txt: line 1");
        row("no colon", "cat\n", "# a\ndragon cat\n", "related.txt: line 2");
        row("no word before the colon", "cat\n", ": cat\n", "related.txt: line 1");
    }
    void badFilesNameTheLine() {
        QFETCH(const QByteArray, words);
        QFETCH(const QByteArray, related);
        QFETCH(const QByteArray, message);
        const Result<Vocabulary> result =
            Vocabulary::parse(words.toStdString(), related.toStdString(), "words.txt", "related.txt");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, Code::BadInput);
        QVERIFY2(describe(result.error()).starts_with(message.toStdString()),
                 describe(result.error()).c_str());
    }

    void wordsOfATextAreEntriesUnlessTheyCannotBe() {
        QVERIFY(!Vocabulary::problemWithEntry("palm-tree"));
        QVERIFY(Vocabulary::problemWithEntry("a.m."));  // what "㏂" is normalised to
        QVERIFY(Vocabulary::problemWithEntry(std::string(257, 'a')));
        QVERIFY(Vocabulary::problemWithEntry("..."));
    }

    void openReadsFiles() {
        QTemporaryDir folder;
        const std::string words = folder.filePath(QStringLiteral("words.txt")).toStdString();
        const std::string related = folder.filePath(QStringLiteral("related.txt")).toStdString();
        std::ofstream(words) << kWords;
        std::ofstream(related) << kRelated;
        QCOMPARE(Vocabulary::open(words, related)->nearest("dragon", 1), (Words{"butterfly"}));
        QVERIFY(Vocabulary::open(words)->unknownWords("a cat").empty());
        QCOMPARE(Vocabulary::open(words, folder.path().toStdString() + "/none").error().code, Code::NotFound);
        QCOMPARE(Vocabulary::open(folder.path().toStdString() + "/none").error().code, Code::NotFound);
        QCOMPARE(Vocabulary::open(folder.path().toStdString()).error().code, Code::NotFound);
        std::filesystem::resize_file(words, std::uintmax_t{1} << 40);  // no block of it on the disk
        QCOMPARE(Vocabulary::open(words).error().code, Code::BadInput);
    }
};

QTEST_APPLESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
