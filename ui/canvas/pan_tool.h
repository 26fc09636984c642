#pragma once

#include "ui/canvas/tool.h"

namespace kaleido::canvas {

class Workbench;

/// Shifts the view.
class PanTool : public Tool {
public:
    explicit PanTool(Workbench& bench) : m_bench(bench) {}

    void press(const Pointer& pointer) override;
    void drag(const Pointer& pointer) override;
    void release(const Pointer& pointer) override;
    void giveUp() override { m_busy = false; }
    bool isBusy() const override { return m_busy; }
    QCursor cursor(const Pointer& pointer) const override;

private:
    Workbench& m_bench;
    bool m_busy = false;
    QPointF m_last;
};

}  // namespace kaleido::canvas
