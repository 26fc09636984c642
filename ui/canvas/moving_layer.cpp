#include "ui/canvas/moving_layer.h"

#include "engine/plan/shapes.h"
#include "ui/canvas/bands.h"

#include <QPainter>

#include <cmath>
#include <utility>

namespace kaleido::canvas {
namespace {

constexpr int kMargin = 192;  ///< pixels around the view, so that what comes into sight is there
constexpr double kSame = 1e-9;

bool isClose(double a, double b) {
    return std::abs(a - b) < kSame;
}

bool isShifted(const Box& from, const Box& to, Vec2 by) {
    return isClose(to.x0 - from.x0, by.x) && isClose(to.x1 - from.x1, by.x) &&
           isClose(to.y0 - from.y0, by.y) && isClose(to.y1 - from.y1, by.y);
}

bool isShifted(const Blob& from, const Blob& to, Vec2 by) {
    return isClose(to.centre.x - from.centre.x, by.x) && isClose(to.centre.y - from.centre.y, by.y) &&
           from.rx == to.rx && from.ry == to.ry && from.angle == to.angle;
}

bool isShifted(const IndexedItem& from, const IndexedItem& to, Vec2 by) {
    const Item &a = from.item, &b = to.item;
    return from.index == to.index && a.id == b.id && a.state == b.state && a.locked == b.locked &&
           a.box.has_value() == b.box.has_value() && a.blob.has_value() == b.blob.has_value() &&
           (!a.box || isShifted(*a.box, *b.box, by)) && (!a.blob || isShifted(*a.blob, *b.blob, by)) &&
           a.words == b.words;
}

}  // namespace

std::optional<Vec2> shiftBetween(const MovingLayer::Scene& from, const MovingLayer::Scene& to) {
    if (from.view != to.view || from.size != to.size || from.ratio != to.ratio ||
        from.hovered != to.hovered || from.items.size() != to.items.size() || from.items.empty() ||
        from.selected != to.selected)
        return std::nullopt;
    const auto was = centreOf(from.items.front().item), is = centreOf(to.items.front().item);
    if (!was || !is) return std::nullopt;
    const Vec2 by{is->x - was->x, is->y - was->y};
    for (std::size_t i = 0; i < from.items.size(); ++i) {
        if (!isShifted(from.items[i], to.items[i], by)) return std::nullopt;
    }
    return by;
}

void MovingLayer::paint(QPainter& painter, Scene scene, const std::function<void(QPainter&)>& paintScene) {
    const std::optional<Vec2> shift = m_base ? shiftBetween(*m_base, scene) : std::nullopt;
    QPointF by = shift ? QPointF(shift->x, shift->y) * scene.view.scale : QPointF();
    if (!shift || std::abs(by.x()) > kMargin || std::abs(by.y()) > kMargin) {
        m_base = std::move(scene);
        render(painter.font(), paintScene);
        by = {};
    }
    const double ratio = m_base->ratio;
    painter.drawImage(
        QPointF(std::round((by.x() - kMargin) * ratio), std::round((by.y() - kMargin) * ratio)) / ratio,
        m_image);
}

void MovingLayer::render(const QFont& font, const std::function<void(QPainter&)>& paintScene) {
    const QSizeF size = m_base->size.grownBy({kMargin, kMargin, kMargin, kMargin});
    const QSize pixels = (size * m_base->ratio).toSize();
    if (m_image.size() != pixels) m_image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(m_base->ratio);
    m_image.fill(Qt::transparent);
    paintInBands(m_image, font, [&](QPainter& painter) {
        painter.translate(kMargin, kMargin);
        paintScene(painter);
    });
}

void MovingLayer::clear() {
    m_base.reset();
    m_image = {};
}

}  // namespace kaleido::canvas
