// How mouse, pen and fingers reach the canvas' tools.
#include "ui/canvas/canvas.h"

#include <QContextMenuEvent>
#include <QCursor>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QTouchEvent>

#include <algorithm>
#include <cmath>

namespace kaleido {

using namespace canvas;

namespace {

constexpr double kDividerReach = 8;     ///< pixels
constexpr double kWheelDoubling = 480;  ///< eighths of a degree that double the scale: four notches

}  // namespace

Pointer Canvas::pointerAt(QPointF at, Qt::KeyboardModifiers modifiers) const {
    return {.view = at, .plan = view().toPlan(at), .modifiers = modifiers};
}

bool Canvas::isOnDivider(QPointF at) const {
    if (!isWiping()) return false;
    const QRectF picture = view().picture();
    return std::abs(at.x() - (picture.left() + divider() * picture.width())) <= kDividerReach &&
           at.y() >= picture.top() && at.y() <= picture.bottom();
}

void Canvas::press(Tool& tool, const Pointer& pointer) {
    giveUpGesture();
    m_pointer = pointer;
    m_gesture = &tool;
    tool.press(pointer);
    showCursor();
    update();
}

void Canvas::drag(const Pointer& pointer) {
    m_pointer = pointer;
    if (m_dragsDivider) {
        setDivider(pointer.plan.x);
    } else if (m_gesture != nullptr) {
        const ViewTransform before = view();
        m_gesture->drag(pointer);
        if (view() != before) setView(view());
    } else if (m_kind == ToolKind::Select) {
        m_select.hover(pointer);
    }
    showCursor();
    if (m_gesture != nullptr) update();
}

void Canvas::release(const Pointer& pointer) {
    m_pointer = pointer;
    m_dragsDivider = false;
    if (m_gesture != nullptr) m_gesture->release(pointer);
    m_gesture = nullptr;
    showCursor();
    update();
}

void Canvas::giveUpGesture() {
    m_dragsDivider = false;
    if (m_gesture == nullptr) return;
    Tool* tool = std::exchange(m_gesture, nullptr);
    tool->giveUp();
    showCursor();
    update();
}

void Canvas::abandon() {
    giveUpGesture();
    toolOf(m_kind).abandon();
    update();
}

void Canvas::mousePressEvent(QMouseEvent* event) {
    const Pointer pointer = pointerAt(event->position(), event->modifiers());
    if (m_gesture != nullptr || m_dragsDivider) return;  // another button
    if (event->button() == Qt::MiddleButton) return press(m_pan, pointer);
    if (event->button() != Qt::LeftButton) return event->ignore();
    if (m_spaceHeld) return press(m_pan, pointer);
    m_dragsDivider = isOnDivider(event->position());
    if (!m_dragsDivider) press(toolOf(m_kind), pointer);
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
    const bool idle = m_gesture == nullptr && !m_dragsDivider && !m_spaceHeld;
    if (idle && event->button() == Qt::LeftButton && toolOf(m_kind).finish()) return;
    mousePressEvent(event);
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
    drag(pointerAt(event->position(), event->modifiers()));
}

void Canvas::mouseReleaseEvent(QMouseEvent* event) {
    const bool ends = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
    if (ends && !(event->buttons() & (Qt::LeftButton | Qt::MiddleButton)))
        release(pointerAt(event->position(), event->modifiers()));
}

void Canvas::leaveEvent(QEvent*) {
    m_bench.selection().hover({});
}

void Canvas::wheelEvent(QWheelEvent* event) {
    // Some systems turn the wheel sideways while Alt is held.
    const QPoint turned = event->angleDelta();
    const int by = turned.y() != 0 ? turned.y() : turned.x();
    setView(zoomedAt(view(), event->position(), std::exp2(by / kWheelDoubling)));
    event->accept();
}

bool Canvas::event(QEvent* event) {
    switch (event->type()) {
        case QEvent::ShortcutOverride:
            if (isOurKey(*static_cast<QKeyEvent*>(event))) {
                event->accept();
                return true;
            }
            break;
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::TouchEnd:
        case QEvent::TouchCancel:
            return touch(*static_cast<QTouchEvent*>(event));
        case QEvent::NativeGesture: {
            const auto& gesture = *static_cast<QNativeGestureEvent*>(event);
            if (gesture.gestureType() != Qt::ZoomNativeGesture) break;
            setView(zoomedAt(view(), gesture.position(), 1 + gesture.value()));
            return true;
        }
        default:
            break;
    }
    return QWidget::event(event);
}

/// One finger is a pointer; two pan and zoom, until all are lifted.
bool Canvas::touch(QTouchEvent& event) {
    event.accept();
    std::vector<QPointF> down;
    for (const QEventPoint& point : event.points()) {
        if (point.state() != QEventPoint::Released) down.push_back(point.position());
    }
    if (event.type() == QEvent::TouchCancel) {
        giveUpGesture();
        m_pinch.reset();
    } else if (down.size() >= 2) {
        const Pinch now{down[0], down[1]};
        if (m_pinch)
            setView(pinched(view(), *m_pinch, now));
        else
            giveUpGesture();
        m_pinch = now;
    } else if (event.type() == QEvent::TouchEnd) {
        if (!m_pinch) release(pointerAt(event.points().front().position(), event.modifiers()));
        m_pinch.reset();
    } else if (!m_pinch && !down.empty()) {
        const Pointer pointer = pointerAt(down.front(), event.modifiers());
        const bool begins = event.type() == QEvent::TouchBegin;
        if (begins && isOnDivider(down.front()))
            m_dragsDivider = true;
        else if (begins)
            press(toolOf(m_kind), pointer);
        else
            drag(pointer);
    }
    return true;
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
    if (m_gesture != nullptr) return;
    const bool ofCells = m_kind == ToolKind::Cells;
    if (ofCells && event->reason() == QContextMenuEvent::Mouse) {
        m_cells.selectUnder(pointerAt(QPointF(event->pos()), {}));
    } else if (event->reason() == QContextMenuEvent::Mouse && m_bench.hasPlan()) {
        const auto stack =
            itemsAt(m_bench.plan(), view().toPlan(QPointF(event->pos())), 0, m_bench.visibleItems());
        const bool takes = std::any_of(stack.begin(), stack.end(),
                                       [&](ItemId item) { return m_bench.selection().contains(item); });
        if (!stack.empty() && !takes) m_bench.selection().select({stack.front()});
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : actions()) {
        if (action->property(ofCells ? "inCellMenu" : "inContextMenu").toBool() || action->isSeparator())
            menu->addAction(action);
    }
    menu->popup(event->globalPos());
}

void Canvas::showCursor() {
    if (m_gesture != nullptr)
        setCursor(m_gesture->cursor(m_pointer));
    else if (m_dragsDivider || isOnDivider(m_pointer.view))
        setCursor(Qt::SplitHCursor);
    else
        setCursor((m_spaceHeld ? m_pan : toolOf(m_kind)).cursor(m_pointer));
}

}  // namespace kaleido
