#include "engine/base/random.h"
#include "engine/text/t5_rule.h"

#include <fmt/format.h>
#include <QtTest>

#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

using namespace kaleido;
using Ids = std::vector<int>;

namespace {

// ids: 3 "▁", 4 "▁a", 5 "▁cat", 6 "cat", 7 "▁ca", 8 "ts", 9 "s", 10 "t", 11 "é", 12 "<extra_id_0>", 13
// "abcd", 14 "ab"
constexpr const char* kVocabulary =
    "<pad>\t0\n</"
    "s>\t0\n<unk>\t0\n▁\t-2\n▁a\t-3\n▁cat\t-5\ncat\t-6\n▁ca\t-4.5\nts\t-2.5\ns\t-3\nt\t-4\né\t-1e1\n"
    "<extra_id_0>\t0\nabcd\t-1\nab\t-1\n";

T5Rule rule() {
    return *T5Rule::parse(kVocabulary);
}

}  // namespace

class TestT5Rule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Ids>("ids");
        const auto row = [](const char* text, const Ids& ids) {
            QTest::newRow(text) << QByteArray(text) << ids;
        };
        row("", {});
        row(" a cat", {4, 5});
        row(" cats", {7, 8});  // 4.5 + 2.5 is cheaper than 5 + 3
        row("cat", {6});
        row(" é", {3, 11});
        row(" CAT", {3});                 // no lower case
        row(" ~a", {3});                  // "a" alone has no piece
        row(" ~cat", {3, 6});             // the unknown byte is dropped
        row("abc~cat", {14, 6});          // and so is the "c" of the unfinished "abcd"
        row("abc", {14});                 // and an unfinished piece at the end
        row(" cat</s><pad>", {5, 1, 0});  // text that spells a special piece is taken as that piece
        row("<extra_id_0>", {12});
        row("<extra_cat", {});  // "c" is lost with it, so that "cat" is never begun
        row("<extra_~cat", {6});
        row("  a", {3, 4});  // spaces are not collapsed
        row("▁cat", {6});    // the mark itself is not a space
        row("\xff\xfe", {});
    }
    void encodes() {
        QFETCH(const QByteArray, text);
        QFETCH(const Ids, ids);
        QCOMPARE(rule().encode(text.toStdString()), ids);
    }

    void thePathIsTheCheapest() {
        // Against every way of cutting the text, on random vocabularies that hold every letter.
        Random random(11);
        for (int round = 0; round < 50; ++round) {
            std::map<std::string, double> scores;
            for (const char* letter : {"a", "b", "c"}) scores[letter] = -random.uniform(5, 9);
            while (scores.size() < 12) {
                std::string piece;
                for (int i = 2 + random.below(3); i > 0; --i)
                    piece += static_cast<char>('a' + random.below(3));
                scores[piece] = -random.uniform(5, 9);
            }
            std::string vocabulary = "<pad>\t0\n</s>\t0\n<unk>\t0\n";
            std::vector<double> costs(3);
            for (const auto& [piece, score] : scores) {
                vocabulary += fmt::format("{}\t{}\n", piece, score);
                costs.push_back(-score);
            }
            std::string text;
            for (int i = 0; i < 9; ++i) text += static_cast<char>('a' + random.below(3));
            const std::function<double(std::size_t)> cheapest = [&](std::size_t at) {
                if (at == text.size()) return 0.0;
                double best = std::numeric_limits<double>::infinity();
                std::size_t id = 3;
                for (const auto& [piece, score] : scores) {
                    if (text.compare(at, piece.size(), piece) == 0)
                        best = std::min(best, costs[id] + cheapest(at + piece.size()));
                    ++id;
                }
                return best;
            };
            double cost = 0;
            for (const int id : T5Rule::parse(vocabulary)->encode(text))
                cost += costs[static_cast<std::size_t>(id)];
            QVERIFY(std::abs(cost - cheapest(0)) < 1e-9);
        }
    }

    void emptyPromptIsSpaceAndEnd() {
        QCOMPARE(rule().prompts(std::vector<std::string>{""}), (std::vector<Ids>{{3, 1}}));
    }

    void promptsShareTheLongestLength() {
        const std::vector<std::string> prompts{"", "a cat"};
        QCOMPARE(rule().prompts(prompts), (std::vector<Ids>{{3, 1, 0}, {4, 5, 1}}));
        QCOMPARE(rule().prompts(prompts, {.maxTokenLength = 5, .padToMaxLength = true}),
                 (std::vector<Ids>{{3, 1, 0, 0, 0}, {4, 5, 1, 0, 0}}));
        QVERIFY(rule().prompts({}).empty());
    }

    void longPromptsLoseTheirEndMark() {
        QCOMPARE(rule().prompts(std::vector<std::string>{"a cat a cat"}, {.maxTokenLength = 3}),
                 (std::vector<Ids>{{4, 5, 4}}));
    }

    void promptsAreCutByCharacters() {
        // "é" is one character of two bytes.
        QCOMPARE(rule().prompts(std::vector<std::string>{"ééé"}, {.maxCaptionLength = 2}),
                 (std::vector<Ids>{{3, 11, 11, 1}}));
        QCOMPARE(rule().prompts(std::vector<std::string>{"é"}, {.maxCaptionLength = 0}),
                 (std::vector<Ids>{{3, 1}}));
    }

    void trainingCaptionsEndInASpace() {
        QCOMPARE(rule().trainingCaption("a cat"), std::optional(Ids{4, 5, 3, 1}));
        QCOMPARE(rule().trainingCaption(""), std::optional(Ids{3, 3, 1}));
    }

    void longTrainingCaptionsAreLeftOut() {
        // 7 bytes with the two spaces, 4 ids with the end mark.
        QVERIFY(rule().trainingCaption("a cat", {.maxCaptionLength = 7, .maxTokenLength = 4}));
        QVERIFY(!rule().trainingCaption("a cat", {.maxCaptionLength = 6, .maxTokenLength = 4}));
        QVERIFY(!rule().trainingCaption("a cat", {.maxCaptionLength = 7, .maxTokenLength = 3}));
        QVERIFY(!rule().trainingCaption("é", {.maxCaptionLength = 3}));  // bytes, not characters
        QVERIFY(rule().trainingCaption(std::string(100, 's'), {.maxCaptionLength = -1}));
        QVERIFY(!rule().trainingCaption(std::string(200, 's'), {.maxCaptionLength = -1}));
    }

    void badVocabulariesNameTheLine_data() {
        QTest::addColumn<QByteArray>("vocabulary");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* vocabulary, const char* message) {
            QTest::newRow(name) << QByteArray(vocabulary) << QByteArray(message);
        };
        row("empty", "", "begins with");
        row("too short", "<pad>\t0\n</s>\t0\n", "begins with");
        row("other order", "<unk>\t0\n<pad>\t0\n</s>\t0\n", "line 1");
        row("no tab", "<pad>\t0\n</s>\t0\n<unk>\t0\ncat -3\n", "line 4");
        row("no piece", "<pad>\t0\n</s>\t0\n<unk>\t0\n\t-3\n", "line 4");
        row("no number", "<pad>\t0\n</s>\t0\n<unk>\tzero\n", "line 3");
        row("decimal comma", "<pad>\t0\n</s>\t0\n<unk>\t0\ncat\t-3,5\n", "line 4");
        row("not finite", "<pad>\t0\n</s>\t0\n<unk>\t0\ncat\tnan\n", "line 4");
    }
    void badVocabulariesNameTheLine() {
        QFETCH(const QByteArray, vocabulary);
        QFETCH(const QByteArray, message);
        const Result<T5Rule> result = T5Rule::parse(vocabulary.toStdString(), "folder/t5.vocab");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().path, std::string("folder/t5.vocab"));
        QVERIFY2(result.error().message.find(message.toStdString()) != std::string::npos,
                 result.error().message.c_str());
    }

    void lineEndsMayBeWindows() {
        std::string vocabulary(kVocabulary);
        for (std::size_t at = 0; (at = vocabulary.find('\n', at)) != std::string::npos; at += 2)
            vocabulary.replace(at, 1, "\r\n");
        QCOMPARE(T5Rule::parse(vocabulary)->encode(" a cat"), (Ids{4, 5}));
    }

    void aFolderIsNoVocabulary() {
        const QTemporaryDir folder;
        QCOMPARE(T5Rule::open(folder.path().toStdString()).error().code, Code::NotFound);
    }

    void missingFileIsNamed() {
        const Result<T5Rule> result = T5Rule::open("/missing/t5.vocab");
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, Code::NotFound);
        QCOMPARE(result.error().path, std::string("/missing/t5.vocab"));
    }
};

QTEST_APPLESS_MAIN(TestT5Rule)
#include "tst_t5_rule.moc"
