#include "ui/inspector/item_delegate.h"

#include "app/sheet/hatching.h"
#include "ui/fields/words_edit.h"
#include "ui/inspector/item_badge.h"
#include "ui/inspector/item_list_model.h"
#include "ui/theme/icon_drawing.h"
#include "ui/theme/metrics.h"
#include "ui/theme/mixed.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kBadge = 20;
using ui::kGap;
using ui::kSmallIcon;
constexpr int kRow = 28;

QColor textColor(const QStyleOptionViewItem& option) {
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    return option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
}

/// Of what stands back, on the row as it is.
QColor quietOn(const QStyleOptionViewItem& option, double share) {
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    return ui::mixed(option.palette.color(selected ? QPalette::Highlight : QPalette::Base), textColor(option),
                     share);
}

QRect centred(const QRect& in, int side) {
    return {in.center().x() - side / 2 + 1, in.center().y() - side / 2 + 1, side, side};
}

QRect textRect(const QRect& row) {
    return row.adjusted(kGap + kBadge + kGap, 0, -4, 0);
}

}  // namespace

ItemDelegate::ItemDelegate(const QStringList& known, QObject* parent)
    : QStyledItemDelegate(parent), m_known(known) {}

void ItemDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.text.clear();
    row.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    painter->save();
    if (index.data(ItemListModel::HoveredRole).toBool() && !row.state.testFlag(QStyle::State_Selected)) {
        const QColor color = itemColor(index.data(ItemListModel::IndexRole).toULongLong());
        painter->fillRect(row.rect, ui::mixed(row.palette.color(QPalette::Base), color, 0.2));
    }
    row.state &= ~QStyle::State_MouseOver;
    const QStyle* style = row.widget == nullptr ? QApplication::style() : row.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    const QColor quiet = quietOn(row, 0.5);
    if (index.column() == ItemListModel::Shown) {
        ui::drawIcon(*painter, checked ? QStringView(u"eye") : QStringView(u"eye-off"),
                     centred(row.rect, kSmallIcon), checked ? quiet : textColor(row));
    } else if (index.column() == ItemListModel::Locked) {
        ui::drawIcon(*painter, checked ? QStringView(u"lock") : QStringView(u"unlock"),
                     centred(row.rect, kSmallIcon), checked ? textColor(row) : quiet);
    } else {
        drawWords(*painter, row, index);
    }
    painter->restore();
}

void ItemDelegate::drawWords(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const QRect& row = option.rect;
    const QRect badge(row.left() + kGap, row.center().y() - kBadge / 2 + 1, kBadge, kBadge);
    drawBadge(painter, badge, index.data(ItemListModel::IndexRole).toULongLong());
    if (option.state.testFlag(QStyle::State_Selected)) {  // whose colour may be the item's
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(textColor(option));
        painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }

    const QColor color = textColor(option);
    QRect text = textRect(row);
    if (index.data(ItemListModel::StaleRole).toBool()) {
        QColor hatch = color;
        hatch.setAlphaF(0.22F);
        painter.fillRect(text.adjusted(-4, 4, 0, -4), sheet::hatching(painter, hatch));
        ui::drawIcon(
            painter, u"history",
            centred(QRect(text.right() - kSmallIcon, row.top(), kSmallIcon, row.height()), kSmallIcon),
            color);
        text.setRight(text.right() - kSmallIcon - kGap);
    }
    const QString words = index.data(Qt::DisplayRole).toString();
    QFont font = option.font;
    font.setItalic(words.isEmpty());
    painter.setFont(font);
    painter.setPen(words.isEmpty() ? quietOn(option, 0.75) : color);
    const QString shown = words.isEmpty() ? tr("no words yet") : words;
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(shown, Qt::ElideRight, text.width()));
}

QSize ItemDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {0, std::max(kRow, (option.fontMetrics.height() + 11) / 4 * 4)};
}

QWidget* ItemDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
    auto* editor = new WordsEdit(m_known, parent);
    editor->setObjectName(QStringLiteral("rename"));
    editor->setAccessibleName(tr("Words of the item"));
    return editor;
}

void ItemDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* words = qobject_cast<WordsEdit*>(editor);
    if (words != nullptr && !words->isModified()) words->display(index.data(Qt::EditRole).toString());
}

void ItemDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
    const auto* words = qobject_cast<WordsEdit*>(editor);
    if (words != nullptr && words->isModified()) model->setData(index, words->text(), Qt::EditRole);
}

void ItemDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                        const QModelIndex&) const {
    editor->setGeometry(textRect(option.rect).adjusted(-4, 1, 0, -1));
}

bool ItemDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem&,
                               const QModelIndex& index) {
    if (index.column() == ItemListModel::Words) return false;
    if (event->type() != QEvent::MouseButtonRelease ||
        static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton ||
        !index.flags().testFlag(Qt::ItemIsUserCheckable))
        return false;
    const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

}  // namespace kaleido
