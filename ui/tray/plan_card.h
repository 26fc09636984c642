#pragma once

#include <QCache>
#include <QPixmap>
#include <QStyledItemDelegate>

#include <cstdint>

namespace kaleido {

class PlanModel;
struct Plan;
struct PlanFormat;
struct PlanRow;

/// Draws the cards of a PlanModel: the layout, its first words, where it comes from, its mosaic. Layouts are drawn once a
/// revision.
class PlanCard : public QStyledItemDelegate {
    Q_OBJECT

public:
    PlanCard(const PlanModel& model, const PlanFormat& format, QObject* parent = nullptr);

    /// Of a card as wide as this, with the gaps around it.
    static int heightFor(int width);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintSurface(QPainter& painter, const QRect& card, const QStyleOptionViewItem& option,
                      const PlanRow& row) const;
    void paintLayout(QPainter& painter, const QRect& rect, const Plan& plan, const PlanRow& row,
                     const QColor& paper) const;
    void paintFooter(QPainter& painter, const QRect& rect, const Plan& plan, int row,
                     const QPalette& palette) const;
    void paintProgress(QPainter& painter, const QRect& rect, const Plan& plan, const QPalette& palette) const;

    const PlanModel& m_model;
    const int m_colorLevels;
    mutable QCache<QString, QPixmap> m_layouts;
};

}  // namespace kaleido
