#pragma once

#include "app/document/change.h"
#include "engine/plan/plan.h"

#include <QAbstractTableModel>

#include <vector>

namespace kaleido {

class CurrentPlan;
class ItemSelection;

/// The items of the plan on the canvas, the nearest first, as rows that can be renamed, hidden, locked and dragged.
class ItemListModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Words, Shown, Locked, Columns };
    enum Role { IndexRole = Qt::UserRole, StaleRole, HoveredRole };

    ItemListModel(CurrentPlan& current, ItemSelection& selection, QObject* parent = nullptr);

    ItemId idAt(int row) const { return itemAt(row).id; }
    /// -1 if there is no such item.
    int rowOf(ItemId item) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    // ---- Dragging
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    void read();
    void tellAll();
    /// Into Plan::items, where the farthest is the first.
    std::size_t planIndex(int row) const { return m_items.size() - 1 - static_cast<std::size_t>(row); }
    const Item& itemAt(int row) const { return m_items[planIndex(row)]; }
    QString spoken(int row) const;
    QVariant wordsData(int row, int role) const;
    QVariant shownData(int row, int role) const;
    QVariant lockedData(int row, int role) const;

    CurrentPlan& m_current;
    ItemSelection& m_selection;
    PlanId m_plan;  ///< that the items are of
    std::vector<Item> m_items;
};

}  // namespace kaleido
