#include "engine/base/random.h"
#include "engine/io/picture_file.h"
#include "engine/io/picture_header.h"
#include "engine/io/png_chunks.h"

#include <QtTest>

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace kaleido;

namespace {

Picture noise(int width, int height) {
    Random random(7);
    Picture picture{.width = width, .height = height, .rgb = {}};
    for (int i = 0; i < width * height * 3; ++i)
        picture.rgb.push_back(static_cast<std::uint8_t>(random.below(256)));
    return picture;
}

/// An upper half of red over a lower half of blue, which survives lossy formats.
cv::Mat halves(int width, int height) {
    cv::Mat image(height, width, CV_8UC3, cv::Scalar(255, 0, 0));
    image.rowRange(0, height / 2).setTo(cv::Scalar(0, 0, 255));
    return image;
}

std::string encoded(const std::string& ending, const cv::Mat& image, const std::vector<int>& settings = {}) {
    std::vector<std::uint8_t> bytes;
    cv::imencode(ending, image, bytes, settings);
    return {bytes.begin(), bytes.end()};
}

bool isNear(const Picture& picture, int x, int y, std::array<int, 3> color) {
    for (std::size_t c = 0; c < 3; ++c) {
        const auto at = static_cast<std::size_t>(y * picture.width + x) * 3 + c;
        if (std::abs(picture.rgb.at(at) - color[c]) > 12) return false;
    }
    return true;
}

/// A PNG file of a colour and its opacity.
std::string translucentPng(const cv::Mat& bgra) {
    return encoded(".png", bgra);
}

/// A PNG header that claims a size, with true checksums and hardly any pixels behind it.
std::string pngOfSize(std::uint32_t width, std::uint32_t height) {
    std::string header;
    for (const std::uint32_t number : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8) header += static_cast<char>(number >> shift & 0xFF);
    header += std::string("\x08\x02\0\0\0", 5);
    return std::string(kPngSignature) + pngChunk("IHDR", header) + pngChunk("IDAT", "x") +
           pngChunk("IEND", "");
}

}  // namespace

class TestPictureFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    fs::path file(const char* name) const { return fs::path(m_directory.path().toStdString()) / name; }

private Q_SLOTS:
    void pngComesBackExactly() {
        for (const auto& [width, height] : {std::pair{1, 1}, {64, 64}, {7, 130}}) {
            const Picture picture = noise(width, height);
            QVERIFY(writePicture(file("picture.png"), picture).ok());
            QCOMPARE(*readPicture(file("picture.png")), picture);
        }
    }

    void pngIsPlainRgbWithoutTexts() {
        const std::string png = *encodePng(noise(64, 64));
        const auto chunks = readPngChunks(png);
        QVERIFY(chunks.ok());
        QCOMPARE(chunks->front().data.substr(8, 2), std::string_view("\x08\x02", 2));  // 8 bits, RGB
        for (const PngChunk& chunk : *chunks)
            QVERIFY(chunk.type == "IHDR" || chunk.type == "IDAT" || chunk.type == "IEND");
        QCOMPARE(*encodePng(noise(64, 64)), png);
    }

    void lossyFormatsAreRead_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("JPEG") << QByteArray::fromStdString(encoded(".jpg", halves(32, 48)));
        QTest::newRow("progressive JPEG")
            << QByteArray::fromStdString(encoded(".jpg", halves(32, 48), {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
        QTest::newRow("WebP, lossy") << QByteArray::fromStdString(
            encoded(".webp", halves(32, 48), {cv::IMWRITE_WEBP_QUALITY, 80}));
        QTest::newRow("WebP, lossless")
            << QByteArray::fromStdString(encoded(".webp", halves(32, 48), {cv::IMWRITE_WEBP_QUALITY, 101}));
    }
    void lossyFormatsAreRead() {
        QFETCH(const QByteArray, bytes);
        const Result<Picture> picture = decodePicture(bytes.toStdString());
        QVERIFY2(picture.ok(), picture.ok() ? "" : describe(picture.error()).c_str());
        QCOMPARE(picture->width, 32);
        QCOMPARE(picture->height, 48);
        QVERIFY(isNear(*picture, 5, 5, {255, 0, 0}));
        QVERIFY(isNear(*picture, 5, 40, {0, 0, 255}));
    }

    void cutFilesAreRefused() {
        cv::Mat image(64, 64, CV_8UC3);
        std::ranges::copy(noise(64, 64).rgb, image.data);
        for (const char* ending : {".png", ".jpg", ".webp"}) {
            const std::string whole = encoded(ending, image);
            QVERIFY(decodePicture(whole).ok());
            for (const std::size_t size :
                 {std::size_t{1}, whole.size() / 10, whole.size() / 2, whole.size() - 1})
                QVERIFY2(!decodePicture(whole.substr(0, size)).ok(), ending);
        }
    }

    void headersTellTheSize() {
        const auto header = [](const char* ending, int quality) {
            return readPictureHeader(encoded(ending, halves(33, 470), {cv::IMWRITE_WEBP_QUALITY, quality}));
        };
        QCOMPARE(header(".png", 0), (PictureHeader{PictureFormat::Png, 33, 470}));
        QCOMPARE(readPictureHeader(encoded(".jpg", halves(33, 470))),
                 (PictureHeader{PictureFormat::Jpeg, 33, 470}));
        QCOMPARE(header(".webp", 80), (PictureHeader{PictureFormat::WebP, 33, 470}));
        QCOMPARE(header(".webp", 101), (PictureHeader{PictureFormat::WebP, 33, 470}));
        const std::string extended("RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x20\0\0\xd5\x01\0", 30);
        QCOMPARE(readPictureHeader(extended), (PictureHeader{PictureFormat::WebP, 33, 470}));
    }

    void otherKindsOfPngAreRead_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("red");
        QTest::addColumn<int>("blue");
        const auto row = [](const char* name, const cv::Mat& image, int red, int blue) {
            QTest::newRow(name) << QByteArray::fromStdString(translucentPng(image)) << red << blue;
        };
        row("grey", cv::Mat(4, 4, CV_8UC1, cv::Scalar(100)), 100, 100);
        row("deep grey", cv::Mat(4, 4, CV_16UC1, cv::Scalar(100 * 257)), 100, 100);
        row("deep colour", cv::Mat(4, 4, CV_16UC3, cv::Scalar(50 * 257, 0, 200 * 257)), 200, 50);
        row("opaque", cv::Mat(4, 4, CV_8UC4, cv::Scalar(50, 0, 200, 255)), 200, 50);
        row("transparent is white", cv::Mat(4, 4, CV_8UC4, cv::Scalar(50, 0, 200, 0)), 255, 255);
        row("half transparent", cv::Mat(4, 4, CV_8UC4, cv::Scalar(50, 0, 200, 51)), 244, 214);
        row("deep transparent", cv::Mat(4, 4, CV_16UC4, cv::Scalar(0, 0, 0, 0)), 255, 255);
    }
    void otherKindsOfPngAreRead() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, red);
        QFETCH(const int, blue);
        const Result<Picture> picture = decodePicture(bytes.toStdString());
        QVERIFY(picture.ok());
        QCOMPARE(picture->rgb.size(), std::size_t{48});
        QCOMPARE(int{picture->rgb[0]}, red);
        QCOMPARE(int{picture->rgb[2]}, blue);
    }

    void exifTurnsAJpeg() {
        // Orientation 6: the first row of the file is the right-hand side of the picture.
        const std::string exif(
            "\xFF\xE1\x00\x22"
            "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
            36);
        const std::string plain = encoded(".jpg", halves(32, 48));
        const Result<Picture> picture = decodePicture(plain.substr(0, 2) + exif + plain.substr(2));
        QVERIFY(picture.ok());
        QCOMPARE(picture->width, 48);
        QCOMPARE(picture->height, 32);
        QVERIFY(isNear(*picture, 40, 10, {255, 0, 0}));
    }

    void unusablePicturesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const std::string& bytes, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(message);
        };
        const std::string png = *encodePng(noise(20, 20));
        row("empty", "", "not a PNG");
        row("text", "hello", "not a PNG");
        row("BMP", encoded(".bmp", halves(8, 8)), "not a PNG");
        row("cut PNG", png.substr(0, png.size() / 2), "damaged PNG");
        std::string flipped = png;
        flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 4);
        row("flipped PNG", flipped, "checksum");
        row("PNG without pixels", pngOfSize(4, 4), "damaged");
        row("PNG of no width", pngOfSize(0, 4), "not a PNG");
        row("huge PNG", pngOfSize(100'000, 100'000), "100000 × 100000");
        row("PNG a little too large", pngOfSize(8193, 8192), "8193 × 8192");
        row("JPEG without a frame", "\xFF\xD8\xFF\xE0", "not a PNG");
        std::string huge = encoded(".jpg", halves(8, 8));
        const std::size_t frame = huge.find("\xFF\xC0");
        huge.replace(frame + 5, 4, "\xFF\xFF\xFF\xFF");
        row("huge JPEG", huge, "65535 × 65535");
        // A decoder jumps over a mark that has no length; whoever takes a length from behind it sees another frame.
        const std::string jpeg = encoded(".jpg", halves(8, 8));
        for (const char* mark : {"\xFF\x01", "\xFF\xD0", "\xFF\xD8", "\xFF\xF0"})
            row("JPEG with a mark that does not belong there",
                jpeg.substr(0, 2) + mark + std::string("\0\x02", 2) + jpeg.substr(2), "not a PNG");
        std::string noKeyFrame = encoded(".webp", halves(16, 16), {cv::IMWRITE_WEBP_QUALITY, 80});
        noKeyFrame.at(24) = '\xFF';  // of the start code 9D 01 2A
        row("WebP without a start code", noKeyFrame, "damaged");
        row("short WebP", "RIFF\x04WEBP", "not a PNG");
    }
    void unusablePicturesAreRefused() {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, message);
        const fs::path path = file("bad.png");
        std::ofstream(path, std::ios::binary) << bytes.toStdString();
        const Result<Picture> picture = readPicture(path);
        QVERIFY(!picture.ok());
        QCOMPARE(picture.error().code, Code::BadInput);
        QCOMPARE(picture.error().path, path.string());
        QVERIFY2(picture.error().message.find(message.toStdString()) != std::string::npos,
                 picture.error().message.c_str());
    }

    void damagedHeadersNeverCrash() {
        Random random(1);
        for (const char* ending : {".jpg", ".webp", ".png"}) {
            const std::string good = encoded(ending, halves(16, 16));
            for (int round = 0; round < 300; ++round) {
                std::string bad = good;
                for (int flips = 1 + random.below(3); flips > 0; --flips)
                    bad[static_cast<std::size_t>(random.below(64)) % bad.size()] =
                        static_cast<char>(random.below(256));
                readPictureHeader(bad);
                readPictureHeader(bad.substr(0, static_cast<std::size_t>(random.below(64))));
            }
        }
    }

    void missingFilesAndFoldersAreNamed() {
        for (const fs::path& path : {file("none.png"), fs::path(m_directory.path().toStdString())}) {
            const Result<Picture> picture = readPicture(path);
            QVERIFY(!picture.ok());
            QCOMPARE(picture.error().path, path.string());
        }
    }

    void unsoundPicturesAreNotWritten() {
        Picture shorter = noise(4, 4);
        shorter.rgb.pop_back();
        for (const Picture& picture :
             {Picture{}, shorter, Picture{.width = -4, .height = -4, .rgb = noise(4, 4).rgb}}) {
            const Result<void> written = writePicture(file("unsound.png"), picture);
            QVERIFY(!written.ok());
            QCOMPARE(written.error().path, file("unsound.png").string());
            QVERIFY(!fs::exists(file("unsound.png")));
        }
    }

    void onlyPngIsWritten() {
        QVERIFY(writePicture(file("upper.PNG"), noise(4, 4)).ok());
        const Result<void> written = writePicture(file("picture.jpg"), noise(4, 4));
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, Code::Usage);
        QVERIFY(!fs::exists(file("picture.jpg")));
    }

    void fullDiskLeavesTheOldPicture() {
        const fs::path folder = file("full");
        fs::create_directory(folder);
        const Picture old = noise(4, 4);
        QVERIFY(writePicture(folder / "picture.png", old).ok());
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{4096, 4096};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const Result<void> written = writePicture(folder / "picture.png", noise(200, 200));
            ::_exit(written.ok() ? 1 : written.error().code == Code::WriteFailed ? 0 : 2);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(*readPicture(folder / "picture.png"), old);
        QCOMPARE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), std::ptrdiff_t{1});
    }
};

QTEST_APPLESS_MAIN(TestPictureFile)
#include "tst_picture_file.moc"
