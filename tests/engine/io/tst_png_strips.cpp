#include "engine/base/random.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_strips.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

using namespace kaleido;

namespace {

Picture noise(int width, int height, std::uint64_t seed) {
    Picture picture{.width = width, .height = height, .rgb = {}};
    Random random(seed);
    picture.rgb.resize(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (auto& byte : picture.rgb) byte = static_cast<std::uint8_t>(random.below(256));
    return picture;
}

Picture rows(const Picture& whole, int top, int height) {
    const auto row = 3 * static_cast<std::ptrdiff_t>(whole.width);
    return {.width = whole.width,
            .height = height,
            .rgb = {whole.rgb.begin() + top * row, whole.rgb.begin() + (top + height) * row}};
}

}  // namespace

class TestPngStrips : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }

private Q_SLOTS:
    void stripsMakeTheWholePicture() {
        const Picture whole = noise(173, 401, 5);
        auto file = PngStrips::create(path("whole.png"), whole.width, whole.height);
        QVERIFY(file.ok());
        for (int top = 0; top < whole.height; top += 64)
            QVERIFY(file->add(rows(whole, top, std::min(64, whole.height - top))).ok());
        QVERIFY(file->finish().ok());
        const auto read = readPicture(path("whole.png"));
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
        QVERIFY(*read == whole);
    }

    void textsStandInTheFile() {
        const std::vector<PngText> texts = {{"parameters", "Steps: 3"}, {"kaleido", "{}"}};
        auto file = PngStrips::create(path("texts.png"), 4, 4, texts);
        QVERIFY(file->add(noise(4, 4, 1)).ok());
        QVERIFY(file->finish().ok());
        QFile written(m_folder.filePath(QStringLiteral("texts.png")));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto read = readPngTexts(written.readAll().toStdString());
        QVERIFY(read.ok());
        QCOMPARE(*read, texts);
    }

    void whatIsNotFinishedLeavesNothing() {
        {
            auto file = PngStrips::create(path("half.png"), 4, 8);
            QVERIFY(file->add(noise(4, 4, 1)).ok());
        }
        QVERIFY(!std::filesystem::exists(path("half.png")));
        QVERIFY(QDir(m_folder.path())
                    .entryList({QStringLiteral("*half*")}, QDir::Files | QDir::Hidden)
                    .isEmpty());
    }

    void brokenPromisesAreThrown() {
        auto file = PngStrips::create(path("no.png"), 4, 4);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, std::ignore = file->add(noise(5, 1, 1)));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, std::ignore = file->add(noise(4, 5, 1)));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, std::ignore = file->finish());
    }

    void aFolderThatIsNotThereIsAnError() { QVERIFY(!PngStrips::create(path("nowhere/a.png"), 4, 4).ok()); }
};

QTEST_APPLESS_MAIN(TestPngStrips)
#include "tst_png_strips.moc"
