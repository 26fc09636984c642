#pragma once

#include "tests/support/source_tree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QString>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace kaleido::test {

// Compares what a widget paints with a picture of it that was looked at and committed. Machines smooth lines and letters a little
// differently, so two pixels differ when a channel is more than kLevels apart, and two pictures when more than kMostOfAll of
// their pixels differ, or more than kMostOfSquare of any square of kSquare device-independent pixels: a handle of eight
// pixels that is missing is seen.

inline constexpr int kLevels = 24;  ///< of 255
inline constexpr double kMostOfAll = 0.005;
inline constexpr double kMostOfSquare = 0.15;
inline constexpr int kSquare = 16;

struct PictureDifference {
    bool sameSize = true;
    double all = 0;     ///< share of the pixels that differ
    double square = 0;  ///< the same in the square where it is largest

    bool isTolerable() const { return sameSize && all <= kMostOfAll && square <= kMostOfSquare; }
};

inline bool differ(QRgb a, QRgb b) {
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                     std::abs(qBlue(a) - qBlue(b))}) > kLevels;
}

/// `ratio`: pixels of the pictures a device-independent pixel.
inline PictureDifference differenceOf(const QImage& actual, const QImage& expected, int ratio) {
    PictureDifference result;
    if (actual.size() != expected.size()) {
        result.sameSize = false;
        return result;
    }
    const int width = actual.width(), height = actual.height(), side = kSquare * ratio;
    // How many differ above and to the left of each corner.
    std::vector<std::vector<int>> sums(static_cast<std::size_t>(height + 1),
                                       std::vector<int>(static_cast<std::size_t>(width + 1), 0));
    const auto sum = [&](int x, int y) -> int& {
        return sums[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
    };
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            sum(x + 1, y + 1) =
                sum(x, y + 1) + sum(x + 1, y) - sum(x, y) + differ(actual.pixel(x, y), expected.pixel(x, y));
    }
    result.all = sum(width, height) / static_cast<double>(width * height);
    for (int y = 0; y + side <= height; ++y) {
        for (int x = 0; x + side <= width; ++x) {
            const int within = sum(x + side, y + side) - sum(x, y + side) - sum(x + side, y) + sum(x, y);
            result.square = std::max(result.square, within / static_cast<double>(side * side));
        }
    }
    return result;
}

/// What differs in red, over a faint `expected`.
inline QImage differencePicture(const QImage& actual, const QImage& expected) {
    QImage picture = expected.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb faint =
                qRgb(192 + qRed(expected.pixel(x, y)) / 4, 192 + qGreen(expected.pixel(x, y)) / 4,
                     192 + qBlue(expected.pixel(x, y)) / 4);
            const bool red = actual.valid(x, y) && differ(actual.pixel(x, y), expected.pixel(x, y));
            picture.setPixel(x, y, red ? qRgb(220, 0, 0) : faint);
        }
    }
    return picture;
}

/// Empty if `actual` is as tests/data/`name` keeps it, else what to say; then the picture and its difference are beside the test
/// program. With KALEIDO_UPDATE_PICTURES=1 in the environment it becomes the one that is kept: look at it.
inline QString mismatch(const QImage& actual, const QString& name, int ratio) {
    const QString kept = QString::fromStdString(test::dataFile(name.toStdString()).string());
    if (qEnvironmentVariableIntValue("KALEIDO_UPDATE_PICTURES") != 0) {
        QDir().mkpath(QFileInfo(kept).path());
        const bool written = actual.convertToFormat(QImage::Format_RGB888).save(kept, "PNG", 0);
        return written ? QString() : QStringLiteral("cannot write ") + kept;
    }
    QImage expected(kept);
    if (expected.isNull())
        return QStringLiteral("%1 is not there; KALEIDO_UPDATE_PICTURES=1 makes it").arg(kept);
    const PictureDifference difference = differenceOf(actual, expected, ratio);
    if (difference.isTolerable()) return {};
    const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/pictures/");
    const QString stem = folder + QFileInfo(name).completeBaseName();
    QDir().mkpath(folder);
    actual.save(stem + QStringLiteral("-actual.png"));
    differencePicture(actual, expected).save(stem + QStringLiteral("-difference.png"));
    const QString what =
        difference.sameSize
            ? QStringLiteral("%1 % of all pixels differ (at most %2 may), and %3 % of a square (%4)")
                  .arg(100 * difference.all, 0, 'f', 2)
                  .arg(100 * kMostOfAll)
                  .arg(100 * difference.square, 0, 'f', 1)
                  .arg(100 * kMostOfSquare)
            : QStringLiteral("it is %1 × %2 instead of %3 × %4")
                  .arg(actual.width())
                  .arg(actual.height())
                  .arg(expected.width())
                  .arg(expected.height());
    return QStringLiteral("%1: %2; see %3-actual.png and -difference.png").arg(name, what, stem);
}

}  // namespace kaleido::test
