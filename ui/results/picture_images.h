#pragma once

#include "app/sheet/picture_image.h"

#include <QCache>
#include <QImage>

#include <cstdint>

namespace kaleido {

/// The image at another size in physical pixels. Nearest makes squares of pixels where the size grows; what gets smaller is
/// always smoothed.
QImage scaledImage(const QImage& image, QSize size, sheet::Filter filter);

/// What was decoded and enlarged last, within a budget of memory.
class PictureImages {
public:
    PictureImages();

    /// Null if it is not there (any more).
    const QImage* decoded(std::uint64_t picture) const { return m_decoded.object(picture); }
    const QImage& keep(std::uint64_t picture, const QImage& image);
    /// Null if it was not scaled so, or is not there any more.
    const QImage* scaled(std::uint64_t picture, QSize size, sheet::Filter filter) const {
        return m_scaled.object({picture, size.width(), size.height(), filter});
    }
    /// `image` is the decoded one of that name.
    QImage scale(std::uint64_t picture, const QImage& image, QSize size, sheet::Filter filter);
    void clear();

private:
    struct Key {
        std::uint64_t picture;
        int width;
        int height;
        sheet::Filter filter;

        bool operator==(const Key&) const = default;
        friend std::size_t qHash(const Key& key, std::size_t seed) noexcept {
            return qHashMulti(seed, key.picture, key.width, key.height, static_cast<int>(key.filter));
        }
    };

    QCache<std::uint64_t, QImage> m_decoded;  ///< cost: bytes
    QCache<Key, QImage> m_scaled;
};

}  // namespace kaleido
