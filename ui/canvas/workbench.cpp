#include "ui/canvas/workbench.h"

#include "engine/plan/items.h"

#include <QScopedValueRollback>

namespace kaleido::canvas {

Workbench::Workbench(Document& document, ItemSelection& selection, const PlanFormat& format)
    : m_document(document), m_selection(selection), m_format(format) {}

bool Workbench::hasPlan() const {
    return m_document.find(m_document.currentPlan()) != nullptr;
}

const Plan& Workbench::plan() const {
    return m_document.find(m_document.currentPlan())->plan;
}

const Plan& Workbench::shownPlan() const {
    return m_document.shown(m_document.currentPlan());
}

ItemFilter Workbench::visibleItems() const {
    return [this](ItemId item) { return isVisible(item); };
}

std::vector<ItemId> Workbench::movableItems() const {
    std::vector<ItemId> movable;
    if (!hasPlan()) return movable;
    for (const ItemId id : m_selection.items()) {
        const auto index = findItem(plan(), id);
        if (index && !plan().items[*index].locked) movable.push_back(id);
    }
    return movable;
}

bool Workbench::canEdit() {
    if (!hasPlan()) {
        refuse(tr("There is no plan on the canvas yet."));
    } else if (m_document.readOnly()) {
        refuse(tr("This project can only be read."));
    } else {
        return true;
    }
    return false;
}

bool Workbench::canMove() {
    if (!canEdit()) return false;
    if (!movableItems().empty()) return true;
    if (!m_selection.items().empty()) refuse(tr("What is selected is locked."));
    return false;
}

void Workbench::preview(const Plan& during) {
    m_document.preview(m_document.currentPlan(), during);
}

void Workbench::endPreview() {
    m_document.endPreview();
}

bool Workbench::commit(const Plan& after, const QString& text, const QString& mergeKey) {
    const QScopedValueRollback<bool> committing(m_committing, true);
    return m_document.edit(m_document.currentPlan(), after, text, mergeKey);
}

void Workbench::setView(const ViewTransform& view) {
    if (view == m_view) return;
    m_view = view;
    Q_EMIT viewChanged();
}

void Workbench::setOverlay(bool overlay) {
    if (overlay == m_overlay) return;
    m_overlay = overlay;
    Q_EMIT overlayChanged(overlay);
}

}  // namespace kaleido::canvas
