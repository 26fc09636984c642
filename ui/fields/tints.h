#pragma once

#include <QColor>

class QPalette;

namespace kaleido {

// Colours that palettes lack, each readable (contrast at least 4.5) on the palette's own surfaces, light or dark.

/// Of text that stands back.
QColor quietColor(const QPalette& palette);
QColor noticeColor(const QPalette& palette);
QColor warningColor(const QPalette& palette);
QColor errorColor(const QPalette& palette);

bool isDark(const QPalette& palette);
/// `share` of `tint` over `base`.
QColor mixed(const QColor& base, const QColor& tint, double share);

}  // namespace kaleido
