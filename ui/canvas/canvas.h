#pragma once

#include "ui/canvas/backdrop.h"
#include "ui/canvas/blob_tool.h"
#include "ui/canvas/cell_tool.h"
#include "ui/canvas/draw_tool.h"
#include "ui/canvas/grid_painter.h"
#include "ui/canvas/item_tags.h"
#include "ui/canvas/moving_layer.h"
#include "ui/canvas/pan_tool.h"
#include "ui/canvas/select_tool.h"
#include "ui/canvas/workbench.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <optional>

class QTouchEvent;

namespace kaleido {

struct Change;

/// The canvas of the Plan workspace: the document's current plan over a picture, and tools to edit it. What is selected it shares
/// with list and inspector. It paints the plan's value itself, so that there is no second set of objects to keep in step, and
/// keeps what does not move as one image. Its actions() are for menus and shortcuts; see canvas_actions.h. GUI thread only.
class Canvas : public QWidget {
    Q_OBJECT

public:
    enum class ToolKind { Select, Box, Blob, Cells, Pan };

    /// All of them must outlive the canvas.
    Canvas(Document& document, ItemSelection& selection, const PlanFormat& format, QWidget* parent = nullptr);
    ~Canvas() override;

    // ---- What is shown

    /// The last picture of the plan; a null image: a checkerboard.
    void setPicture(const QImage& picture);
    /// A picture of the artist's own over that, to draw after; a null image: none.
    void setReference(const QImage& reference, double opacity);
    /// Two pictures, and a divider to drag between them.
    void setWipe(const QImage& before, const QImage& after);
    void endWipe();
    bool isWiping() const { return m_backdrop.isWiping(); }
    double divider() const { return m_backdrop.divider(); }
    void setDivider(double at);
    /// Whether items are drawn at all.
    bool overlay() const { return m_bench.overlay(); }
    void setOverlay(bool shown) { m_bench.setOverlay(shown); }
    bool isMosaicShown() const { return m_showsMosaic; }
    void setMosaicShown(bool shown);
    bool areTokensShown() const { return m_showsTokens; }
    void setTokensShown(bool shown);
    /// By code; without tiles the codes are shown.
    void setTokenTiles(std::vector<QImage> tiles);
    /// What a grid of these codes says together: shown in place of the tiles of cells that have the same code.
    void setTokenPicture(const QImage& picture, const std::vector<int>& codes);

    // ---- How it is edited

    ToolKind tool() const { return m_kind; }
    void setTool(ToolKind kind);
    /// What the cell tool paints with; shows the grid that is painted into.
    void setCellBrush(const canvas::CellBrush& brush);
    const canvas::CellBrush& cellBrush() const { return m_cells.brush(); }
    bool snapping() const { return m_bench.snapping(); }
    void setSnapping(bool snaps);
    /// The same with what the tool holds already, if it is of this grid.
    void setCellGrid(PartKind grid);
    /// What is selected of the cells, and what they are painted with.
    const canvas::CellTool& cellTool() const { return m_cells; }
    /// For commands; what is under way is given up.
    canvas::Workbench& startCommand();
    canvas::CellTool& startCellCommand();
    /// Opens a palette of all codes of the grid.
    void chooseCode();
    /// Tells by resampleRequested() what is selected of the cells, or says why not.
    void requestResample();

    // ---- How it is looked at

    const canvas::ViewTransform& view() const { return m_bench.view(); }
    void zoomBy(double factor);  ///< about the middle
    /// The whole picture, and again whenever the canvas gets another size.
    void fit();

    QSize sizeHint() const override { return {640, 640}; }
    QSize minimumSizeHint() const override { return {240, 240}; }

Q_SIGNALS:
    void toolChanged(kaleido::Canvas::ToolKind kind);
    void viewChanged();
    void overlayChanged(bool shown);
    void gridsChanged();  ///< mosaic or tokens are shown or not
    void snappingChanged(bool snaps);
    void wipeEnded();
    void cellBrushChanged();
    void cellRegionChanged();
    /// These cells of a grid of the current plan are to be imagined anew.
    void resampleRequested(kaleido::PartKind grid, const std::vector<std::size_t>& cells);
    /// A word for the status bar: why something did not happen, or how to go on.
    void messaged(const QString& text);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    /// All that the still image depends on, but for what is told by setters (they drop the image).
    struct Still {
        canvas::ViewTransform view;
        QSize size;
        double ratio = 1;
        std::vector<canvas::IndexedItem> items = {};
        CodeGrid tokens = {}, colors = {};

        bool operator==(const Still&) const = default;
    };

    void follow(const Change& change);
    canvas::Tool& toolOf(ToolKind kind);
    void setView(const canvas::ViewTransform& view);
    void redrawAll();
    QImage swatchOf(const canvas::CellBrush& brush) const;

    // Input
    canvas::Pointer pointerAt(QPointF at, Qt::KeyboardModifiers modifiers) const;
    bool isOnDivider(QPointF at) const;
    void press(canvas::Tool& tool, const canvas::Pointer& pointer);
    void drag(const canvas::Pointer& pointer);
    void release(const canvas::Pointer& pointer);
    void giveUpGesture();
    /// That, and what the tool has under way between gestures.
    void abandon();
    bool backOut();
    bool finishOrPlace();
    /// Keys that the window may have other uses for, but not while the canvas has the focus.
    bool isOurKey(const QKeyEvent& event) const;
    void moveByKeys(QKeyEvent& event);
    bool touch(QTouchEvent& event);
    void showCursor();

    // Painting
    Still still() const;
    void paintStill(const Still& still);
    /// Whether the image can stand in for `now`, enlarged and shifted, until the view rests.
    bool standsInFor(const Still& now) const;
    void paintStandIn(QPainter& painter, const canvas::ViewTransform& now) const;
    /// Whether a gesture shows the item otherwise than the document keeps it.
    bool isChanging(std::size_t index) const;
    void paintInFront(QPainter& painter);
    void paintOutlines(QPainter& painter, const std::vector<ItemId>& items) const;
    void paintFrame(QPainter& painter) const;
    void paintGuides(QPainter& painter) const;
    void paintReadout(QPainter& painter) const;
    void paintNote(QPainter& painter, const QString& text) const;

    canvas::Workbench m_bench;
    canvas::SelectTool m_select;
    canvas::DrawTool m_box;
    canvas::BlobTool m_blob;
    canvas::CellTool m_cells;
    canvas::PanTool m_pan;
    ToolKind m_kind = ToolKind::Select;
    canvas::Tool* m_gesture = nullptr;  ///< the tool that has the pointer
    canvas::Pointer m_pointer;          ///< where it was last
    bool m_spaceHeld = false;
    bool m_dragsDivider = false;
    std::optional<canvas::Pinch> m_pinch;

    canvas::Backdrop m_backdrop;
    canvas::TokenImages m_tokenImages;
    bool m_showsMosaic = false;
    bool m_showsTokens = false;
    bool m_isFitted = true;
    std::optional<Still> m_still;  ///< what m_stillImage shows
    QImage m_stillImage;
    canvas::MovingLayer m_moving;  ///< what a gesture moves
    qint64 m_stillCost = 0;        ///< milliseconds that painting it took
    QTimer m_viewMoves;            ///< runs while the view is being panned or zoomed
};

}  // namespace kaleido
