#pragma once

#include <QPoint>
#include <QRect>
#include <QSize>

namespace kaleido::ui {

/// Where a card goes that speaks of `target`: beside it, on the first side with room of right, left, below and above; else over it,
/// in its middle. Without a target in the middle of `window`. Always inside of the window, as far as it fits.
QPoint cardPlace(QSize card, const QRect& target, const QRect& window);

}  // namespace kaleido::ui
