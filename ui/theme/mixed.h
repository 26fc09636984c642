#pragma once

#include <QColor>

namespace kaleido::ui {

/// `share` of `tint`, 0 … 1, over `base`.
QColor mixed(const QColor& base, const QColor& tint, double share);

}  // namespace kaleido::ui
