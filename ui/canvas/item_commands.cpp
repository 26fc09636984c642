#include "ui/canvas/item_commands.h"

#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "ui/canvas/frame.h"
#include "ui/canvas/item_clipboard.h"
#include "ui/canvas/workbench.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>
#include <memory>

namespace kaleido::canvas {
namespace {

constexpr double kCopyShift = 1.0 / 32;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ItemCommands)
};

QString itemsKey(const QString& what, const std::vector<ItemId>& items) {
    QString key = what;
    for (const ItemId item : items) key += QLatin1Char(' ') + QString::number(item.value);
    return key;
}

/// Their places in the plan, ascending.
std::vector<std::size_t> indicesOf(const Plan& plan, const std::vector<ItemId>& items) {
    std::vector<std::size_t> indices;
    for (const ItemId id : items) {
        if (const auto index = findItem(plan, id)) indices.push_back(*index);
    }
    std::sort(indices.begin(), indices.end());
    return indices;
}

bool hasShape(const Plan& plan, const Item& item) {
    return std::any_of(plan.items.begin(), plan.items.end(),
                       [&](const Item& other) { return other.box == item.box && other.blob == item.blob; });
}

void shift(Item& item, double by) {
    if (item.box) item.box = Box{item.box->x0 + by, item.box->y0 + by, item.box->x1 + by, item.box->y1 + by};
    if (item.blob) item.blob->centre = {item.blob->centre.x + by, item.blob->centre.y + by};
}

Plan reordered(Plan plan, const std::vector<ItemId>& items, Order order) {
    const std::vector<std::size_t> indices = indicesOf(plan, items);
    if (order == Order::Forward || order == Order::Front) {
        std::size_t limit = plan.items.size() - 1;
        for (auto index = indices.rbegin(); index != indices.rend(); ++index) {
            const std::size_t to = order == Order::Front ? limit : std::min(*index + 1, limit);
            const ItemId item = plan.items[*index].id;
            plan = reorderItem(std::move(plan), item, to);
            limit = to == 0 ? 0 : to - 1;
        }
        return plan;
    }
    std::size_t limit = 0;
    for (const std::size_t index : indices) {
        const std::size_t to = order == Order::Back || index == 0 ? limit : std::max(index - 1, limit);
        const ItemId item = plan.items[index].id;
        plan = reorderItem(std::move(plan), item, to);
        limit = to + 1;
    }
    return plan;
}

}  // namespace

void nudge(Workbench& bench, Vec2 by) {
    if (!bench.canMove()) return;
    const std::vector<ItemId> items = bench.movableItems();
    bench.commit(withItemsMoved(bench.plan(), items, by), Texts::tr("Nudge"),
                 itemsKey(QStringLiteral("nudge"), items));
}

void removeSelected(Workbench& bench) {
    if (!bench.canMove()) return;
    const std::vector<ItemId> items = bench.movableItems();
    Plan after = bench.plan();
    for (const ItemId item : items) after = removeItem(std::move(after), item);
    bench.commit(after, items.size() == 1 ? Texts::tr("Delete item") : Texts::tr("Delete items"));
}

void duplicateSelected(Workbench& bench) {
    if (bench.selection().items().empty() || !bench.canEdit()) return;
    Plan after = bench.plan();
    std::vector<ItemId> copies;
    for (const ItemId item : bench.selection().items()) {
        copies.push_back(nextItemId(after));
        after = duplicateItem(std::move(after), item, {kCopyShift, kCopyShift});
    }
    if (bench.commit(after, copies.size() == 1 ? Texts::tr("Duplicate item") : Texts::tr("Duplicate items")))
        bench.selection().select(copies);
}

void copySelected(Workbench& bench) {
    if (!bench.hasPlan() || bench.selection().items().empty()) return;
    std::vector<Item> items;
    for (const std::size_t index : indicesOf(bench.plan(), bench.selection().items()))
        items.push_back(bench.plan().items[index]);
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1String(kItemsMimeType), bytesOf(items));
    QGuiApplication::clipboard()->setMimeData(data.release());
}

void pasteItems(Workbench& bench) {
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    if (data == nullptr || !data->hasFormat(QLatin1String(kItemsMimeType))) return;
    std::vector<Item> items = itemsFrom(data->data(QLatin1String(kItemsMimeType)));
    if (items.empty() || !bench.canEdit()) return;
    // Copies beside what they are copies of, not on top of it.
    for (std::size_t tries = 0; tries < 64 && hasShape(bench.plan(), items.front()); ++tries)
        for (Item& item : items) shift(item, kCopyShift);
    Plan after = bench.plan();
    std::vector<ItemId> pasted;
    for (const Item& item : items) {
        pasted.push_back(nextItemId(after));
        after = addItem(std::move(after), item);
    }
    if (bench.commit(after, pasted.size() == 1 ? Texts::tr("Paste item") : Texts::tr("Paste items")))
        bench.selection().select(pasted);
}

void reorderSelected(Workbench& bench, Order order) {
    if (!bench.canMove()) return;
    const bool nearer = order == Order::Forward || order == Order::Front;
    bench.commit(reordered(bench.plan(), bench.movableItems(), order),
                 nearer ? Texts::tr("Bring forward") : Texts::tr("Send backward"));
}

void toggleLocked(Workbench& bench) {
    if (bench.selection().items().empty() || !bench.canEdit()) return;
    const std::vector<std::size_t> indices = indicesOf(bench.plan(), bench.selection().items());
    const bool locks = std::any_of(indices.begin(), indices.end(),
                                   [&](std::size_t index) { return !bench.plan().items[index].locked; });
    Plan after = bench.plan();
    for (const std::size_t index : indices)
        after = setLocked(std::move(after), {PartKind::Item, index}, locks);
    bench.commit(after, locks ? Texts::tr("Lock") : Texts::tr("Unlock"));
}

void toggleHidden(Workbench& bench) {
    ItemSelection& selection = bench.selection();
    const std::vector<ItemId> items = selection.items();
    const bool hides =
        std::any_of(items.begin(), items.end(), [&](ItemId item) { return !selection.isHidden(item); });
    for (const ItemId item : items) selection.setHidden(item, hides);
}

void alignSelected(Workbench& bench, Alignment alignment) {
    if (!bench.canMove()) return;
    bench.commit(aligned(bench.plan(), bench.movableItems(), alignment), Texts::tr("Align"));
}

void distributeSelected(Workbench& bench, Qt::Orientation along) {
    if (!bench.canMove()) return;
    bench.commit(distributed(bench.plan(), bench.movableItems(), along), Texts::tr("Distribute"));
}

void selectAll(Workbench& bench) {
    if (!bench.hasPlan()) return;
    std::vector<ItemId> items;
    for (const Item& item : bench.plan().items) {
        if (bench.isVisible(item.id)) items.push_back(item.id);
    }
    bench.selection().select(std::move(items));
}

bool selectNeighbour(Workbench& bench, int step) {
    if (!bench.hasPlan()) return false;
    std::vector<ItemId> items;
    for (const Item& item : bench.plan().items) {
        if (bench.isVisible(item.id)) items.push_back(item.id);
    }
    if (items.empty()) return false;
    const std::vector<ItemId>& selected = bench.selection().items();
    const auto found =
        selected.empty() ? items.end() : std::find(items.begin(), items.end(), selected.back());
    if (found == items.end()) {
        bench.selection().select({step > 0 ? items.front() : items.back()});
        return true;
    }
    if (step > 0 ? found + 1 == items.end() : found == items.begin()) return false;
    bench.selection().select({step > 0 ? *(found + 1) : *(found - 1)});
    return true;
}

}  // namespace kaleido::canvas
