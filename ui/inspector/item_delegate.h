#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

namespace kaleido {

/// Draws the rows of the item list: badge, words, marks for what is stale or under the pointer, eye and lock. Words are edited
/// with completion; a click turns eye and lock.
class ItemDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ItemDelegate(const QStringList& known, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

private:
    void drawWords(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const QStringList m_known;
};

}  // namespace kaleido
