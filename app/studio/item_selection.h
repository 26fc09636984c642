#pragma once

#include "engine/plan/plan.h"

#include <QObject>

#include <optional>
#include <vector>

namespace kaleido {

/// Which items of the current plan are selected, and which one the pointer is over: shared by canvas, item list and inspector,
/// so that all show the same. Not part of the document: it is neither stored nor undone. GUI thread only.
class ItemSelection : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// In the order in which they were selected; the last one is the primary one.
    const std::vector<ItemId>& items() const { return m_items; }
    bool contains(ItemId item) const;
    /// The only selected item, if it is only one.
    std::optional<ItemId> single() const;
    void select(std::vector<ItemId> items);
    void toggle(ItemId item);
    void clear() { select({}); }
    /// Drops what the plan does not have (any more).
    void keepOnly(const Plan& plan);

    /// The item under the pointer, wherever it is shown; none (false) if there is none.
    ItemId hovered() const { return m_hovered; }
    void hover(ItemId item);

    /// Items that the artist does not want to see for now. They are painted all the same.
    bool isHidden(ItemId item) const;
    void setHidden(ItemId item, bool hidden);

Q_SIGNALS:
    void changed();
    void hoveredChanged();
    void hiddenChanged();

private:
    std::vector<ItemId> m_items;
    std::vector<ItemId> m_hidden;
    ItemId m_hovered;
};

}  // namespace kaleido
