// What the canvas looks like. Coordinates are device-independent pixels of the view.
#include "ui/canvas/canvas.h"

#include "app/sheet/theme.h"
#include "ui/canvas/bands.h"
#include "ui/canvas/item_painter.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QPaintEvent>

namespace kaleido {

using namespace canvas;

namespace {

constexpr qint64 kCostly = 10;     ///< milliseconds of a frame that would be felt
constexpr std::size_t kMany = 16;  ///< items whose painting would be

QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

void paintOutline(QPainter& painter, const Frame& frame, const ViewTransform& view, const QColor& color) {
    const Frame shown = onScreen(frame, view);
    QPolygonF outline;
    for (const Vec2 corner : {Vec2{-1, -1}, Vec2{1, -1}, Vec2{1, 1}, Vec2{-1, 1}}) {
        const Vec2 point = pointIn(shown, corner);
        outline << QPointF(point.x, point.y);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, frame.angle != 0);
    for (const QPen& pen : {QPen(withAlpha(Qt::white, 200), 3), QPen(color, 1)}) {
        painter.setPen(pen);
        if (frame.angle != 0)
            painter.drawPolygon(outline);
        else
            painter.drawRect(onPixels(painter, QRectF(outline[0], outline[2])));
    }
}

/// A dark plate on which text is readable whatever is behind it, and the pen for that text.
void paintPlate(QPainter& painter, const QRectF& plate) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(sheet::theme::kText));
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(QColor::fromRgb(sheet::theme::kCard));
}

}  // namespace

bool Canvas::isChanging(std::size_t index) const {
    const std::vector<Item>& kept = m_bench.plan().items;
    return index >= kept.size() || kept[index] != m_bench.shownPlan().items[index];
}

Canvas::Still Canvas::still() const {
    Still result{.view = view(), .size = size(), .ratio = devicePixelRatioF()};
    if (!m_bench.hasPlan()) return result;
    const Plan& plan = m_bench.shownPlan();
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const Item& item = plan.items[i];
        if (m_bench.isVisible(item.id) && !isChanging(i)) result.items.push_back({i, item});
    }
    if (m_showsMosaic) result.colors = plan.colors;
    if (m_showsTokens) result.tokens = plan.tokens;
    return result;
}

void Canvas::paintStill(const Still& still) {
    if (m_stillImage.size() != still.size * still.ratio) {
        m_stillImage = QImage((QSizeF(still.size) * still.ratio).toSize(), QImage::Format_RGB32);
        m_stillImage.setDevicePixelRatio(still.ratio);
    }
    QPainter painter(&m_stillImage);
    painter.setFont(font());
    painter.fillRect(rect(), palette().color(QPalette::Window));
    const QRectF picture = onPixels(painter, still.view.picture());
    painter.setPen(QPen(withAlpha(palette().color(QPalette::WindowText), 90), 1));
    painter.drawRect(picture.adjusted(-1, -1, 0, 0));
    m_backdrop.paint(painter, picture);
    if (!still.colors.empty()) paintMosaic(painter, still.colors, m_bench.format().colorLevels, picture);
    if (!still.tokens.empty()) paintTokens(painter, still.tokens, m_tokenImages, picture);
    const auto tags = placeTags(still.items, still.view, rect(), QFontMetricsF(font()));
    const auto paintItems = [&](QPainter& on) {
        for (const auto& [index, item] : still.items) paintItem(on, item, {.index = index}, still.view);
        for (const Tag& tag : tags) paintTag(on, tag);
    };
    if (still.items.size() < kMany) return paintItems(painter);
    painter.end();
    paintInBands(m_stillImage, font(), paintItems);
}

bool Canvas::standsInFor(const Still& now) const {
    if (!m_still || !m_viewMoves.isActive() || m_stillCost < kCostly || m_still->view == now.view)
        return false;
    Still moved = now;
    moved.view = m_still->view;
    return moved == *m_still;
}

void Canvas::paintStandIn(QPainter& painter, const ViewTransform& now) const {
    painter.fillRect(rect(), palette().color(QPalette::Window));
    m_backdrop.paint(painter, onPixels(painter, now.picture()));
    const double factor = now.scale / m_still->view.scale;
    painter.save();
    painter.translate(now.origin - m_still->view.origin * factor);
    painter.scale(factor, factor);
    painter.drawImage(0, 0, m_stillImage);
    painter.restore();
}

void Canvas::paintEvent(QPaintEvent*) {
    Still now = still();
    const bool standsIn = standsInFor(now);
    if (!standsIn && (!m_still || *m_still != now)) {
        QElapsedTimer clock;
        clock.start();
        paintStill(now);
        m_stillCost = clock.elapsed();
        m_still = std::move(now);
    }
    QPainter painter(this);
    if (standsIn)
        paintStandIn(painter, view());
    else
        painter.drawImage(0, 0, m_stillImage);
    if (m_bench.hasPlan()) {
        paintInFront(painter);
        if (isWiping()) m_backdrop.paintDivider(painter, view().picture(), tr("Before"), tr("After"));
        paintGuides(painter);
        paintFrame(painter);
        toolOf(m_kind).paint(painter);
        paintReadout(painter);
    } else {
        paintNote(painter, tr("No plan is open. Plan a caption, or start an empty plan and draw."));
    }
    if (!hasFocus()) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

/// What a gesture changes, and the item under the pointer; and the outlines of all that is selected.
void Canvas::paintInFront(QPainter& painter) {
    const Plan& plan = m_bench.shownPlan();
    const ItemId hovered = m_bench.selection().hovered();
    std::vector<IndexedItem> front;
    std::vector<ItemId> outlined = m_bench.selection().items(), outlinedInFront;
    bool allChange = true;
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const Item& item = plan.items[i];
        const bool changes = isChanging(i);
        if (!m_bench.isVisible(item.id) || (item.id != hovered && !changes)) continue;
        allChange = allChange && changes;
        front.push_back({i, item});
        if (std::erase(outlined, item.id) > 0) outlinedInFront.push_back(item.id);
    }
    const auto tags = placeTags(front, view(), rect(), QFontMetricsF(font()));
    const auto paintAll = [&](QPainter& on) {
        for (const auto& [index, item] : front)
            paintItem(on, item, {.index = index, .hovered = item.id == hovered}, view());
        for (const Tag& tag : tags) paintTag(on, tag);
        paintOutlines(on, outlinedInFront);
    };
    if (front.size() < kMany || !allChange) {
        m_moving.clear();
        paintAll(painter);
    } else {
        m_moving.paint(painter,
                       {.view = view(),
                        .size = size(),
                        .ratio = devicePixelRatioF(),
                        .items = front,
                        .selected = outlinedInFront,
                        .hovered = hovered},
                       paintAll);
    }
    paintOutlines(painter, outlined);
}

/// Around each of these, unless it is all that is selected and has the frame.
void Canvas::paintOutlines(QPainter& painter, const std::vector<ItemId>& items) const {
    if (!overlay() || m_kind == ToolKind::Cells) return;
    const QColor color = palette().color(QPalette::Highlight);
    const std::optional<Frame> frame = m_select.frame();
    for (const ItemId id : items) {
        if (!m_bench.isVisible(id)) continue;
        const auto one = frameOf(m_bench.shownPlan(), {id});
        if (one && one != frame) paintOutline(painter, *one, view(), color);
    }
}

/// Around all that is selected, with the handles.
void Canvas::paintFrame(QPainter& painter) const {
    if (!overlay() || m_kind == ToolKind::Cells) return;
    const QColor color = palette().color(QPalette::Highlight);
    const std::optional<Frame> frame = m_select.frame();
    if (!frame) return;
    paintOutline(painter, *frame, view(), color);
    if (m_kind != ToolKind::Select || m_bench.document().readOnly()) return;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::white);
    if (m_select.canRotate())
        painter.drawLine(positionOf(Handle::Rotate, *frame, view()), positionOf(Handle::Top, *frame, view()));
    for (const Handle handle : handlesOn(*frame, m_select.canRotate(), view())) {
        painter.save();
        painter.translate(positionOf(handle, *frame, view()));
        painter.rotate(frame->angle);
        if (handle == Handle::Rotate)
            painter.drawEllipse(QPointF(), kHandleSize / 2 + 1, kHandleSize / 2 + 1);
        else
            painter.drawRect(QRectF(-kHandleSize / 2, -kHandleSize / 2, kHandleSize, kHandleSize));
        painter.restore();
    }
}

void Canvas::paintGuides(QPainter& painter) const {
    if (m_gesture == nullptr) return;
    constexpr double kOver = 12;  ///< pixels that a guide is longer than what it joins
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Guide& guide : m_gesture->guides()) {
        const bool upright = guide.orientation == Qt::Vertical;
        const QPointF over = upright ? QPointF(0, kOver) : QPointF(kOver, 0);
        const QPointF from = view().toView(upright ? Vec2{guide.at, guide.from} : Vec2{guide.from, guide.at});
        const QPointF to = view().toView(upright ? Vec2{guide.at, guide.to} : Vec2{guide.to, guide.at});
        painter.setPen(QPen(withAlpha(Qt::white, 200), 3));
        painter.drawLine(from - over, to + over);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DashLine));
        painter.drawLine(from - over, to + over);
    }
}

void Canvas::paintReadout(QPainter& painter) const {
    const QString text = m_gesture == nullptr ? QString() : m_gesture->readout();
    if (text.isEmpty()) return;
    const QFontMetricsF metrics(painter.font());
    const QPointF corner = m_pointer.view + QPointF(16, 16);
    QRectF plate(corner, QSizeF(metrics.horizontalAdvance(text) + 16, metrics.height() + 8));
    if (plate.right() > width() - 4) plate.moveRight(corner.x() - 32);
    if (plate.bottom() > height() - 4) plate.moveBottom(corner.y() - 32);
    paintPlate(painter, plate);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void Canvas::paintNote(QPainter& painter, const QString& text) const {
    const QRectF most = rect().adjusted(12, 8, -12, -8);
    constexpr int kFlags = Qt::AlignCenter | Qt::TextWordWrap;
    paintPlate(painter, painter.boundingRect(most, kFlags, text).adjusted(-8, -4, 8, 4));
    painter.drawText(most, kFlags, text);
}

}  // namespace kaleido
