#pragma once

#include "app/sheet/picture_image.h"

#include <QPersistentModelIndex>
#include <QSize>
#include <QStyledItemDelegate>

#include <vector>

class QTimer;

namespace kaleido {

class CardView;
class PictureModel;

/// Draws the cells of a PictureModel: the picture at a whole multiple of its size, marks on it, and under the pointer the
/// plan it was painted from. Drawing never waits for what takes long: a picture is enlarged roughly at first, and well as
/// soon as there is time.
class PictureCell : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// Around a picture in its cell.
    static constexpr int kMargin = 4;

    PictureCell(const PictureModel& model, CardView& view, QObject* parent = nullptr);

    sheet::Filter filter() const { return m_filter; }
    void setFilter(sheet::Filter filter) { m_filter = filter; }
    bool showsPlan() const { return m_showsPlan; }
    void setShowsPlan(bool shows) { m_showsPlan = shows; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void enlargeSome();
    void paintPicture(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintWaiting(QPainter& painter, const QRect& rect, int row, const QPalette& palette) const;
    void paintMarks(QPainter& painter, const QRect& rect, int row, const QPalette& palette) const;
    void paintPlan(QPainter& painter, const QRect& rect, int row) const;

    const PictureModel& m_model;
    CardView& m_view;
    struct Wanted {
        QPersistentModelIndex index;
        QSize size;
    };
    mutable std::vector<Wanted> m_wanted;  ///< to be enlarged well
    QTimer* m_idle;
    sheet::Filter m_filter = sheet::Filter::Lanczos;
    bool m_showsPlan = true;
};

}  // namespace kaleido
