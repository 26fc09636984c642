#include "ui/results/picture_images.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kDecodedBytes = 64 << 20;
constexpr int kScaledBytes = 128 << 20;

int costOf(const QImage& image) {
    return static_cast<int>(std::clamp<qsizetype>(image.sizeInBytes(), 1, kDecodedBytes));
}

}  // namespace

QImage scaledImage(const QImage& image, QSize size, sheet::Filter filter) {
    if (image.isNull() || size == image.size()) return image;
    const bool grows = size.width() >= image.width() && size.height() >= image.height();
    if (grows && filter == sheet::Filter::Nearest)
        return image.scaled(size, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    return sheet::toImage(
        sheet::resized(sheet::toPicture(image), size.width(), size.height(), sheet::Filter::Lanczos));
}

PictureImages::PictureImages() : m_decoded(kDecodedBytes), m_scaled(kScaledBytes) {}

const QImage& PictureImages::keep(std::uint64_t picture, const QImage& image) {
    auto* kept = new QImage(image.convertToFormat(QImage::Format_RGB32));  // what is drawn fastest
    m_decoded.insert(picture, kept, costOf(*kept));
    return *kept;
}

QImage PictureImages::scale(std::uint64_t picture, const QImage& image, QSize size, sheet::Filter filter) {
    if (const QImage* known = scaled(picture, size, filter)) return *known;
    const QImage made = scaledImage(image, size, filter).convertToFormat(QImage::Format_RGB32);
    m_scaled.insert({picture, size.width(), size.height(), filter}, new QImage(made), costOf(made));
    return made;
}

void PictureImages::clear() {
    m_decoded.clear();
    m_scaled.clear();
}

}  // namespace kaleido
