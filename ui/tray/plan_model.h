#pragma once

#include "app/document/change.h"
#include "app/studio/plan_controller.h"
#include "ui/cards/keyed_rows.h"

#include <vector>

namespace kaleido {

/// FarthestFirst: of each caption's plans, the next one is always the one farthest from those before it. Pinned plans stand
/// first either way.
enum class PlanOrder { FarthestFirst, Time };

/// One card: a plan of the document or, where `plan` is none, one that is being written.
struct PlanRow {
    PlanId plan;
    JobId job;  ///< that writes it
    int index = 0;
    RevisionId revision;
    PlanMarks marks;
    bool current = false;

    bool isPending() const { return !plan; }
    RowKey key() const {
        return isPending() ? RowKey{1, job.value, static_cast<std::uint64_t>(index), 0}
                           : RowKey{0, plan.value, 0, 0};
    }
    bool operator==(const PlanRow&) const = default;
};

/// The document's plans, caption by caption, and behind them those that are being written. A written plan takes the place of its
/// card; the order is made anew only when all are there. Discarding moves no other card. GUI thread only.
class PlanModel : public KeyedRows<PlanRow> {
    Q_OBJECT

public:
    PlanModel(Document& document, PlanController& controller, const PlanFormat& format,
              QObject* parent = nullptr);

    PlanOrder order() const { return m_order; }
    void setOrder(PlanOrder order);
    bool showsDiscarded() const { return m_showsDiscarded; }
    void setShowsDiscarded(bool shows);

    /// What a card shows: as far as it is written, as the gesture in progress leaves it.
    Plan plan(int row) const;
    /// Whether a gesture shows it otherwise than it is.
    bool isPreviewed(const PlanRow& row) const;
    /// "#3 · 77", index and seed, or where else it comes from.
    QString origin(int row) const;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void follow(const Change& change);
    void replaceWritten(PlanId plan);
    void sortPlans();
    std::vector<PlanRow> wanted() const;
    void update();
    void updatePending();
    PlanRow rowFor(const DocumentPlan& plan) const;

    Document& m_document;
    PlanController& m_controller;
    const PlanFormat m_format;
    PlanOrder m_order = PlanOrder::FarthestFirst;
    bool m_showsDiscarded = false;
    std::vector<PlanId> m_sorted;  ///< all plans, caption by caption, in the chosen order but for pins
};

}  // namespace kaleido
