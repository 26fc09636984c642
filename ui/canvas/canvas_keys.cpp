// What keys do on the canvas, besides the shortcuts of its actions.
#include "ui/canvas/canvas.h"
#include "ui/canvas/item_commands.h"

#include <QKeyEvent>

namespace kaleido {

using namespace canvas;

namespace {

constexpr double kNudge = 1.0 / 64;    ///< of the picture: a pixel of the bundled model's pictures
constexpr double kKeyPan = 48;         ///< pixels
constexpr double kKeyWipe = 1.0 / 32;  ///< of the picture

Vec2 directionOf(int key) {
    switch (key) {
        case Qt::Key_Left:
            return {-1, 0};
        case Qt::Key_Right:
            return {1, 0};
        case Qt::Key_Up:
            return {0, -1};
        case Qt::Key_Down:
            return {0, 1};
        default:
            return {};
    }
}

bool finishes(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

bool takesBack(const QKeyEvent& event) {
    return event.key() == Qt::Key_Backspace || event.matches(QKeySequence::Undo);
}

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Alt || key == Qt::Key_Control;
}

}  // namespace

bool Canvas::isOurKey(const QKeyEvent& event) const {
    if (event.key() == Qt::Key_Space || event.key() == Qt::Key_Escape || directionOf(event.key()) != Vec2{})
        return true;
    if (m_gesture != nullptr || (m_kind != ToolKind::Box && m_kind != ToolKind::Blob)) return false;
    return finishes(event) || (m_blob.isBusy() && takesBack(event));
}

void Canvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            if (m_gesture != nullptr) m_gesture->carry(true);
            showCursor();
        }
    } else if (event->key() == Qt::Key_Escape) {
        if (!backOut()) event->ignore();
    } else if (directionOf(event->key()) != Vec2{}) {
        moveByKeys(*event);
    } else if (m_gesture == nullptr &&
               ((finishes(*event) && finishOrPlace()) || (takesBack(*event) && toolOf(m_kind).takeBack()))) {
        update();
    } else {
        if (isModifier(event->key()) && m_gesture != nullptr)
            drag(pointerAt(m_pointer.view, event->modifiers()));
        QWidget::keyPressEvent(event);
    }
}

/// Enter ends what is under way; else it makes a shape in the middle of what is in sight.
bool Canvas::finishOrPlace() {
    Tool& tool = toolOf(m_kind);
    return tool.finish() || tool.place(view().toPlan(QRectF(rect()).center()));
}

void Canvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        if (m_gesture != nullptr) m_gesture->carry(false);
        showCursor();
    } else if (isModifier(event->key()) && m_gesture != nullptr) {
        drag(pointerAt(m_pointer.view, event->modifiers()));
    } else {
        QWidget::keyReleaseEvent(event);
    }
}

void Canvas::focusOutEvent(QFocusEvent* event) {
    m_spaceHeld = false;
    QWidget::focusOutEvent(event);
}

/// Gives up the innermost thing that is under way.
bool Canvas::backOut() {
    if (m_gesture != nullptr || m_dragsDivider) {
        giveUpGesture();
    } else if (toolOf(m_kind).backOut()) {
        showCursor();
        update();
    } else if (m_kind != ToolKind::Select) {
        setTool(ToolKind::Select);
    } else if (!m_bench.selection().items().empty()) {
        m_bench.selection().clear();
    } else if (isWiping()) {
        endWipe();
    } else {
        return false;
    }
    return true;
}

void Canvas::moveByKeys(QKeyEvent& event) {
    const Vec2 way = directionOf(event.key());
    if (m_kind == ToolKind::Cells && m_bench.hasPlan()) {
        startCellCommand().step(static_cast<int>(way.x), static_cast<int>(way.y),
                                event.modifiers() & Qt::ShiftModifier);
        return;
    }
    if (m_bench.selection().items().empty()) {
        if (isWiping() && way.x != 0)
            setDivider(divider() + way.x * kKeyWipe);
        else
            setView(panned(view(), QPointF(-way.x, -way.y) * kKeyPan));
        return;
    }
    double step = kNudge;
    if (event.modifiers() & Qt::AltModifier)
        step = view().toPlan(1.0);
    else if (event.modifiers() & Qt::ShiftModifier)
        step = 10 * kNudge;
    nudge(startCommand(), {way.x * step, way.y * step});
}

bool Canvas::focusNextPrevChild(bool next) {
    // Past the last item the focus goes on, so that nobody is caught in here.
    return (m_gesture == nullptr && selectNeighbour(m_bench, next ? 1 : -1)) ||
           QWidget::focusNextPrevChild(next);
}

}  // namespace kaleido
