#include "ui/canvas/grid_painter.h"

#include "app/sheet/hatching.h"
#include "app/sheet/theme.h"
#include "engine/plan/mosaic.h"
#include "ui/canvas/cell_region.h"
#include "ui/canvas/item_painter.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

namespace kaleido::canvas {
namespace {

using namespace sheet::theme;

constexpr int kMosaicAlpha = 190;
constexpr double kRoomForCode = 40;

QRectF cellRect(const QPainter& painter, const CodeGrid& grid, std::size_t cell, const QRectF& rect) {
    const auto columns = static_cast<std::size_t>(grid.columns);
    const double width = rect.width() / grid.columns, height = rect.height() / grid.rows;
    const QPointF corner(rect.left() + static_cast<double>(cell % columns) * width,
                         rect.top() + static_cast<double>(cell / columns) * height);
    return onPixels(painter, QRectF(corner, QSizeF(width, height)));
}

QColor inkOn(int alpha) {
    QColor ink = QColor::fromRgb(kText);
    ink.setAlpha(alpha);
    return ink;
}

void paintState(QPainter& painter, const CodeGrid& grid, std::size_t cell, const QRectF& rect) {
    if (cell >= grid.parts.size()) return;
    const Part& part = grid.parts[cell];
    if (part.state == PartState::Stale) {
        QColor veil = QColor::fromRgb(kCard);
        veil.setAlpha(110);
        painter.fillRect(rect, veil);
        painter.fillRect(rect, sheet::hatching(painter, inkOn(190)));
    }
    if (!part.locked) return;
    const QRectF plate(rect.right() - 20, rect.top() + 4, 16, 16);
    painter.fillRect(plate, inkOn(200));
    paintPadlock(painter, plate.adjusted(3, 3, -3, -3), QColor::fromRgb(kCard));
}

bool isPictured(const CodeGrid& tokens, const TokenImages& images, std::size_t cell) {
    return !images.picture.isNull() && images.pictureCodes.size() == tokens.codes.size() &&
           images.pictureCodes[cell] == tokens.codes[cell];
}

/// Enlarged as one, so that cells that belong together meet without a seam.
void paintTokenPicture(QPainter& painter, const CodeGrid& tokens, const TokenImages& images,
                       const QRectF& rect) {
    QPainterPath pictured;
    for (std::size_t i = 0; i < tokens.codes.size(); ++i) {
        if (tokens.codes[i] != kUnknownCode && isPictured(tokens, images, i))
            pictured.addRect(cellRect(painter, tokens, i, rect));
    }
    if (pictured.isEmpty()) return;
    painter.save();
    painter.setClipPath(pictured, Qt::IntersectClip);
    painter.drawImage(rect, images.picture);
    painter.restore();
}

void paintCode(QPainter& painter, int code, const QRectF& cell) {
    const QString text = QString::number(code);
    const QFontMetricsF metrics(painter.font());
    QRectF plate(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height());
    plate.moveBottomRight(cell.bottomRight() - QPointF(4, 4));
    painter.fillRect(plate, QColor::fromRgb(kCard));
    painter.setPen(QColor::fromRgb(kQuietText));
    painter.drawText(plate, Qt::AlignCenter, text);
}

}  // namespace

QImage TokenImages::tile(int code) const {
    const auto index = static_cast<std::size_t>(code);
    return code >= 0 && index < tiles.size() ? tiles[index] : QImage();
}

void paintGridLines(QPainter& painter, const CodeGrid& grid, const QRectF& rect) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    QColor light = QColor::fromRgb(kCard);
    light.setAlpha(150);
    for (const auto& [color, width] : {std::pair(light, 3.0), std::pair(inkOn(150), 1.0)}) {
        painter.setPen(QPen(color, width));
        for (std::size_t i = 0; i < grid.codes.size(); ++i)
            painter.drawRect(cellRect(painter, grid, i, rect));
    }
}

void paintMosaic(QPainter& painter, const CodeGrid& colors, int levels, const QRectF& rect) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t i = 0; i < colors.codes.size(); ++i) {
        const QRectF cell = cellRect(painter, colors, i, rect);
        if (colors.codes[i] != kUnknownCode) {
            const Rgb rgb = colorOf(colors.codes[i], levels);
            painter.fillRect(cell, QColor(static_cast<int>(rgb.r), static_cast<int>(rgb.g),
                                          static_cast<int>(rgb.b), kMosaicAlpha));
        }
        paintState(painter, colors, i, cell);
    }
}

void paintTokens(QPainter& painter, const CodeGrid& tokens, const TokenImages& images, const QRectF& rect) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
    paintTokenPicture(painter, tokens, images, rect);
    for (std::size_t i = 0; i < tokens.codes.size(); ++i) {
        if (tokens.codes[i] == kUnknownCode || isPictured(tokens, images, i)) continue;
        const QRectF cell = cellRect(painter, tokens, i, rect);
        if (const QImage tile = images.tile(tokens.codes[i]); !tile.isNull())
            painter.drawImage(cell, tile);
        else if (cell.width() >= kRoomForCode)
            paintCode(painter, tokens.codes[i], cell);
    }
    paintGridLines(painter, tokens, rect);
    for (std::size_t i = 0; i < tokens.codes.size(); ++i)
        paintState(painter, tokens, i, cellRect(painter, tokens, i, rect));
}

void paintRegion(QPainter& painter, const CodeGrid& grid, const CellRegion& region, const QRectF& rect) {
    QPainterPath outline;
    for (const std::size_t cell : region.cells()) {
        QPainterPath one;
        one.addRect(cellRect(painter, grid, cell, rect));
        outline = outline.united(one);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    const QColor accent = QGuiApplication::palette().color(QPalette::Highlight);
    for (const auto& [color, width] : {std::pair(QColor::fromRgb(kCard), 6.0), std::pair(accent, 3.0)}) {
        QPen pen(color, width);
        pen.setJoinStyle(Qt::MiterJoin);
        painter.setPen(pen);
        painter.drawPath(outline.simplified());
    }
    const std::size_t current = region.indexOf(region.current());
    if (region.cells().size() < 2 || !region.contains(current)) return;
    const QRectF inner = cellRect(painter, grid, current, rect).adjusted(5, 5, -5, -5);
    for (const QPen& pen : {QPen(QColor::fromRgb(kCard), 3), QPen(accent, 1.5, Qt::DashLine)}) {
        painter.setPen(pen);
        painter.drawRect(inner);
    }
}

}  // namespace kaleido::canvas
