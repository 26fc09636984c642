#pragma once

#include "ui/canvas/tool.h"

#include <QCoreApplication>

#include <optional>

namespace kaleido::canvas {

class Workbench;

/// Draws a new item as a box or a blob, wherever it starts. Shift keeps it square or round, Alt draws from the centre, Space
/// moves the half-drawn shape, Ctrl does not snap. Enter makes one without a pointer, to be moved by keys and sized by numbers. The
/// item has no words yet and is selected.
class DrawTool : public Tool {
    Q_DECLARE_TR_FUNCTIONS(DrawTool)

public:
    enum class Shape { Box, Blob };
    DrawTool(Workbench& bench, Shape shape) : m_bench(bench), m_shape(shape) {}

    void press(const Pointer& pointer) override;
    void drag(const Pointer& pointer) override;
    void release(const Pointer& pointer) override;
    void giveUp() override;
    bool isBusy() const override { return m_from.has_value(); }
    bool place(Vec2 middle) override;
    bool carry(bool carried) override;
    QCursor cursor(const Pointer& pointer) const override;
    std::vector<Guide> guides() const override { return m_guides; }
    QString readout() const override { return m_readout; }

protected:
    /// A press that did not become a drag.
    virtual void click(const Pointer&) {}

private:
    Vec2 snapped(Vec2 point, Qt::KeyboardModifiers modifiers);
    Box drawn(const Pointer& pointer) const;
    Item itemIn(const Box& box) const;
    QString deed() const;

    Workbench& m_bench;
    const Shape m_shape;
    std::optional<Vec2> m_from;  ///< where the shape starts; nothing: no gesture
    Vec2 m_to;
    Vec2 m_last;  ///< the pointer
    QPointF m_pressed;
    bool m_carried = false;
    bool m_isLarge = false;  ///< it is more than a click
    Plan m_start;
    Plan m_during;
    std::optional<SnapLines> m_lines;
    std::vector<Guide> m_guides;
    QString m_readout;
};

}  // namespace kaleido::canvas
