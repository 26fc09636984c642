#include "ui/theme/mixed.h"

namespace kaleido::ui {

QColor mixed(const QColor& base, const QColor& tint, double share) {
    const auto channel = [&](double from, double to) {
        return static_cast<float>(from + (to - from) * share);
    };
    return QColor::fromRgbF(channel(base.redF(), tint.redF()), channel(base.greenF(), tint.greenF()),
                            channel(base.blueF(), tint.blueF()));
}

}  // namespace kaleido::ui
