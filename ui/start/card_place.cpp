#include "ui/start/card_place.h"

#include "ui/theme/metrics.h"

#include <algorithm>

namespace kaleido::ui {

QPoint cardPlace(QSize card, const QRect& target, const QRect& window) {
    const QRect inside = window.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const QRect about = target.isEmpty() ? window : target;
    const int middleX = about.center().x() - card.width() / 2;
    const int middleY = about.center().y() - card.height() / 2;
    QPoint place(middleX, middleY);
    if (!target.isEmpty()) {
        const int right = target.right() + 1 + kMargin;
        const int left = target.left() - kMargin - card.width();
        const int below = target.bottom() + 1 + kMargin;
        const int above = target.top() - kMargin - card.height();
        if (right + card.width() <= inside.right() + 1) {
            place.setX(right);
        } else if (left >= inside.left()) {
            place.setX(left);
        } else if (below + card.height() <= inside.bottom() + 1) {
            place.setY(below);
        } else if (above >= inside.top()) {
            place.setY(above);
        }
    }
    const auto clamp = [](int value, int low, int high) { return std::max(low, std::min(value, high)); };
    return {clamp(place.x(), inside.left(), inside.right() + 1 - card.width()),
            clamp(place.y(), inside.top(), inside.bottom() + 1 - card.height())};
}

}  // namespace kaleido::ui
