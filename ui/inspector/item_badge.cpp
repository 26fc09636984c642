#include "ui/inspector/item_badge.h"

#include "app/sheet/theme.h"

#include <QPainter>

namespace kaleido {

QColor itemColor(std::size_t index) {
    return QColor::fromRgb(sheet::theme::categorical(index));
}

void drawBadge(QPainter& painter, const QRectF& rect, std::size_t index) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(itemColor(index));
    painter.drawRoundedRect(rect, 4, 4);
    QFont font = painter.font();
    font.setPixelSize(static_cast<int>(rect.height() * 0.6));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(QColor::fromRgb(sheet::theme::kBadge.color));
    painter.drawText(rect, Qt::AlignCenter, QString::number(index + 1));
    painter.restore();
}

ItemBadge::ItemBadge(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ItemBadge::display(std::size_t index) {
    m_index = index;
    update();
}

QSize ItemBadge::sizeHint() const {
    return {20, 20};
}

void ItemBadge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    drawBadge(painter, rect(), m_index);
}

}  // namespace kaleido
