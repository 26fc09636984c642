#pragma once

#include "engine/plan/geometry.h"
#include "ui/canvas/draw_tool.h"

#include <vector>

namespace kaleido::canvas {

/// Draws a blob by dragging, as DrawTool does, or fits one to points of an outline that are clicked one after the other and are shown
/// meanwhile, from three on with the blob. Enter, a double click, or a click on the first point makes it: the blob of the item that was
/// selected when the outline began if that has none yet, else a new item. Esc takes the last point back, then all; Backspace
/// and undo one each time. A press on an outline under way sets a point that can be dragged into its place.
class BlobTool final : public DrawTool {
    Q_DECLARE_TR_FUNCTIONS(BlobTool)

public:
    explicit BlobTool(Workbench& bench) : DrawTool(bench, Shape::Blob), m_bench(bench) {}

    void press(const Pointer& pointer) override;
    void drag(const Pointer& pointer) override;
    void release(const Pointer& pointer) override;
    void giveUp() override;
    void abandon() override;
    bool isBusy() const override { return !m_points.empty() || DrawTool::isBusy(); }
    bool finish() override;
    bool takeBack() override;
    bool backOut() override;
    void paint(QPainter& painter) const override;

private:
    void click(const Pointer& pointer) override;
    /// The item that has the outline's blob to be; none: a new one.
    ItemId findTarget() const;
    Plan withBlob(const Blob& blob) const;
    void showFitted();

    Workbench& m_bench;
    std::vector<Vec2> m_points;  ///< of the outline; none: no outline is under way
    ItemId m_target;
    bool m_placing = false;   ///< the pointer holds the last point
    bool m_tookBack = false;  ///< Esc has just taken a point back
};

}  // namespace kaleido::canvas
