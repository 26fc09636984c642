#pragma once

#include "app/document/document.h"
#include "app/studio/item_selection.h"
#include "engine/plan/format.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/view_transform.h"

#include <QObject>
#include <QString>

#include <vector>

namespace kaleido::canvas {

/// What the canvas' tools and commands work on: the document's current plan, the selection, and the view. GUI thread only.
class Workbench : public QObject {
    Q_OBJECT

public:
    Workbench(Document& document, ItemSelection& selection, const PlanFormat& format);

    Document& document() { return m_document; }
    const Document& document() const { return m_document; }
    ItemSelection& selection() { return m_selection; }
    const ItemSelection& selection() const { return m_selection; }
    const PlanFormat& format() const { return m_format; }

    bool hasPlan() const;
    /// As the document keeps it; must be there.
    const Plan& plan() const;
    /// As it is to be shown: a gesture may be under way.
    const Plan& shownPlan() const;
    bool isVisible(ItemId item) const { return m_overlay && !m_selection.isHidden(item); }
    ItemFilter visibleItems() const;
    /// The selected ones that are not locked.
    std::vector<ItemId> movableItems() const;

    /// Says why by refused() if there is nothing that may be edited.
    bool canEdit();
    /// The same for moving what is selected.
    bool canMove();
    void refuse(const QString& why) { Q_EMIT refused(why); }
    /// Says how to go on.
    void hint(const QString& how) { Q_EMIT hinted(how); }

    void preview(const Plan& during);
    void endPreview();
    bool commit(const Plan& after, const QString& text, const QString& mergeKey = {});
    /// A change that is being told now is our own.
    bool isCommitting() const { return m_committing; }

    const ViewTransform& view() const { return m_view; }
    void setView(const ViewTransform& view);
    bool overlay() const { return m_overlay; }
    void setOverlay(bool overlay);
    bool snapping() const { return m_snapping; }
    void setSnapping(bool snapping) { m_snapping = snapping; }

Q_SIGNALS:
    void viewChanged();
    void overlayChanged(bool shown);
    /// For the status bar: why nothing happened.
    void refused(const QString& why);
    void hinted(const QString& how);

private:
    Document& m_document;
    ItemSelection& m_selection;
    const PlanFormat m_format;
    ViewTransform m_view;
    bool m_overlay = true;
    bool m_snapping = true;
    bool m_committing = false;
};

}  // namespace kaleido::canvas
