#include "ui/cards/card_style.h"

#include "app/sheet/sheet.h"
#include "ui/theme/colors.h"
#include "ui/theme/mixed.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <QTextLayout>

namespace kaleido::card {

QColor quietText(const QPalette& palette) {
    return ui::colors(palette).quietText;
}

QColor hairline(const QPalette& palette) {
    return ui::colors(palette).hairline;
}

QColor selectedBase(const QPalette& palette) {
    return ui::mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), 0.16);
}

QColor paper(const QPalette& palette) {
    const QColor paper = QColor::fromRgb(sheet::theme::kPane);
    const bool isDark = ui::schemeOf(palette) == ui::Scheme::Dark;
    return isDark ? ui::mixed(paper, palette.color(QPalette::Base), 0.14) : paper;
}

QFont smallFont() {
    QFont font = QGuiApplication::font();
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * 0.9);
    } else {
        font.setPixelSize(font.pixelSize() * 9 / 10);
    }
    return font;
}

int linesHeight(const QFont& font, int lines) {
    return QFontMetrics(font).lineSpacing() * lines;
}

int drawLines(QPainter& painter, const QRect& rect, const QString& text, int maxLines,
              Qt::Alignment alignment) {
    const QFontMetrics metrics(painter.font());
    QTextLayout layout(text.simplified(), painter.font());
    layout.beginLayout();
    int count = 0;
    for (; count < maxLines; ++count) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(rect.width());
        const bool last = count + 1 == maxLines;
        const QString rest = layout.text().mid(line.textStart());
        const QString shown = last ? metrics.elidedText(rest, Qt::ElideRight, rect.width())
                                   : rest.left(line.textLength()).trimmed();
        painter.drawText(QRect(rect.left(), rect.top() + count * metrics.lineSpacing(), rect.width(),
                               metrics.lineSpacing()),
                         static_cast<int>(alignment | Qt::AlignVCenter), shown);
    }
    layout.endLayout();
    return count;
}

void drawSheet(QPainter& painter, const sheet::Sheet& sheet) {
    for (const sheet::SheetElement& element : sheet.elements()) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        element.paint(painter);
        painter.restore();
    }
}

}  // namespace kaleido::card
