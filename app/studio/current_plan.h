#pragma once

#include "app/document/document.h"

#include <QObject>
#include <QString>

#include <functional>

namespace kaleido {

/// The plan on the canvas, for panels that show it and change it. GUI thread only.
class CurrentPlan : public QObject {
    Q_OBJECT

public:
    using Change = std::function<Plan(Plan)>;

    explicit CurrentPlan(Document& document, QObject* parent = nullptr);

    /// None (false) if there is none.
    PlanId id() const { return m_document.currentPlan(); }
    /// As a gesture in progress leaves it, else as it is; null if there is none.
    const Plan* shown() const;
    /// As it is; null if there is none.
    const Plan* stored() const;
    /// Whether there is one, and the project can be written.
    bool canEdit() const { return stored() != nullptr && !m_document.readOnly(); }

    /// See Document::edit(). False also if there is no plan.
    bool edit(const QString& text, const Change& change, const QString& mergeKey = {});
    /// The same if the plan has the item, which a gesture in progress may show already.
    bool editItem(ItemId item, const QString& text, const Change& change, const QString& mergeKey = {});
    /// Shows the plan with the change while that is being made; edit() or endPreview() ends it.
    void previewItem(ItemId item, const Change& change);
    void endPreview() { m_document.endPreview(); }

Q_SIGNALS:
    /// It says something else or is shown otherwise, or is another one.
    void changed();
    /// See Document::typingEnds().
    void typingEnds();

private:
    Document& m_document;
};

}  // namespace kaleido
