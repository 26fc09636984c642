#pragma once

#include "engine/plan/plan.h"

#include <QByteArray>

#include <vector>

namespace kaleido::canvas {

/// The clipboard's format for items, of this program only.
inline constexpr char kItemsMimeType[] = "application/x-kaleido-items";

/// Words and shapes of the items; nothing else travels.
QByteArray bytesOf(const std::vector<Item>& items);

/// Reads them back. What other programs have put there instead (broken, far outside, too much) gives none.
std::vector<Item> itemsFrom(const QByteArray& bytes);

}  // namespace kaleido::canvas
