#include "app/sheet/text_block.h"

#include "app/sheet/fonts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace kaleido::sheet {
namespace {

/// More than any sheet shows; keeps layout fast for captions of any size.
constexpr qsizetype kMaxCharacters = 4000;

QString cleaned(std::string_view utf8) {
    QString text =
        QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())).left(kMaxCharacters).trimmed();
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar& c : text) {
        if (c == u'\n' || c == u'\r') {
            c = QChar::LineSeparator;
        } else if (c.category() == QChar::Other_Control) {
            c = u' ';
        }
    }
    return text;
}

struct Span {
    int start = 0;
    int length = 0;
};

/// Where the lines of `text` break at this width; stops after one line more than wanted.
std::vector<Span> breakLines(const QString& text, const QFont& font, int width, int maxLines) {
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, font);
    layout.setTextOption(option);
    std::vector<Span> spans;
    layout.beginLayout();
    while (static_cast<int>(spans.size()) <= maxLines) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width);
        spans.push_back({line.textStart(), line.textLength()});
    }
    layout.endLayout();
    return spans;
}

/// A line as it is drawn: without the break or the space at its end.
QString lineText(const QString& text, Span span) {
    QString line = text.mid(span.start, span.length);
    while (!line.isEmpty() && (line.back().isSpace() || line.back() == QChar::LineSeparator)) line.chop(1);
    return line;
}

}  // namespace

TextBlock::TextBlock(std::string_view text, const theme::TextStyle& style, int width, int maxLines)
    : m_style(style) {
    const QString all = cleaned(text);
    if (all.isEmpty()) return;
    const QFont font = fontFor(style);
    const auto direction = all.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight;
    std::vector<Span> spans = breakLines(all, font, width, maxLines);
    m_elided = static_cast<int>(spans.size()) > maxLines;
    if (m_elided) spans.resize(static_cast<std::size_t>(maxLines));
    for (std::size_t i = 0; i < spans.size(); ++i) {
        QString line = lineText(all, spans[i]);
        if (m_elided && i + 1 == spans.size()) {
            // A little more than fits, so that the elision eats into the next word and not into this line's last one.
            QString rest = all.mid(spans[i].start, spans[i].length + 200);
            rest.replace(QChar::LineSeparator, u' ');
            line = QFontMetricsF(font).elidedText(rest, Qt::ElideRight, width);
            if (line == rest) line += QChar(0x2026);
        }
        addLine(line, font, width, direction);
    }
}

void TextBlock::addLine(const QString& text, const QFont& font, int width, Qt::LayoutDirection direction) {
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(direction);
    const auto layout = std::make_shared<QTextLayout>(text, font);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    layout->beginLayout();
    QTextLine line = layout->createLine();
    if (line.isValid()) line.setLineWidth(2 * width);  // alignment is ours
    layout->endLayout();
    Line added{layout, 0, m_style.lineHeight};
    if (line.isValid()) {
        added.width = std::min(width, static_cast<int>(std::ceil(line.naturalTextWidth())));
        added.height = std::max(m_style.lineHeight, static_cast<int>(std::ceil(line.height())));
    }
    m_size = {std::max(m_size.width(), added.width), m_size.height() + added.height};
    m_lines.push_back(std::move(added));
}

void TextBlock::draw(QPainter& painter, const QRect& rect, Qt::Alignment horizontal) const {
    painter.setPen(QColor::fromRgb(m_style.color));
    int y = rect.top();
    for (const Line& line : m_lines) {
        int x = rect.left();
        if (horizontal & Qt::AlignHCenter) x += (rect.width() - line.width) / 2;
        if (horizontal & Qt::AlignRight) x += rect.width() - line.width;
        if (line.layout->lineCount() > 0) {
            const QTextLine drawn = line.layout->lineAt(0);
            const double above = std::floor((line.height - drawn.height()) / 2);
            drawn.draw(&painter, QPointF(x - std::floor(drawn.naturalTextRect().left()), y + above));
        }
        y += line.height;
    }
}

}  // namespace kaleido::sheet
