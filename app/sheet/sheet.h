#pragma once

#include "app/sheet/text_block.h"
#include "app/sheet/theme.h"
#include "engine/base/error.h"

#include <QImage>
#include <QRect>
#include <QSize>

#include <functional>
#include <vector>

class QPainter;

namespace kaleido::sheet {

enum class ElementKind { Surface, Text, Picture, Drawing };

/// One thing on a sheet. `paint` draws it in sheet coordinates and stays within `rect`.
struct SheetElement {
    ElementKind kind = ElementKind::Surface;
    QRect rect;
    std::function<void(QPainter&)> paint;
};

/// A laid-out sheet: a list of elements with their places, from back to front. Laying out measures text but touches no
/// pixels, so a sheet of any size is cheap until it is composed; pictures may be fetched as late as when their strip is
/// composed. Needs a QGuiApplication.
class Sheet {
public:
    /// The largest side that can be composed at once; a strip may lie at any height.
    static constexpr int kMaxSide = 32'000;

    void add(ElementKind kind, const QRect& rect, std::function<void(QPainter&)> paint);
    /// Adds text with its top left corner at `at` and returns the rectangle it takes (empty if the text is).
    QRect addText(const TextBlock& text, QPoint at);
    /// Adds text aligned within a rectangle at least as large as it.
    QRect addText(const TextBlock& text, const QRect& within, Qt::Alignment alignment);
    void setSize(QSize size) { m_size = size; }

    QSize size() const { return m_size; }
    const std::vector<SheetElement>& elements() const { return m_elements; }

    /// Rows top … top + height − 1 (cut off at the sheet's end) as Format_RGB32. A null image if memory runs out.
    QImage strip(int top, int height) const;
    /// Hands the sheet over from top to bottom in strips of `height` rows, so that only one of them and the pictures on
    /// it are in memory. Stops at the sink's first error. Fails with Usage if the sheet is too wide.
    Result<void> composeStrips(int height, const std::function<Result<void>(const QImage&)>& sink) const;
    /// The whole sheet as Format_RGB888. Fails with Usage if it is too large for one image, NoMemory if there is no
    /// memory for it.
    Result<QImage> compose() const;

private:
    QSize m_size;
    std::vector<SheetElement> m_elements;
};

}  // namespace kaleido::sheet
