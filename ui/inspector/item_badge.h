#pragma once

#include <QColor>
#include <QWidget>

#include <cstddef>

class QPainter;
class QRectF;

namespace kaleido {

/// The colour that the item at this index of the plan has everywhere.
QColor itemColor(std::size_t index);
/// Its sign: its number, counted from 1, on its colour.
void drawBadge(QPainter& painter, const QRectF& rect, std::size_t index);

/// The sign of one item as a widget.
class ItemBadge : public QWidget {
    Q_OBJECT

public:
    explicit ItemBadge(QWidget* parent = nullptr);

    void display(std::size_t index);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::size_t m_index = 0;
};

}  // namespace kaleido
