#include "engine/base/limits.h"
#include "engine/base/random.h"
#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_chunks.h"
#include "engine/io/png_metadata.h"

#include <zlib.h>
#include <QtTest>

#include <QImage>

#include <algorithm>
#include <string>
#include <vector>

using namespace kaleido;

namespace {

Picture smallPicture() {
    Picture picture{.width = 5, .height = 3, .rgb = {}};
    for (int i = 0; i < 45; ++i) picture.rgb.push_back(static_cast<std::uint8_t>(i * 5));
    return picture;
}

std::string png() {
    return *encodePng(smallPicture());
}

/// A PNG file with one more chunk behind IHDR.
std::string withChunk(std::string_view type, std::string_view data) {
    const std::string bytes = png();
    const std::size_t behindHeader = 8 + 25;
    return bytes.substr(0, behindHeader) + pngChunk(type, data) + bytes.substr(behindHeader);
}

std::string deflated(const std::string& text) {
    uLongf size = ::compressBound(static_cast<uLong>(text.size()));
    std::string packed(size, '\0');
    ::compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
               static_cast<uLong>(text.size()));
    packed.resize(size);
    return packed;
}

std::vector<std::string> typesIn(std::string_view bytes) {
    const auto chunks = readPngChunks(bytes);
    std::vector<std::string> types;
    for (const PngChunk& chunk : *chunks) types.emplace_back(chunk.type);
    return types;
}

PictureMetadata metadata(std::string caption = "a cat sat on the mat") {
    return {
        .parameters = {.caption = std::move(caption), .negative = "a dog", .steps = 25, .sampler = "DDIM"},
        .kaleido = R"({"version":1,"caption":"\u732b"})"};
}

std::string bytes(const char* text, std::size_t size) {
    return {text, size};
}

}  // namespace

class TestPngMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asciiAndUnicodeComeBack() {
        const std::vector<PngText> texts{{"parameters", "a cat\nSteps: 25"},
                                         {"note", "ein Kätzchen, 一只猫 🐈\nzwei Zeilen"},
                                         {"empty", ""},
                                         {"long", std::string(5000, 'x')}};
        const Result<std::string> written = insertPngTexts(png(), texts);
        QVERIFY(written.ok());
        QCOMPARE(*readPngTexts(*written), texts);
    }

    void chunksAreUncompressedAndBeforeThePixels() {
        const std::vector<PngText> texts{
            {"ascii", std::string(200, 'a')}, {"other", "é"}, {std::string(kXmpKeyword), "<x/>"}};
        const std::string written = *insertPngTexts(png(), texts);
        QCOMPARE(typesIn(written),
                 (std::vector<std::string>{"IHDR", "tEXt", "iTXt", "iTXt", "IDAT", "IEND"}));
        QVERIFY(written.find(std::string(200, 'a')) != std::string::npos);
        QVERIFY(written.find(bytes("other\0\0\0\0\0é", 12)) != std::string::npos);
    }

    void anIndependentReaderSeesTheTexts() {
        const std::string written =
            *withMetadata(png(), metadata("ein Kätzchen auf der Matte"), MetadataChoice::Full);
        const QImage image = QImage::fromData(QByteArray::fromStdString(written), "PNG");
        QCOMPARE(image.text(QStringLiteral("parameters")).toStdString(),
                 parametersText(metadata("ein Kätzchen auf der Matte").parameters));
        QCOMPARE(image.text(QStringLiteral("kaleido")).toStdString(), metadata().kaleido);
        QVERIFY(image.text(QStringLiteral("XML:com.adobe.xmp"))
                    .contains(QStringLiteral("trainedAlgorithmicMedia")));
        QCOMPARE(image.size(), QSize(5, 3));
        QCOMPARE(image.pixelColor(4, 2), QColor(42 * 5, 43 * 5, 44 * 5));
        QVERIFY(!image.hasAlphaChannel());
    }

    void pixelsAreUntouched() {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("picture.png")).toStdString();
        QVERIFY(writeFileAtomically(path, *withMetadata(png(), metadata(), MetadataChoice::Full)).ok());
        const Result<Picture> picture = readPicture(path);
        QVERIFY(picture.ok());
        QCOMPARE(*picture, smallPicture());
    }

    void textsOfTheSameKeywordAreReplaced() {
        const std::string once = *insertPngTexts(png(), std::vector<PngText>{{"a", "1"}, {"b", "2"}});
        const std::string twice = *insertPngTexts(once, std::vector<PngText>{{"a", "é"}});
        QCOMPARE(*readPngTexts(twice), (std::vector<PngText>{{"a", "é"}, {"b", "2"}}));
    }

    void fullHoldsEverything() {
        const std::vector<PngText> texts =
            *readPngTexts(*withMetadata(png(), metadata(), MetadataChoice::Full));
        QCOMPARE(texts.size(), std::size_t{3});
        QCOMPARE(texts[0], (PngText{"parameters", parametersText(metadata().parameters)}));
        QCOMPARE(texts[1], (PngText{"kaleido", metadata().kaleido}));
        QCOMPARE(texts[2].keyword, std::string("XML:com.adobe.xmp"));
        QVERIFY(texts[2].text.find("digitalsourcetype/trainedAlgorithmicMedia") != std::string::npos);
    }

    void xmpCanBeSwitchedOff() {
        PictureMetadata without = metadata();
        without.xmp = false;
        QCOMPARE(readPngTexts(*withMetadata(png(), without, MetadataChoice::Full))->size(), std::size_t{2});
        QCOMPARE(readPngTexts(*withMetadata(png(), without, MetadataChoice::Settings))->size(),
                 std::size_t{1});
    }

    void settingsHoldNoPlan() {
        const std::string full = *withMetadata(png(), metadata(), MetadataChoice::Full);
        for (const std::string& source : {png(), full}) {
            const std::string written = *withMetadata(source, metadata(), MetadataChoice::Settings);
            const std::vector<PngText> texts = *readPngTexts(written);
            for (const PngText& text : texts) QVERIFY(text.keyword != "kaleido");
            QVERIFY(written.find("Steps: 25") != std::string::npos);
        }
    }

    void noneLeavesNoTextChunk() {
        const std::string foreign = withChunk("zTXt", bytes("Comment\0\0", 9) + deflated("secret"));
        const std::string full = *withMetadata(foreign, metadata(), MetadataChoice::Full);
        const std::string written = *withMetadata(full, metadata(), MetadataChoice::None);
        QCOMPARE(typesIn(written), (std::vector<std::string>{"IHDR", "IDAT", "IEND"}));
        QVERIFY(readPngTexts(written)->empty());
        QCOMPARE(written, png());
    }

    void stripTakesTimeAndExifToo() {
        for (const char* type : {"tEXt", "iTXt", "zTXt", "tIME", "eXIf"})
            QCOMPARE(*stripMetadata(withChunk(type, "anything")), png());
        QVERIFY(*stripMetadata(withChunk("gAMA", bytes("\0\0\xb1\x8f", 4))) != png());
    }

    void foreignFormsAreRead_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const char* type, const std::string& data, const char* text) {
            QTest::newRow(name) << QByteArray(type) << QByteArray::fromStdString(data) << QByteArray(text);
        };
        row("Latin-1", "tEXt", bytes("key\0caf\xe9", 8), "café");
        row("compressed Latin-1", "zTXt", bytes("key\0\0", 5) + deflated("caf\xe9"), "café");
        row("compressed Unicode", "iTXt", bytes("key\0\1\0en\0Schl\xc3\xbcssel\0", 20) + deflated("一只猫"),
            "一只猫");
        row("Unicode with language", "iTXt", bytes("key\0\0\0zh\0\0猫", 13), "猫");
    }
    void foreignFormsAreRead() {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, data);
        QFETCH(const QByteArray, text);
        const auto texts = readPngTexts(withChunk(type.toStdString(), data.toStdString()));
        QVERIFY2(texts.ok(), texts.ok() ? "" : describe(texts.error()).c_str());
        QCOMPARE(*texts, (std::vector<PngText>{{"key", text.toStdString()}}));
    }

    void badTextsAreRefused_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* type, const std::string& data,
                            const char* message) {
            QTest::newRow(name) << QByteArray(type) << QByteArray::fromStdString(data) << QByteArray(message);
        };
        row("no keyword end", "tEXt", "keyword", "no keyword");
        row("empty keyword", "tEXt", bytes("\0text", 5), "no keyword");
        row("long keyword", "tEXt", std::string(80, 'k') + bytes("\0", 1), "no keyword");
        row("NUL in the text", "tEXt", bytes("key\0a\0b", 7), "key: ");
        row("unknown method", "zTXt", bytes("key\0\7", 5) + deflated("a"), "unknown way");
        row("no method", "zTXt", bytes("key\0", 4), "unknown way");
        row("damaged stream", "zTXt", bytes("key\0\0zzzz", 9), "damaged");
        row("cut stream", "zTXt", bytes("key\0\0", 5) + deflated(std::string(999, 'a')).substr(0, 8),
            "damaged");
        row("not UTF-8", "iTXt", bytes("key\0\0\0\0\0caf\xe9", 12), "not UTF-8");
        row("surrogate", "iTXt", bytes("key\0\0\0\0\0\xed\xa0\x80", 11), "not UTF-8");
        row("overlong", "iTXt", bytes("key\0\0\0\0\0\xc0\xaf", 10), "not UTF-8");
        row("cut flags", "iTXt", bytes("key\0\0", 5), "cut short");
        row("no translated keyword", "iTXt", bytes("key\0\0\0en\0text", 13), "cut short");
        row("unknown flag", "iTXt", bytes("key\0\2\0\0\0text", 12), "unknown way");
        row("zip bomb", "zTXt", bytes("key\0\0", 5) + deflated(std::string(kMaxPngTextBytes + 1, 'a')),
            "longer than");
        row("long text", "tEXt", bytes("key\0", 4) + std::string(kMaxPngTextBytes + 1, 'a'), "longer than");
    }
    void badTextsAreRefused() {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, data);
        QFETCH(const QByteArray, message);
        const auto texts =
            readPngTexts(withChunk(type.toStdString(), data.toStdString()), "folder/picture.png");
        QVERIFY(!texts.ok());
        QCOMPARE(texts.error().code, Code::BadInput);
        QCOMPARE(texts.error().path, std::string("folder/picture.png"));
        QVERIFY2(describe(texts.error()).find(message.toStdString()) != std::string::npos,
                 describe(texts.error()).c_str());
    }

    void allTextsTogetherAreBounded() {
        const std::string half(kMaxPngTextBytes / 2 + 1, 'a');
        QVERIFY(!readPngTexts(*insertPngTexts(png(), std::vector<PngText>{{"a", half}, {"b", half}})).ok());
        std::vector<PngText> many;
        for (std::size_t i = 0; i < kMaxPngTexts; ++i) many.push_back({"key" + std::to_string(i), ""});
        QVERIFY(readPngTexts(*insertPngTexts(png(), many)).ok());
        many.push_back({"one more", ""});
        QVERIFY(!readPngTexts(*insertPngTexts(png(), many)).ok());
    }

    void chunksAreBounded() {
        std::string many;
        const std::string empty = pngChunk("abCd", "");
        for (std::size_t i = 0; i < kMaxPngChunks; ++i) many += empty;
        const std::string bytes = png();
        const std::size_t behindHeader = 8 + 25;
        const auto chunks = readPngChunks(bytes.substr(0, behindHeader) + many + bytes.substr(behindHeader));
        QVERIFY(!chunks.ok());
        QVERIFY2(chunks.error().message.find("more than 262144 chunks") != std::string::npos,
                 chunks.error().message.c_str());
    }

    void damagedFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const std::string good = *insertPngTexts(png(), std::vector<PngText>{{"key", "text"}});
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xe0");
        QTest::newRow("only the signature") << QByteArray::fromStdString(good.substr(0, 8));
        QTest::newRow("IHDR missing") << QByteArray::fromStdString(good.substr(0, 8) + good.substr(33));
        std::string lying = good;
        lying[33] = '\x7f';  // the text chunk's length
        QTest::newRow("length beyond the file") << QByteArray::fromStdString(lying);
        lying[33] = '\xff';
        QTest::newRow("length beyond the format") << QByteArray::fromStdString(lying);
    }
    void damagedFilesAreRefused() {
        QFETCH(const QByteArray, bytes);
        const std::string file = bytes.toStdString();
        QVERIFY(!readPngTexts(file).ok());
        QVERIFY(!stripMetadata(file).ok());
        QVERIFY(!insertPngTexts(file, std::vector<PngText>{{"key", "text"}}).ok());
        QVERIFY(!withMetadata(file, metadata(), MetadataChoice::Full).ok());
    }

    void everyCutAndEveryFlippedBitIsNoticed() {
        const std::string good =
            *insertPngTexts(png(), std::vector<PngText>{{"key", "text"}, {"other", "é"}});
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY(!readPngTexts(good.substr(0, size)).ok());
        for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
            std::string flipped = good;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
            QVERIFY2(!readPngTexts(flipped).ok(), std::to_string(bit).c_str());
        }
    }

    void brokenPromisesThrow() {
        for (const std::string& keyword :
             {std::string(), std::string(80, 'k'), std::string(" a"), std::string("a "), std::string("a  b"),
              std::string("é"), std::string("a\nb")})
            QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                     (void)insertPngTexts(png(), std::vector<PngText>{{keyword, "text"}}));
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument,
            (void)insertPngTexts(png(), std::vector<PngText>{{"key", bytes("a\0b", 3)}}));
        PictureMetadata unicode = metadata();
        unicode.kaleido = "{\"caption\":\"猫\"}";
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 (void)withMetadata(png(), unicode, MetadataChoice::Full));
    }
};

QTEST_APPLESS_MAIN(TestPngMetadata)
#include "tst_png_metadata.moc"
