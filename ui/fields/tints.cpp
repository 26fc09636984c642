#include "ui/fields/tints.h"

#include <QPalette>

namespace kaleido {

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Base).lightnessF() < palette.color(QPalette::Text).lightnessF();
}

QColor mixed(const QColor& base, const QColor& tint, double share) {
    const auto channel = [&](double from, double to) {
        return static_cast<float>(from + (to - from) * share);
    };
    return QColor::fromRgbF(channel(base.redF(), tint.redF()), channel(base.greenF(), tint.greenF()),
                            channel(base.blueF(), tint.blueF()));
}

QColor quietColor(const QPalette& palette) {
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.68);
}

QColor noticeColor(const QPalette& palette) {
    return isDark(palette) ? QColor(0x9C, 0xC2, 0xFF) : QColor(0x1C, 0x55, 0xA8);
}

QColor warningColor(const QPalette& palette) {
    return isDark(palette) ? QColor(0xF2, 0xBE, 0x6A) : QColor(0x85, 0x50, 0x00);
}

QColor errorColor(const QPalette& palette) {
    return isDark(palette) ? QColor(0xFF, 0xA3, 0x99) : QColor(0xAF, 0x23, 0x1C);
}

}  // namespace kaleido
