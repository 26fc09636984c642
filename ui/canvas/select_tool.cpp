#include "ui/canvas/select_tool.h"

#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/shapes.h"
#include "ui/canvas/workbench.h"

#include <QCursor>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QPalette>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace kaleido::canvas {
namespace {

constexpr double kHitReach = 3;  ///< pixels around a shape in which it is hit

bool isNear(QPointF a, QPointF b) {
    return (a - b).manhattanLength() <= kClickReach;
}

bool holds(const std::vector<ItemId>& items, ItemId item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

/// What the mouse moves of the selection: all that is neither locked nor hidden.
std::vector<ItemId> takenItems(const Workbench& bench) {
    std::vector<ItemId> items = bench.movableItems();
    std::erase_if(items, [&](ItemId item) { return !bench.isVisible(item); });
    return items;
}

QCursor resizeCursor(Handle handle, double tilt) {
    const Vec2 pull = directionOf(handle);
    const double degrees = std::atan2(pull.y, pull.x) * 180 / std::numbers::pi + tilt;
    switch (static_cast<int>(std::lround(degrees / 45)) & 3) {
        case 0:
            return Qt::SizeHorCursor;
        case 1:
            return Qt::SizeFDiagCursor;
        case 2:
            return Qt::SizeVerCursor;
        default:
            return Qt::SizeBDiagCursor;
    }
}

}  // namespace

std::optional<Frame> SelectTool::frame() const {
    if (!m_bench.hasPlan() || !m_bench.overlay()) return std::nullopt;
    const std::vector<ItemId> items = takenItems(m_bench);
    return items.empty() ? std::nullopt : frameOf(m_bench.shownPlan(), items);
}

bool SelectTool::canRotate() const {
    const std::vector<ItemId> items = takenItems(m_bench);
    if (items.size() != 1) return false;
    const auto index = findItem(m_bench.plan(), items.front());
    return index && m_bench.plan().items[*index].blob;
}

std::optional<Handle> SelectTool::handleAt(const Pointer& pointer) const {
    const std::optional<Frame> selected = frame();
    if (!selected || m_bench.document().readOnly()) return std::nullopt;
    return canvas::handleAt(pointer.view, *selected, canRotate(), m_bench.view());
}

void SelectTool::press(const Pointer& pointer) {
    giveUp();
    if (!m_bench.hasPlan() || !m_bench.overlay()) return;
    m_pressed = pointer;
    m_before = m_bench.selection().items();
    m_start = m_during = m_bench.plan();
    if (const auto handle = handleAt(pointer)) {
        m_handle = *handle;
        m_items = takenItems(m_bench);
        m_frame = *frame();
        const Vec2 grip = pointIn(m_frame, directionOf(m_handle));
        m_grip = {grip.x - pointer.plan.x, grip.y - pointer.plan.y};
        if (m_handle == Handle::Rotate) {
            m_gesture = Gesture::Rotate;
            const auto index = findItem(m_start, m_items.front());
            m_frame.centre = m_start.items[*index].blob->centre;
        } else {
            m_gesture = Gesture::Resize;
            m_lines.emplace(m_start, m_items, m_bench.visibleItems());
        }
        return;
    }
    m_stack = itemsAt(m_start, pointer.plan, m_bench.view().toPlan(kHitReach), m_bench.visibleItems());
    if (m_stack.empty()) {
        m_gesture = Gesture::Band;
        m_band = QRectF(pointer.view, pointer.view);
        return;
    }
    m_gesture = Gesture::Click;
    const bool takesSelected = std::any_of(m_stack.begin(), m_stack.end(),
                                           [&](ItemId item) { return m_bench.selection().contains(item); });
    if (!takesSelected && !(pointer.modifiers & Qt::ShiftModifier))
        m_bench.selection().select({m_stack.front()});
}

void SelectTool::drag(const Pointer& pointer) {
    if (m_gesture == Gesture::Click && !isNear(pointer.view, m_pressed.view)) startMove(pointer);
    switch (m_gesture) {
        case Gesture::None:
        case Gesture::Click:
            return;
        case Gesture::Move:
            return move(pointer);
        case Gesture::Resize:
            return resize(pointer);
        case Gesture::Rotate:
            return rotate(pointer);
        case Gesture::Band:
            return selectInBand(pointer);
    }
}

void SelectTool::startMove(const Pointer&) {
    m_gesture = Gesture::None;
    if (std::none_of(m_stack.begin(), m_stack.end(),
                     [&](ItemId item) { return m_bench.selection().contains(item); })) {
        m_bench.selection().toggle(m_stack.front());  // pressed with Shift, and drawn away
    }
    if (!m_bench.canMove()) return;
    m_items = takenItems(m_bench);
    const bool takesMovable =
        std::any_of(m_stack.begin(), m_stack.end(), [&](ItemId item) { return holds(m_items, item); });
    if (!takesMovable) return m_bench.refuse(tr("This item is locked."));
    std::optional<Box> bounds;
    for (const ItemId id : m_items) {
        const auto one = boundsOf(m_start.items[*findItem(m_start, id)]);
        if (one) bounds = bounds ? united(*bounds, *one) : *one;
    }
    if (!bounds) return;
    m_frame = {.centre = centreOf(*bounds),
               .halfWidth = (bounds->x1 - bounds->x0) / 2,
               .halfHeight = (bounds->y1 - bounds->y0) / 2};
    m_lines.emplace(m_start, m_items, m_bench.visibleItems());
    m_gesture = Gesture::Move;
}

void SelectTool::move(const Pointer& pointer) {
    Vec2 by{pointer.plan.x - m_pressed.plan.x, pointer.plan.y - m_pressed.plan.y};
    const bool oneAxis = pointer.modifiers & Qt::ShiftModifier;
    const bool across = std::abs(by.x) >= std::abs(by.y);
    if (oneAxis) (across ? by.y : by.x) = 0;
    m_guides.clear();
    if (m_bench.snapping() && !(pointer.modifiers & Qt::ControlModifier)) {
        Snap snap = m_lines->box(moved(boundsOf(m_frame), by), m_bench.view().toPlan(kSnapReach));
        if (oneAxis) {
            (across ? snap.by.y : snap.by.x) = 0;
            std::erase_if(snap.guides, [&](const Guide& guide) {
                return guide.orientation == (across ? Qt::Horizontal : Qt::Vertical);
            });
        }
        by = {by.x + snap.by.x, by.y + snap.by.y};
        m_guides = std::move(snap.guides);
    }
    m_during = withItemsMoved(m_start, m_items, by);
    m_bench.preview(m_during);
}

void SelectTool::resize(const Pointer& pointer) {
    const ResizeOptions options{.keepAspect = bool(pointer.modifiers & Qt::ShiftModifier),
                                .fromCentre = bool(pointer.modifiers & Qt::AltModifier)};
    Vec2 to{pointer.plan.x + m_grip.x, pointer.plan.y + m_grip.y};
    m_guides.clear();
    const bool upright = std::fmod(m_frame.angle, 90) == 0;
    if (m_bench.snapping() && upright && !options.keepAspect && !(pointer.modifiers & Qt::ControlModifier)) {
        const Vec2 pull = directionOf(m_handle);
        Snap snap = m_lines->point(to, pull.x != 0, pull.y != 0, m_bench.view().toPlan(kSnapReach));
        to = {to.x + snap.by.x, to.y + snap.by.y};
        m_guides = std::move(snap.guides);
    }
    const Frame now = resized(m_frame, m_handle, to, options);
    m_during = withFrame(m_start, m_items, m_frame, now);
    const QLocale locale;
    m_readout =
        tr("%1 % × %2 %", "width and height")
            .arg(locale.toString(200 * now.halfWidth, 'f', 1), locale.toString(200 * now.halfHeight, 'f', 1));
    m_bench.preview(m_during);
}

void SelectTool::rotate(const Pointer& pointer) {
    const double start = m_start.items[*findItem(m_start, m_items.front())].blob->angle;
    double by = bearingOf(m_frame, pointer.plan) - bearingOf(m_frame, m_pressed.plan);
    by -= 360 * std::round(by / 360);
    if (pointer.modifiers & Qt::ShiftModifier) by = steppedAngle(start + by) - start;
    m_during = rotateItem(m_start, m_items.front(), by);
    const double angle = start + by;
    m_readout = tr("%1°").arg(QLocale().toString(angle - 360 * std::round(angle / 360), 'f', 1));
    m_bench.preview(m_during);
}

void SelectTool::selectInBand(const Pointer& pointer) {
    m_band = QRectF(m_pressed.view, pointer.view).normalized();
    if (isNear(pointer.view, m_pressed.view)) return;
    const Box area{std::min(m_pressed.plan.x, pointer.plan.x), std::min(m_pressed.plan.y, pointer.plan.y),
                   std::max(m_pressed.plan.x, pointer.plan.x), std::max(m_pressed.plan.y, pointer.plan.y)};
    std::vector<ItemId> items;
    if (pointer.modifiers & Qt::ShiftModifier) items = m_before;
    for (const ItemId item : itemsTouching(m_start, area, m_bench.visibleItems())) {
        if (!holds(items, item)) items.push_back(item);
    }
    m_bench.selection().select(std::move(items));
}

void SelectTool::click(const Pointer& pointer) {
    if (pointer.modifiers & Qt::ShiftModifier) {
        m_bench.selection().toggle(m_stack.front());
    } else {
        const auto single = m_bench.selection().single();
        const bool again = isNear(pointer.view, m_lastClick) && single && holds(m_before, *single);
        m_bench.selection().select({again ? nextInStack(m_stack, *single) : m_stack.front()});
    }
    m_lastClick = pointer.view;
}

QString SelectTool::doneText() const {
    const bool several = m_items.size() > 1;
    const auto index = several ? std::nullopt : findItem(m_start, m_items.front());
    const bool box = index && m_start.items[*index].box;
    switch (m_gesture) {
        case Gesture::Move:
            return several ? tr("Move items") : box ? tr("Move box") : tr("Move blob");
        case Gesture::Resize:
            return several ? tr("Resize items") : box ? tr("Resize box") : tr("Resize blob");
        default:
            return tr("Rotate blob");
    }
}

void SelectTool::release(const Pointer& pointer) {
    const Gesture gesture = m_gesture;
    if (gesture == Gesture::Click) {
        click(pointer);
    } else if (gesture == Gesture::Band) {
        if (isNear(pointer.view, m_pressed.view) && !(pointer.modifiers & Qt::ShiftModifier))
            m_bench.selection().clear();
    } else if (gesture != Gesture::None) {
        m_bench.commit(m_during, doneText());
    }
    m_gesture = Gesture::None;
    m_guides.clear();
    m_readout.clear();
    m_lines.reset();
}

void SelectTool::giveUp() {
    const Gesture gesture = std::exchange(m_gesture, Gesture::None);
    m_guides.clear();
    m_readout.clear();
    m_lines.reset();
    if (gesture == Gesture::Band) m_bench.selection().select(m_before);
    if (gesture == Gesture::Move || gesture == Gesture::Resize || gesture == Gesture::Rotate)
        m_bench.endPreview();
}

void SelectTool::hover(const Pointer& pointer) {
    if (!m_bench.hasPlan()) return;
    const auto stack =
        itemsAt(m_bench.shownPlan(), pointer.plan, m_bench.view().toPlan(kHitReach), m_bench.visibleItems());
    m_bench.selection().hover(stack.empty() ? ItemId{} : stack.front());
}

QCursor SelectTool::cursor(const Pointer& pointer) const {
    if (m_gesture == Gesture::Move) return Qt::SizeAllCursor;
    if (m_gesture == Gesture::Rotate) return Qt::ClosedHandCursor;
    if (m_gesture == Gesture::Resize) return resizeCursor(m_handle, m_frame.angle);
    const auto handle = handleAt(pointer);
    if (handle == Handle::Rotate) return Qt::OpenHandCursor;
    if (handle) return resizeCursor(*handle, frame()->angle);
    return Qt::ArrowCursor;
}

void SelectTool::paint(QPainter& painter) const {
    if (m_gesture != Gesture::Band || m_band.isEmpty()) return;
    QColor fill = QGuiApplication::palette().color(QPalette::Highlight);
    painter.setPen(QPen(fill, 1));
    fill.setAlpha(40);
    painter.setBrush(fill);
    painter.drawRect(m_band);
}

}  // namespace kaleido::canvas
