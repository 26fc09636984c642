#include "ui/inspector/item_list.h"

#include "app/studio/current_plan.h"
#include "app/studio/item_order.h"
#include "app/studio/item_selection.h"
#include "app/studio/known_words.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "ui/inspector/item_delegate.h"
#include "ui/inspector/item_list_model.h"
#include "ui/theme/colors.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kSignColumn = 28;

bool has(const std::vector<ItemId>& items, ItemId id) {
    return std::find(items.begin(), items.end(), id) != items.end();
}

}  // namespace

ItemList::ItemList(Document& document, ItemSelection& selection, const ModelWords& words, QWidget* parent)
    : QTreeView(parent),
      m_selection(selection),
      m_current(new CurrentPlan(document, this)),
      m_model(new ItemListModel(*m_current, selection, this)) {
    setObjectName(QStringLiteral("itemList"));
    setAccessibleName(tr("Items"));
    setAccessibleDescription(tr("The items of the plan, the nearest first"));
    setModel(m_model);
    setItemDelegate(new ItemDelegate(words.all, this));
    setRootIsDecorated(false);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(kSignColumn);
    header()->setSectionResizeMode(ItemListModel::Words, QHeaderView::Stretch);
    for (const int column : {int{ItemListModel::Shown}, int{ItemListModel::Locked}}) {
        header()->setSectionResizeMode(column, QHeaderView::Fixed);
        header()->resizeSection(column, kSignColumn);
    }
    connect(m_current, &CurrentPlan::changed, this, &ItemList::afterChange);
    connect(m_current, &CurrentPlan::typingEnds, this, &ItemList::endTyping);
    connect(&selection, &ItemSelection::changed, this, &ItemList::showSelection);
    showSelection();
}

std::vector<ItemList::Deed> ItemList::deeds() {
    return {{tr("Change words"), Qt::Key_F2, &ItemList::rename},
            {tr("Hide or show"), Qt::CTRL | Qt::Key_H, &ItemList::toggleHidden, false},
            {tr("Lock or unlock"), Qt::CTRL | Qt::Key_L, &ItemList::toggleLocked},
            {tr("Bring nearer"), Qt::ALT | Qt::Key_Up, &ItemList::bringNearer},
            {tr("Send farther"), Qt::ALT | Qt::Key_Down, &ItemList::sendFarther},
            {tr("Keep what is stale"), {}, &ItemList::keep},
            {tr("Remove"), Qt::Key_Delete, &ItemList::remove}};
}

void ItemList::afterChange() {
    if (const Plan* plan = m_current->shown()) m_selection.keepOnly(*plan);
    showSelection();
    viewport()->update();
}

void ItemList::endTyping() {
    QWidget* renaming = indexWidget(m_model->index(currentIndex().row(), ItemListModel::Words));
    if (renaming == nullptr) return;
    commitData(renaming);
    closeEditor(renaming, QAbstractItemDelegate::NoHint);
}

void ItemList::showSelection() {
    const QScopedValueRollback<bool> showing(m_showing, true);
    QItemSelection rows;
    for (const ItemId item : m_selection.items()) {
        const int row = m_model->rowOf(item);
        if (row >= 0) rows.select(m_model->index(row, 0), m_model->index(row, ItemListModel::Columns - 1));
    }
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (m_selection.items().empty()) return;
    const int primary = m_model->rowOf(m_selection.items().back());
    if (primary < 0 || primary == currentIndex().row()) return;
    selectionModel()->setCurrentIndex(m_model->index(primary, 0), QItemSelectionModel::NoUpdate);
}

void ItemList::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
    QTreeView::selectionChanged(selected, deselected);
    if (m_showing) return;
    std::vector<ItemId> chosen;
    for (const QModelIndex& row : selectionModel()->selectedRows())
        chosen.push_back(m_model->idAt(row.row()));
    std::vector<ItemId> items = m_selection.items();  // in the order in which they were selected
    std::erase_if(items, [&](ItemId item) { return !has(chosen, item); });
    for (const ItemId item : chosen) {
        if (!has(items, item)) items.push_back(item);
    }
    m_selection.select(std::move(items));
}

QItemSelectionModel::SelectionFlags ItemList::selectionCommand(const QModelIndex& index,
                                                               const QEvent* event) const {
    // A click on eye or lock is about that item and leaves the selection alone.
    const bool mouse = event != nullptr &&
                       (event->type() == QEvent::MouseButtonPress ||
                        event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseMove);
    if (mouse && index.isValid() && index.column() != ItemListModel::Words)
        return QItemSelectionModel::NoUpdate;
    return QTreeView::selectionCommand(index, event);
}

bool ItemList::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::HoverMove) {
        const auto* at = static_cast<const QSinglePointEvent*>(event);
        const QModelIndex index = indexAt(at->position().toPoint());
        m_selection.hover(index.isValid() ? m_model->idAt(index.row()) : ItemId{});
    } else if (event->type() == QEvent::Leave) {
        m_selection.hover({});
    }
    return QTreeView::viewportEvent(event);
}

const ItemList::Deed* ItemList::deedOf(const QKeyEvent& event) const {
    const QKeySequence keys(event.keyCombination());
    const auto found = std::find_if(m_deeds.begin(), m_deeds.end(), [&](const Deed& deed) {
        return !deed.keys.isEmpty() && deed.keys == keys;
    });
    return found == m_deeds.end() ? nullptr : &*found;
}

bool ItemList::event(QEvent* event) {
    // Keys of the list go before the window's shortcuts while it has the focus.
    if (event->type() == QEvent::ShortcutOverride && deedOf(*static_cast<QKeyEvent*>(event)) != nullptr) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void ItemList::keyPressEvent(QKeyEvent* event) {
    if (const Deed* deed = deedOf(*event)) {
        if (!deed->edits || m_current->canEdit()) (this->*deed->act)();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ItemList::contextMenuEvent(QContextMenuEvent* event) {
    if (m_selection.items().empty()) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("itemMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Deed& deed : m_deeds) {
        // As text: the keys are the list's own, not the menu's.
        QAction* action = menu->addAction(deed.text + u'\t' + deed.keys.toString(QKeySequence::NativeText));
        action->setEnabled(!deed.edits || m_current->canEdit());
        connect(action, &QAction::triggered, this, deed.act);
    }
    menu->popup(event->globalPos());
}

void ItemList::paintEvent(QPaintEvent* event) {
    QTreeView::paintEvent(event);
    if (m_model->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(QColor(ui::colors(palette()).quietText));
    painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("No items yet. Draw a box or a blob on the canvas."));
}

void ItemList::rename() {
    const QModelIndex at = m_model->index(currentIndex().row(), ItemListModel::Words);
    if (at.isValid()) edit(at);
}

void ItemList::toggleHidden() {
    const std::vector<ItemId> items = m_selection.items();
    const bool hide =
        std::any_of(items.begin(), items.end(), [&](ItemId id) { return !m_selection.isHidden(id); });
    for (const ItemId item : items) m_selection.setHidden(item, hide);
}

void ItemList::toggleLocked() {
    const std::vector<ItemId>& items = m_selection.items();
    const Plan& now = *m_current->stored();
    const bool lock = std::any_of(now.items.begin(), now.items.end(),
                                  [&](const Item& item) { return has(items, item.id) && !item.locked; });
    m_current->edit(lock ? tr("Lock items") : tr("Unlock items"), [&](Plan plan) {
        for (std::size_t i = 0; i < plan.items.size(); ++i) {
            if (has(items, plan.items[i].id)) plan = setLocked(std::move(plan), {PartKind::Item, i}, lock);
        }
        return plan;
    });
}

void ItemList::bringNearer() {
    m_current->edit(tr("Bring nearer"),
                    [&](Plan plan) { return kaleido::bringNearer(std::move(plan), m_selection.items()); });
}

void ItemList::sendFarther() {
    m_current->edit(tr("Send farther"),
                    [&](Plan plan) { return kaleido::sendFarther(std::move(plan), m_selection.items()); });
}

void ItemList::keep() {
    m_current->edit(tr("Keep items"), [&](Plan plan) {
        for (std::size_t i = 0; i < plan.items.size(); ++i) {
            if (has(m_selection.items(), plan.items[i].id))
                plan = keepStale(std::move(plan), {PartKind::Item, i});
        }
        return plan;
    });
}

void ItemList::remove() {
    const std::vector<ItemId> items = m_selection.items();
    m_current->edit(tr("Remove items"), [&](Plan plan) {
        for (const ItemId item : items) {
            if (findItem(plan, item)) plan = removeItem(std::move(plan), item);
        }
        return plan;
    });
}

}  // namespace kaleido
