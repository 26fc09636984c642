#include "ui/fields/quiet_text.h"

#include "ui/theme/colors.h"

#include <QPainter>

namespace kaleido {

QuietText::QuietText(Lines lines, QWidget* parent) : QWidget(parent), m_lines(lines) {
    QSizePolicy policy(QSizePolicy::Preferred,
                       lines == Lines::One ? QSizePolicy::Fixed : QSizePolicy::Minimum);
    policy.setHeightForWidth(lines == Lines::Wrapped);
    setSizePolicy(policy);
}

void QuietText::setText(const QString& text) {
    if (text == m_text) return;
    m_text = text;
    // A screen reader reads what a widget without a text of its own is called.
    setAccessibleName(text);
    updateToolTip();
    updateGeometry();
    update();
}

void QuietText::setTone(Tone tone) {
    if (tone == m_tone) return;
    m_tone = tone;
    update();
}

void QuietText::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

int QuietText::flags() const {
    return static_cast<int>(m_alignment) |
           (m_lines == Lines::One ? Qt::AlignVCenter | Qt::TextSingleLine : Qt::AlignTop | Qt::TextWordWrap);
}

QSize QuietText::sizeHint() const {
    const QSize text = fontMetrics().size(Qt::TextSingleLine, m_text);
    if (m_lines == Lines::One) return {text.width(), fontMetrics().height()};
    return {qMin(text.width(), 240), heightForWidth(240)};
}

QSize QuietText::minimumSizeHint() const {
    return {0, fontMetrics().height()};
}

int QuietText::heightForWidth(int width) const {
    if (m_lines == Lines::One) return fontMetrics().height();
    return fontMetrics().boundingRect(QRect(0, 0, width, 10'000), flags(), m_text).height();
}

void QuietText::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ui::Colors& colors = ui::colors(palette());
    painter.setPen(QColor(m_tone == Tone::Quiet     ? colors.quietText
                          : m_tone == Tone::Warning ? colors.warning
                                                    : colors.error));
    const QString shown =
        m_lines == Lines::One ? fontMetrics().elidedText(m_text, Qt::ElideRight, width()) : m_text;
    painter.drawText(rect(), flags(), shown);
}

void QuietText::resizeEvent(QResizeEvent*) {
    updateToolTip();
}

void QuietText::updateToolTip() {
    const bool cut = m_lines == Lines::One && fontMetrics().horizontalAdvance(m_text) > width();
    setToolTip(cut ? m_text : QString());
}

}  // namespace kaleido
