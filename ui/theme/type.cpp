#include "ui/theme/type.h"

#include "app/sheet/fonts.h"

#include <QApplication>
#include <QFontDatabase>

namespace kaleido::ui {
namespace {

/// Fonts are sized in points or in pixels; only one of both is set.
QFont scaled(QFont font, double factor) {
    if (font.pixelSize() > 0) {
        font.setPixelSize(qRound(font.pixelSize() * factor));
    } else {
        font.setPointSizeF(font.pointSizeF() * factor);
    }
    return font;
}

}  // namespace

QFont applicationFont(const QFont& platform) {
    QFont font = platform;
    const QString bundled = sheet::bundledFamily();
    if (!bundled.isEmpty()) font.setFamilies(QStringList{bundled} + platform.families());
    return font;
}

QFont titleFont() {
    QFont font = scaled(QApplication::font(), 1.35);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont labelFont() {
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont bodyFont() {
    return QApplication::font();
}

QFont quietFont() {
    return scaled(QApplication::font(), 0.92);
}

QFont fixedFont() {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFont body = QApplication::font();
    if (body.pixelSize() > 0) {
        font.setPixelSize(body.pixelSize());
    } else {
        font.setPointSizeF(body.pointSizeF());
    }
    return font;
}

}  // namespace kaleido::ui
