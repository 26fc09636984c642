#include "engine/base/random.h"
#include "engine/text/sentence_piece.h"

#include <QtTest>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

using namespace kaleido;

namespace {

/// Captions in the manner of the world.
std::vector<std::string> corpus() {
    std::vector<std::string> lines;
    for (const char* style : {"flat", "drawn", "bold", "shiny", "small", "faded"})
        for (const char* thing : {"cat", "cats", "palm tree", "umbrella", "umbrellas", "café", "starfish",
                                  "star", "fish", "catfish", "rooster", "boats", "sailboat"})
            for (const char* place :
                 {"on the mat", "in the snow", "at night", "by the sea", "in the starlight"})
                lines.push_back(std::string("a ") + style + " " + thing + " " + place + ".");
    return lines;
}

Result<std::string> train(const std::vector<std::string>& lines, int pieces) {
    std::size_t next = 0;
    return trainSentencePiece({.pieces = pieces, .nextLine = [&]() -> std::optional<std::string> {
                                   if (next == lines.size()) return std::nullopt;
                                   return lines[next++];
                               }});
}

constexpr int kPieces = 50;

}  // namespace

class TestSentencePiece : public QObject {
    Q_OBJECT

    std::string m_bytes;

    SentencePiece tokenizer() const { return *SentencePiece::fromBytes(m_bytes); }

private Q_SLOTS:
    void initTestCase() {
        const Result<std::string> model = train(corpus(), kPieces);
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.c_str());
        m_bytes = *model;
    }

    void exactlyThePiecesAskedFor() { QCOMPARE(tokenizer().pieceCount(), kPieces); }

    void smallCorpusGivesFewer() {
        const Result<std::string> model = train(corpus(), 5000);
        QVERIFY(model.ok());
        const SentencePiece pieces = *SentencePiece::fromBytes(*model);
        QVERIFY(pieces.pieceCount() >= kPieces && pieces.pieceCount() < 5000);
        QCOMPARE(pieces.decode(pieces.encode("a shiny starfish")), std::string("a shiny starfish"));
    }

    void trainingIsDeterministic() { QVERIFY(*train(corpus(), kPieces) == m_bytes); }

    void emptyLinesChangeNothing() {
        std::vector<std::string> lines = corpus();
        lines.insert(lines.begin(), "");
        lines.push_back("");
        QVERIFY(*train(lines, kPieces) == m_bytes);
    }

    void wordsBecomePieces() {
        // "flat" and "snow" are always followed by the same character, which must not keep them from being
        // pieces.
        const SentencePiece pieces = *SentencePiece::fromBytes(*train(corpus(), 80));
        QCOMPARE(pieces.encode("a flat umbrella in the snow.").size(), std::size_t{7});
    }

    void textComesBack_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("sentence") << QStringLiteral("a flat cat on the mat.");
        QTest::newRow("accent") << QStringLiteral("a café");
        QTest::newRow("new word of known letters") << QStringLiteral("tabletop");
        QTest::newRow("empty") << QString();
        QTest::newRow("spaces kept") << QStringLiteral("a  cat ");
    }
    void textComesBack() {
        QFETCH(const QString, text);
        const SentencePiece pieces = tokenizer();
        QCOMPARE(pieces.decode(pieces.encode(text.toStdString())), text.toStdString());
    }

    void randomTextOfKnownCharactersComesBack() {
        const SentencePiece pieces = tokenizer();
        const std::vector<std::string> characters{"a", "c", "t", "s", "é", ".", " ", "m", "u"};
        Random random(5);
        for (int round = 0; round < 500; ++round) {
            std::string text;
            for (int i = random.below(30); i > 0; --i) text += characters[random.below(9)];
            QCOMPARE(pieces.decode(pieces.encode(text)), text);
        }
    }

    void emptyTextHasNoPieces() { QVERIFY(tokenizer().encode("").empty()); }

    void textNeverBecomesASpecialToken_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"<pad>", "</s>", "<unk>", "<s>", "<text>", "</item>", "<p40>", "<0x41>",
                                 "cat </s> mat", "<pad><pad>", "\xe2\x96\x81</s>"})
            QTest::newRow(text) << QByteArray(text);
    }
    void textNeverBecomesASpecialToken() {
        // A model that has seen the marks as text, so that '<' and '/' are known characters.
        std::vector<std::string> lines = corpus();
        for (int i = 0; i < 20; ++i) lines.push_back("a < b / c > d _ e 0 1 4 x k u p");
        const Result<std::string> model = train(lines, kPieces + 10);
        QVERIFY(model.ok());
        QFETCH(const QByteArray, text);
        for (const std::string& bytes : {*model, m_bytes}) {
            const SentencePiece pieces = *SentencePiece::fromBytes(bytes);
            const std::vector<int> ids = pieces.encode(text.toStdString());
            QVERIFY(!ids.empty());
            for (const int id : ids) {
                QVERIFY(id != kPadPiece && id != kEndPiece);
                QVERIFY(id < pieces.pieceCount());  // special tokens of the plan follow behind
            }
        }
        const SentencePiece knowing = *SentencePiece::fromBytes(*model);
        const std::vector<int> ids = knowing.encode("</s>");
        QVERIFY(std::ranges::count(ids, kUnknownPiece) == 0);
        QCOMPARE(knowing.decode(ids), std::string("</s>"));
    }

    void marksInTheCorpusAreText() {
        std::vector<std::string> lines = corpus();
        for (int i = 0; i < 20; ++i) lines.push_back("a cat </s> <pad> <unk> <text>");
        const Result<std::string> model = train(lines, kPieces + 10);
        QVERIFY(model.ok());
        const SentencePiece pieces = *SentencePiece::fromBytes(*model);
        for (const int id : pieces.encode("</s> <pad> <unk>")) QVERIFY(id != kPadPiece && id != kEndPiece);
    }

    void unknownCharactersAreUnknownPieces() {
        const SentencePiece pieces = tokenizer();
        const std::vector<int> ids = pieces.encode("a 猫");
        QCOMPARE(ids.back(), kUnknownPiece);
        QCOMPARE(pieces.decode(ids), std::string("a ⁇"));
    }

    void specialPiecesHaveNoText() {
        const SentencePiece pieces = tokenizer();
        std::vector<int> ids = pieces.encode("a cat");
        ids.push_back(kEndPiece);
        ids.push_back(kPadPiece);
        QCOMPARE(pieces.decode(ids), std::string("a cat"));
    }

    void foreignIdsThrow() {
        const SentencePiece pieces = tokenizer();
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, pieces.decode(std::vector<int>{kPieces}));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, pieces.decode(std::vector<int>{-1}));
    }

    void corpusThatCannotServeIsRefused() {
        QVERIFY(!train({}, kPieces).ok());
        QVERIFY(!train({"", ""}, kPieces).ok());
        QVERIFY(!train(corpus(), 0).ok());
        const Result<std::string> tooFew = train(corpus(), 10);  // fewer than there are characters
        QVERIFY(!tooFew.ok());
        QVERIFY(tooFew.error().message.find("10 pieces") != std::string::npos);
    }

    void openReadsAFile() {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("tokenizer.model")).toStdString();
        std::ofstream(path, std::ios::binary) << m_bytes;
        const Result<SentencePiece> pieces = SentencePiece::open(path);
        QVERIFY(pieces.ok());
        QCOMPARE(pieces->encode("a cat"), tokenizer().encode("a cat"));
    }

    void badFilesAreNamed_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("cat\ndog\n");
        // A piece that begins with NUL: sentencepiece throws.
        QTest::newRow("piece of NUL") << QByteArray(
            "\x0a\x0e\x0a\x05<unk>\x15\0\0\0\0\x18\x02\x0a\x0b\x0a\x04\0\0\x80\xe2\x15\x0a\xfe\0\x0e", 29);
        // A table for normalising text, which sentencepiece follows without checking it.
        for (const char* spec : {"\x1a\x03\x12\x01x", "\x2a\x03\x12\x01x"})
            QTest::newRow("character map") << QByteArray::fromStdString(m_bytes + spec);
        QTest::newRow("character map behind a long number")
            << QByteArray::fromStdString(m_bytes + std::string("\x9a\x80\x00\x03\x12\x01x", 7));
        QTest::newRow("character map, cut") << QByteArray::fromStdString(m_bytes + "\x1a\x7f\x12");
        QTest::newRow("unknown kind of field") << QByteArray::fromStdString(m_bytes + "\x33");
        QTest::newRow("cut") << QByteArray::fromStdString(m_bytes.substr(0, m_bytes.size() / 2));
    }
    void badFilesAreNamed() {
        QFETCH(const QByteArray, bytes);
        const Result<SentencePiece> pieces =
            SentencePiece::fromBytes(bytes.toStdString(), "folder/tokenizer.model");
        QVERIFY(!pieces.ok());
        QCOMPARE(pieces.error().path, std::string("folder/tokenizer.model"));
    }

    void theSpaceMarkReadsAsASpace() {
        const SentencePiece pieces = tokenizer();
        QCOMPARE(pieces.decode(pieces.encode("a\u2581cat")), std::string("a cat"));
    }

    void whatIsNoModelFileIsNamed() {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("tokenizer.model")).toStdString();
        QCOMPARE(SentencePiece::open(folder.path().toStdString()).error().code, Code::NotFound);
        std::ofstream(path, std::ios::binary) << m_bytes;
        std::filesystem::resize_file(path, std::uintmax_t{1} << 40);  // no block of it on the disk
        QCOMPARE(SentencePiece::open(path).error().code, Code::BadInput);
    }

    void missingFileIsNamed() {
        const Result<SentencePiece> pieces = SentencePiece::open("/missing/tokenizer.model");
        QVERIFY(!pieces.ok());
        QCOMPARE(pieces.error().code, Code::NotFound);
        QCOMPARE(pieces.error().path, std::string("/missing/tokenizer.model"));
    }
};

QTEST_APPLESS_MAIN(TestSentencePiece)
#include "tst_sentence_piece.moc"
