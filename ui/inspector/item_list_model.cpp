#include "ui/inspector/item_list_model.h"

#include "app/studio/current_plan.h"
#include "app/studio/item_order.h"
#include "app/studio/item_selection.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/shapes.h"
#include "ui/inspector/issue_text.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>

namespace kaleido {
namespace {

const QString kMimeType = QStringLiteral("application/x-kaleido-item-rows");

bool sameIds(const std::vector<Item>& a, const std::vector<Item>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Item& one, const Item& other) { return one.id == other.id; });
}

Qt::CheckState checkState(bool checked) {
    return checked ? Qt::Checked : Qt::Unchecked;
}

}  // namespace

ItemListModel::ItemListModel(CurrentPlan& current, ItemSelection& selection, QObject* parent)
    : QAbstractTableModel(parent), m_current(current), m_selection(selection) {
    connect(&current, &CurrentPlan::changed, this, &ItemListModel::read);
    connect(&selection, &ItemSelection::hiddenChanged, this, &ItemListModel::tellAll);
    connect(&selection, &ItemSelection::hoveredChanged, this, &ItemListModel::tellAll);
    read();
}

void ItemListModel::read() {
    const Plan* plan = m_current.shown();
    std::vector<Item> items = plan == nullptr ? std::vector<Item>() : plan->items;
    // Items of other plans have the same ids, but are others.
    const bool samePlan = m_current.id() == m_plan;
    m_plan = m_current.id();
    if (samePlan && items == m_items) return;
    if (samePlan && sameIds(items, m_items)) {
        m_items = std::move(items);
        tellAll();
    } else {
        beginResetModel();
        m_items = std::move(items);
        endResetModel();
    }
}

void ItemListModel::tellAll() {
    if (!m_items.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int ItemListModel::rowOf(ItemId item) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (idAt(row) == item) return row;
    }
    return -1;
}

int ItemListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int ItemListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{Columns};
}

QString ItemListModel::spoken(int row) const {
    const Item& item = itemAt(row);
    QStringList parts;
    parts.push_back(item.words.empty() ? tr("no words yet") : QString::fromStdString(item.words));
    if (const auto centre = centreOf(item)) parts.push_back(placeText(placeOf(*centre)));
    parts.push_back(tr("%1 of %2 from the front").arg(row + 1).arg(rowCount()));
    if (m_selection.isHidden(item.id)) parts.push_back(tr("hidden"));
    if (item.locked) parts.push_back(tr("locked"));
    if (item.state == PartState::Stale) parts.push_back(tr("stale"));
    if (item.state == PartState::Edited) parts.push_back(tr("edited"));
    return parts.join(QStringLiteral(", "));
}

QVariant ItemListModel::wordsData(int row, int role) const {
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return QString::fromStdString(itemAt(row).words);
        case Qt::AccessibleTextRole:
            return spoken(row);
        case Qt::ToolTipRole:
            return itemAt(row).state == PartState::Stale
                       ? tr("An edit contradicts this item. It is left out of the painting until it is "
                            "resampled or kept.")
                       : QVariant();
        default:
            return {};
    }
}

QVariant ItemListModel::shownData(int row, int role) const {
    const bool hidden = m_selection.isHidden(itemAt(row).id);
    switch (role) {
        case Qt::CheckStateRole:
            return checkState(!hidden);
        case Qt::AccessibleTextRole:
            return hidden ? tr("hidden") : tr("shown");
        case Qt::ToolTipRole:
            return hidden ? tr("Show on the canvas") : tr("Hide on the canvas; it is painted all the same");
        default:
            return {};
    }
}

QVariant ItemListModel::lockedData(int row, int role) const {
    const bool locked = itemAt(row).locked;
    switch (role) {
        case Qt::CheckStateRole:
            return checkState(locked);
        case Qt::AccessibleTextRole:
            return locked ? tr("locked") : tr("not locked");
        case Qt::ToolTipRole:
            return locked ? tr("Let it be resampled with the rest")
                          : tr("Keep it when the rest is resampled");
        default:
            return {};
    }
}

QVariant ItemListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const int row = index.row();
    switch (role) {
        case IndexRole:
            return QVariant::fromValue(static_cast<qulonglong>(planIndex(row)));
        case StaleRole:
            return itemAt(row).state == PartState::Stale;
        case HoveredRole:
            return itemAt(row).id == m_selection.hovered();
        default:
            break;
    }
    return index.column() == Words   ? wordsData(row, role)
           : index.column() == Shown ? shownData(row, role)
                                     : lockedData(row, role);
}

bool ItemListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid()) return false;
    const ItemId id = idAt(index.row());
    if (index.column() == Words && role == Qt::EditRole) {
        const std::string words = value.toString().simplified().toStdString();
        return m_current.editItem(id, tr("Change words"),
                                  [&](Plan plan) { return setWords(std::move(plan), id, words); });
    }
    if (role != Qt::CheckStateRole) return false;
    const bool checked = value.toInt() == Qt::Checked;
    if (index.column() == Shown) {
        m_selection.setHidden(id, !checked);
        return true;
    }
    return m_current.editItem(id, checked ? tr("Lock item") : tr("Unlock item"), [&](Plan plan) {
        const std::size_t item = *findItem(plan, id);
        return setLocked(std::move(plan), {PartKind::Item, item}, checked);
    });
}

Qt::ItemFlags ItemListModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::ItemIsDropEnabled;  // between rows only
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Shown) return flags | Qt::ItemIsUserCheckable;
    if (!m_current.canEdit()) return flags;
    if (index.column() == Locked) return flags | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled;
    return flags | Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
}

QStringList ItemListModel::mimeTypes() const {
    return {kMimeType};
}

QMimeData* ItemListModel::mimeData(const QModelIndexList& indexes) const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << static_cast<quint64>(m_current.id().value);
    for (const QModelIndex& index : indexes) {
        if (index.column() == Words) stream << static_cast<quint64>(idAt(index.row()).value);
    }
    auto* data = new QMimeData;
    data->setData(kMimeType, bytes);
    return data;
}

bool ItemListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                 const QModelIndex& parent) {
    if (action != Qt::MoveAction || parent.isValid() || !m_current.canEdit()) return false;
    const QByteArray bytes = data->data(kMimeType);
    QDataStream stream(bytes);
    quint64 plan = 0;
    stream >> plan;
    if (plan != m_current.id().value) return false;
    std::vector<ItemId> moved;
    while (!stream.atEnd()) {
        quint64 id = 0;
        stream >> id;
        if (findItem(*m_current.stored(), ItemId{id})) moved.push_back(ItemId{id});
    }
    // Farther than the gap stand those that are below it in the list.
    std::size_t farther = 0;
    for (int below = row < 0 ? rowCount() : row; below < rowCount(); ++below) {
        if (std::find(moved.begin(), moved.end(), idAt(below)) == moved.end()) ++farther;
    }
    return m_current.edit(tr("Change order"),
                          [&](Plan now) { return placeItems(std::move(now), moved, farther); });
}

}  // namespace kaleido
