#pragma once

#include "app/sheet/theme.h"

#include <QRect>
#include <QSize>
#include <QString>
#include <QTextLayout>

#include <memory>
#include <string_view>
#include <vector>

class QPainter;

namespace kaleido::sheet {

/// A piece of text, wrapped and measured: lines broken between words (inside one only where it is longer than a line),
/// the last one elided where there are too many. Measuring and drawing use the same lines, so what was measured is what
/// is drawn. Cheap to copy.
class TextBlock {
public:
    TextBlock() = default;
    /// Wraps `text` (UTF-8; line breaks are kept) to `width` pixels and at most `maxLines` lines, both ≥ 1.
    TextBlock(std::string_view text, const theme::TextStyle& style, int width, int maxLines = 1);

    bool empty() const { return m_lines.empty(); }
    bool elided() const { return m_elided; }
    /// Width of the widest line, height of all lines; at most as wide as asked for.
    QSize size() const { return m_size; }
    /// Draws the lines into a rectangle at least as large as size(); the block stands at its top, each line at its left,
    /// centre or right.
    void draw(QPainter& painter, const QRect& rect, Qt::Alignment horizontal = Qt::AlignLeft) const;

private:
    struct Line {
        std::shared_ptr<const QTextLayout> layout;
        int width = 0;
        int height = 0;
    };

    void addLine(const QString& text, const QFont& font, int width, Qt::LayoutDirection direction);

    theme::TextStyle m_style;
    std::vector<Line> m_lines;
    QSize m_size{0, 0};
    bool m_elided = false;
};

}  // namespace kaleido::sheet
