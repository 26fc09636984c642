#include "app/studio/current_plan.h"

#include "engine/plan/items.h"

namespace kaleido {

CurrentPlan::CurrentPlan(Document& document, QObject* parent) : QObject(parent), m_document(document) {
    connect(&document, &Document::typingEnds, this, &CurrentPlan::typingEnds);
    connect(&document, &Document::changed, this, [this](const kaleido::Change& change) {
        switch (change.what) {
            case kaleido::Change::What::Everything:
            case kaleido::Change::What::CurrentPlan:
                return Q_EMIT changed();
            case kaleido::Change::What::PlanEdited:
            case kaleido::Change::What::PlanPreviewed:
                if (change.plan == id()) Q_EMIT changed();
                return;
            default:
                return;
        }
    });
}

const Plan* CurrentPlan::shown() const {
    return stored() == nullptr ? nullptr : &m_document.shown(id());
}

const Plan* CurrentPlan::stored() const {
    const DocumentPlan* found = m_document.find(id());
    return found == nullptr ? nullptr : &found->plan;
}

bool CurrentPlan::edit(const QString& text, const Change& change, const QString& mergeKey) {
    return canEdit() && m_document.edit(id(), change(*stored()), text, mergeKey);
}

bool CurrentPlan::editItem(ItemId item, const QString& text, const Change& change, const QString& mergeKey) {
    return canEdit() && findItem(*stored(), item) && edit(text, change, mergeKey);
}

void CurrentPlan::previewItem(ItemId item, const Change& change) {
    if (canEdit() && findItem(*stored(), item)) m_document.preview(id(), change(*stored()));
}

}  // namespace kaleido
