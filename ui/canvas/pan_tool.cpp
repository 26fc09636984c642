#include "ui/canvas/pan_tool.h"

#include "ui/canvas/workbench.h"

#include <QCursor>

namespace kaleido::canvas {

void PanTool::press(const Pointer& pointer) {
    m_busy = true;
    m_last = pointer.view;
}

void PanTool::drag(const Pointer& pointer) {
    if (!m_busy) return;
    m_bench.setView(panned(m_bench.view(), pointer.view - m_last));
    m_last = pointer.view;
}

void PanTool::release(const Pointer& pointer) {
    drag(pointer);
    m_busy = false;
}

QCursor PanTool::cursor(const Pointer&) const {
    return m_busy ? Qt::ClosedHandCursor : Qt::OpenHandCursor;
}

}  // namespace kaleido::canvas
