#pragma once

#include "app/sheet/sheet.h"
#include "engine/base/picture.h"

#include <QImage>
#include <QPainter>
#include <QString>

#include <algorithm>
#include <iterator>

namespace kaleido::sheet::testing {

inline QString told(const QRect& rect) {
    return QStringLiteral("(%1,%2 %3x%4)").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

/// The first pair of texts that overlap, the first text on a picture (unless texts may lie on pictures, as badges do), or
/// the first element outside of the sheet; empty if there is none.
inline QString layoutFault(const Sheet& sheet, bool textMayLieOnPictures = false) {
    const QRect all(QPoint(), sheet.size());
    const auto& elements = sheet.elements();
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const SheetElement& a = elements[i];
        if (!all.contains(a.rect)) return QStringLiteral("outside: ") + told(a.rect);
        if (a.kind != ElementKind::Text) continue;
        for (std::size_t j = 0; j < elements.size(); ++j) {
            const SheetElement& b = elements[j];
            const bool compared =
                b.kind == ElementKind::Text || (b.kind == ElementKind::Picture && !textMayLieOnPictures);
            if (i != j && compared && a.rect.intersects(b.rect)) {
                return QStringLiteral("overlap: ") + told(a.rect) + told(b.rect);
            }
        }
    }
    return {};
}

/// What an element paints, alone on a transparent sheet.
inline QImage painted(const Sheet& sheet, const SheetElement& element) {
    QImage image(sheet.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    element.paint(painter);
    return image;
}

/// Where an image is not transparent.
inline QRect ink(const QImage& image) {
    int left = image.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        const auto inked = [](QRgb pixel) { return qAlpha(pixel) > 0; };
        const auto* first = std::find_if(row, row + image.width(), inked);
        if (first == row + image.width()) continue;
        if (top < 0) top = y;
        bottom = y;
        left = std::min(left, static_cast<int>(first - row));
        const auto last = std::find_if(std::make_reverse_iterator(row + image.width()),
                                       std::make_reverse_iterator(row), inked);
        right = std::max(right, static_cast<int>(last.base() - row) - 1);
    }
    return top < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

/// The first element that paints nothing, or paints outside of its rectangle by more than a pixel (the soft edge of a
/// letter); empty if there is none.
inline QString inkFault(const Sheet& sheet) {
    for (const SheetElement& element : sheet.elements()) {
        const QRect bounds = ink(painted(sheet, element));
        if (bounds.isNull()) return QStringLiteral("blank: ") + told(element.rect);
        if (!element.rect.adjusted(-1, -1, 1, 1).contains(bounds)) {
            return QStringLiteral("spills: ") + told(bounds) + QStringLiteral(" of ") + told(element.rect);
        }
    }
    return {};
}

/// A picture of one colour.
inline Picture plain(int width, int height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    Picture picture{width, height, {}};
    for (int i = 0; i < width * height; ++i) picture.rgb.insert(picture.rgb.end(), {r, g, b});
    return picture;
}

}  // namespace kaleido::sheet::testing
