#pragma once

#include "ui/canvas/handles.h"
#include "ui/canvas/tool.h"

#include <QCoreApplication>

#include <optional>

namespace kaleido::canvas {

class Workbench;

/// Selects by click, Shift-click and rubber band, moves, and drags handles. Clicking again at one place selects what lies
/// below. Shift keeps the aspect (or the axis of a move, or steps of 15°), Alt resizes from the centre, Ctrl does not snap.
class SelectTool : public Tool {
    Q_DECLARE_TR_FUNCTIONS(SelectTool)

public:
    explicit SelectTool(Workbench& bench) : m_bench(bench) {}

    void press(const Pointer& pointer) override;
    void drag(const Pointer& pointer) override;
    void release(const Pointer& pointer) override;
    void hover(const Pointer& pointer) override;
    void giveUp() override;
    bool isBusy() const override { return m_gesture != Gesture::None; }
    QCursor cursor(const Pointer& pointer) const override;
    void paint(QPainter& painter) const override;
    std::vector<Guide> guides() const override { return m_guides; }
    QString readout() const override { return m_readout; }

    /// The frame that handles stand on now; none if nothing selected can be moved.
    std::optional<Frame> frame() const;
    bool canRotate() const;

private:
    enum class Gesture { None, Click, Move, Resize, Rotate, Band };

    std::optional<Handle> handleAt(const Pointer& pointer) const;
    void click(const Pointer& pointer);
    void startMove(const Pointer& pointer);
    void move(const Pointer& pointer);
    void resize(const Pointer& pointer);
    void rotate(const Pointer& pointer);
    void selectInBand(const Pointer& pointer);
    QString doneText() const;

    Workbench& m_bench;
    Gesture m_gesture = Gesture::None;
    Pointer m_pressed;
    std::vector<ItemId> m_stack;   ///< under the press, the nearest first
    std::vector<ItemId> m_items;   ///< that the gesture changes
    std::vector<ItemId> m_before;  ///< selected before the gesture
    Plan m_start;
    Plan m_during;
    Frame m_frame;
    Handle m_handle = Handle::Rotate;
    Vec2 m_grip;  ///< from the pointer to what it has taken
    std::optional<SnapLines> m_lines;
    std::vector<Guide> m_guides;
    QString m_readout;
    QRectF m_band;
    QPointF m_lastClick{-1e6, -1e6};
};

}  // namespace kaleido::canvas
