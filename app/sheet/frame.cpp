#include "app/sheet/frame.h"

#include <QPainter>

#include <algorithm>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kTitleLines = 3;
constexpr int kSubtitleLines = 4;
constexpr int kSettingLines = 3;
constexpr double kCardRadius = 6;
constexpr int kSettingGap = 5 * kUnit;  ///< between two settings of a line
constexpr int kNameGap = kUnit + 1;     ///< between a setting's name and its value

/// Name and value side by side; a value too long for one line wraps behind its name.
QRect addSetting(Sheet& sheet, const Setting& setting, QPoint at, int width) {
    const TextBlock name(setting.name, kSmall, width / 2);
    const int indent = name.empty() ? 0 : name.size().width() + kNameGap;
    TextStyle style = kSmall;
    style.color = kText;
    const TextBlock value(setting.value, style, width - indent, kSettingLines);
    const QRect nameRect = sheet.addText(name, at);
    const QRect valueRect = sheet.addText(value, at + QPoint(indent, 0));
    return nameRect.united(valueRect);
}

/// Width of a setting on one line, without adding it.
int settingWidth(const Setting& setting, int width) {
    const TextBlock name(setting.name, kSmall, width / 2);
    const TextBlock value(setting.value, kSmall, width, kSettingLines);
    return (name.empty() ? 0 : name.size().width() + kNameGap) + value.size().width();
}

}  // namespace

int contentWidthFor(int natural) {
    return std::max(natural, kMinContentWidth);
}

int addHeader(Sheet& sheet, const FrameText& text, int contentWidth) {
    int y = kMargin;
    const QRect title =
        sheet.addText(TextBlock(text.title, kTitle, contentWidth, kTitleLines), QPoint(kMargin, y));
    y += title.height();
    const TextBlock subtitle(text.subtitle, kQuiet, contentWidth, kSubtitleLines);
    if (!subtitle.empty()) {
        if (title.height() > 0) y += kUnit;
        y += sheet.addText(subtitle, QPoint(kMargin, y)).height();
    }
    return y == kMargin ? y : y + 5 * kUnit;
}

void addFooterAndFinish(Sheet& sheet, const FrameText& text, int contentWidth, int bottom) {
    int y = bottom;
    if (!text.settings.empty()) {
        y += 5 * kUnit;
        addRule(sheet, QRect(kMargin, y, contentWidth, 1));
        y += 3 * kUnit;
        int x = 0;
        int lineHeight = 0;
        for (const Setting& setting : text.settings) {
            if (x > 0 && x + settingWidth(setting, contentWidth) > contentWidth) {
                y += lineHeight + kUnit;
                x = lineHeight = 0;
            }
            const QRect rect = addSetting(sheet, setting, QPoint(kMargin + x, y), contentWidth);
            x += rect.width() + kSettingGap;
            lineHeight = std::max(lineHeight, rect.height());
        }
        y += lineHeight;
    }
    sheet.setSize(QSize(contentWidth + 2 * kMargin, y + kMargin));
}

void addCardSurface(Sheet& sheet, const QRect& rect) {
    sheet.add(ElementKind::Surface, rect, [rect](QPainter& painter) {
        painter.setPen(QPen(QColor(kHairline), 1));
        painter.setBrush(QColor(kCard));
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), kCardRadius, kCardRadius);
    });
}

void addRule(Sheet& sheet, const QRect& rule) {
    sheet.add(ElementKind::Surface, rule,
              [rule](QPainter& painter) { painter.fillRect(rule, QColor(kHairline)); });
}

}  // namespace kaleido::sheet
