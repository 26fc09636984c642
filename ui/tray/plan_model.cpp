#include "ui/tray/plan_model.h"

#include "engine/plan/difference.h"

#include <algorithm>
#include <string>

namespace kaleido {
namespace {

/// Plans of one caption, in the order they were added.
struct Group {
    const std::string* caption;
    std::vector<PlanId> ids;
    std::vector<Plan> plans;
};

std::vector<Group> groupsOf(const std::vector<DocumentPlan>& plans) {
    std::vector<Group> groups;
    for (const DocumentPlan& one : plans) {
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& other) { return *other.caption == one.plan.caption; });
        if (group == groups.end()) group = groups.insert(groups.end(), {&one.plan.caption, {}, {}});
        group->ids.push_back(one.stored.id);
        group->plans.push_back(one.plan);
    }
    return groups;
}

}  // namespace

PlanModel::PlanModel(Document& document, PlanController& controller, const PlanFormat& format,
                     QObject* parent)
    : KeyedRows(parent), m_document(document), m_controller(controller), m_format(format) {
    connect(&document, &Document::changed, this, &PlanModel::follow);
    connect(&controller, &PlanController::pendingChanged, this, &PlanModel::updatePending);
    connect(&controller, &PlanController::busyChanged, this, [this](bool busy) {
        if (busy) return;
        sortPlans();
        update();
    });
    sortPlans();
    update();
}

void PlanModel::setOrder(PlanOrder order) {
    if (order == m_order) return;
    m_order = order;
    sortPlans();
    update();
}

void PlanModel::setShowsDiscarded(bool shows) {
    if (shows == m_showsDiscarded) return;
    m_showsDiscarded = shows;
    update();
}

void PlanModel::follow(const Change& change) {
    switch (change.what) {
        case Change::What::Everything:
            sortPlans();
            resetRows(wanted());
            break;
        case Change::What::PlanAdded:
            if (m_controller.isBusy()) {
                m_sorted.push_back(change.plan);
                replaceWritten(change.plan);
            } else {
                sortPlans();
            }
            update();
            break;
        case Change::What::PlanEdited:
        case Change::What::PlanMarked:
        case Change::What::CurrentPlan:
            update();
            break;
        case Change::What::PlanPreviewed:
            if (const int row = rowOf(RowKey{0, change.plan.value, 0, 0}); row >= 0) rowChanged(row);
            break;
        case Change::What::RunAdded:
        case Change::What::PictureAdded:
        case Change::What::PicturesMarked:
            break;
    }
}

/// The controller has taken a plan off its list and given it to the document: its card stays the same card.
void PlanModel::replaceWritten(PlanId plan) {
    const auto& pending = m_controller.pending();
    for (int row = 0; row < rowCount(); ++row) {
        const PlanRow& one = at(row);
        if (!one.isPending()) continue;
        const bool waits = std::any_of(pending.begin(), pending.end(), [&](const PendingPlan& other) {
            return other.job == one.job && other.index == one.index;
        });
        if (waits) continue;
        replaceRow(row, rowFor(*m_document.find(plan)));
        return;
    }
}

void PlanModel::sortPlans() {
    m_sorted.clear();
    for (const Group& group : groupsOf(m_document.plans())) {
        if (m_order == PlanOrder::Time) {
            m_sorted.insert(m_sorted.end(), group.ids.begin(), group.ids.end());
            continue;
        }
        for (const std::size_t place : farthestFirst(group.plans, m_format))
            m_sorted.push_back(group.ids[place]);
    }
}

PlanRow PlanModel::rowFor(const DocumentPlan& plan) const {
    return {.plan = plan.stored.id,
            .job = {},
            .revision = plan.stored.current,
            .marks = plan.stored.marks,
            .current = plan.stored.id == m_document.currentPlan()};
}

std::vector<PlanRow> PlanModel::wanted() const {
    std::vector<PlanRow> rows;
    for (const PlanId id : m_sorted) {
        const DocumentPlan* plan = m_document.find(id);
        if (plan != nullptr && (m_showsDiscarded || !plan->stored.marks.discarded))
            rows.push_back(rowFor(*plan));
    }
    std::stable_partition(rows.begin(), rows.end(), [](const PlanRow& row) { return row.marks.pinned; });
    for (const PendingPlan& one : m_controller.pending())
        rows.push_back({.plan = {}, .job = one.job, .index = one.index, .revision = {}, .marks = {}});
    return rows;
}

void PlanModel::update() {
    setRows(wanted());
}

void PlanModel::updatePending() {
    update();
    for (int row = rowCount() - 1; row >= 0 && at(row).isPending(); --row) rowChanged(row);
}

Plan PlanModel::plan(int row) const {
    const PlanRow& one = at(row);
    if (!one.isPending()) return m_document.shown(one.plan);
    for (const PendingPlan& pending : m_controller.pending()) {
        if (pending.job == one.job && pending.index == one.index) return pending.plan;
    }
    return {};
}

bool PlanModel::isPreviewed(const PlanRow& row) const {
    return !row.isPending() && &m_document.shown(row.plan) != &m_document.find(row.plan)->plan;
}

QString PlanModel::origin(int row) const {
    const PlanRow& one = at(row);
    if (one.isPending()) return tr("Being written…");
    const StoredPlan& stored = m_document.find(one.plan)->stored;
    switch (stored.origin) {
        case Origin::Drawn:
            return tr("Drawn");
        case Origin::Imported:
            return tr("Imported");
        case Origin::Sampled:
            break;
    }
    return tr("#%1 · %2").arg(stored.index + 1).arg(stored.seed);
}

QVariant PlanModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Plan says = plan(index.row());
    const QString words = QString::fromStdString(says.detail.empty() ? says.caption : says.detail);
    switch (role) {
        case Qt::DisplayRole:
            return words;
        case Qt::ToolTipRole:
            return says.detail.empty()
                       ? words
                       : QString::fromStdString(says.caption) + QStringLiteral("\n\n") + words;
        case Qt::AccessibleTextRole: {
            const PlanRow& one = at(index.row());
            QStringList parts{tr("Plan %1").arg(origin(index.row()))};
            if (one.current) parts += tr("on the canvas");
            if (one.marks.pinned) parts += tr("pinned");
            if (one.marks.discarded) parts += tr("discarded");
            parts += words;
            return parts.join(QStringLiteral(", "));
        }
        default:
            return {};
    }
}

}  // namespace kaleido
