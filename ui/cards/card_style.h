#pragma once

#include "ui/theme/metrics.h"

#include <QColor>
#include <QFont>
#include <QString>
#include <Qt>

class QPainter;
class QPalette;
class QRect;

namespace kaleido {

namespace sheet {
class Sheet;
}

/// The look that cards share, from the palette alone, so that it is right in the light and in the dark.
namespace card {

using ui::kGap;  ///< between cards, and inside them
using ui::kRadius;
using ui::kUnit;

/// Of words that matter less than the others; its contrast to the palette's base and window stays above 4.5.
QColor quietText(const QPalette& palette);
/// Of borders that only separate.
QColor hairline(const QPalette& palette);
/// Of a surface that is selected: the base with some of the highlight.
QColor selectedBase(const QPalette& palette);
/// Behind layouts: as light as paper, for that is what the colours of items are made for, but softer in the dark.
QColor paper(const QPalette& palette);
/// The application's font, one step smaller.
QFont smallFont();

/// Draws at most this many lines, broken between words, the last one elided. Returns how many there are.
int drawLines(QPainter& painter, const QRect& rect, const QString& text, int maxLines,
              Qt::Alignment alignment = Qt::AlignLeft);
/// How high that many lines of a font are.
int linesHeight(const QFont& font, int lines);

/// Draws what was laid out on a sheet, in its coordinates.
void drawSheet(QPainter& painter, const sheet::Sheet& sheet);

}  // namespace card
}  // namespace kaleido
