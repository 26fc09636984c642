#include "ui/inspector/several_page.h"

#include "app/studio/current_plan.h"
#include "app/studio/item_selection.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace kaleido {
namespace {

/// The plan after the same change to each of these items that it has.
template <typename Change>
Plan changeAll(Plan plan, const std::vector<ItemId>& items, Change change) {
    for (const ItemId item : items) {
        if (const auto index = findItem(plan, item)) plan = change(std::move(plan), *index);
    }
    return plan;
}

}  // namespace

SeveralPage::SeveralPage(CurrentPlan& current, ItemSelection& selection, QWidget* parent)
    : QWidget(parent), m_current(current), m_selection(selection), m_count(new QLabel), m_edits(new QWidget) {
    m_count->setObjectName(QStringLiteral("selectedCount"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* shown = new QHBoxLayout;
    auto* edits = new QGridLayout(m_edits);
    edits->setContentsMargins(0, 0, 0, 0);
    edits->setSpacing(8);
    shown->setSpacing(8);
    column->addWidget(m_count);
    column->addLayout(shown);
    column->addWidget(m_edits);
    const auto button = [&](const char* name, const QString& text, auto act) {
        auto* made = new QPushButton(text);
        made->setObjectName(QString::fromLatin1(name));
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    shown->addWidget(button("hideAll", tr("Hide"), [this] { setHidden(true); }));
    shown->addWidget(button("showAll", tr("Show"), [this] { setHidden(false); }));
    edits->addWidget(button("lockAll", tr("Lock"), [this] { setLocked(true); }), 0, 0);
    edits->addWidget(button("unlockAll", tr("Unlock"), [this] { setLocked(false); }), 0, 1);
    edits->addWidget(button("keepAll", tr("Keep what is stale"), [this] { keep(); }), 1, 0);
    edits->addWidget(button("removeAll", tr("Remove"), [this] { remove(); }), 1, 1);
}

void SeveralPage::display() {
    m_count->setText(tr("%n items selected", nullptr, static_cast<int>(m_selection.items().size())));
    m_edits->setEnabled(m_current.canEdit());
}

void SeveralPage::setLocked(bool locked) {
    m_current.edit(locked ? tr("Lock items") : tr("Unlock items"), [&](Plan plan) {
        return changeAll(std::move(plan), m_selection.items(), [&](Plan now, std::size_t index) {
            return kaleido::setLocked(std::move(now), {PartKind::Item, index}, locked);
        });
    });
}

void SeveralPage::setHidden(bool hidden) {
    for (const ItemId item : m_selection.items()) m_selection.setHidden(item, hidden);
}

void SeveralPage::keep() {
    m_current.edit(tr("Keep items"), [&](Plan plan) {
        return changeAll(std::move(plan), m_selection.items(), [](Plan now, std::size_t index) {
            return keepStale(std::move(now), {PartKind::Item, index});
        });
    });
}

void SeveralPage::remove() {
    m_current.edit(tr("Remove items"), [&](Plan plan) {
        return changeAll(std::move(plan), m_selection.items(), [](Plan now, std::size_t index) {
            const ItemId item = now.items[index].id;
            return removeItem(std::move(now), item);
        });
    });
}

}  // namespace kaleido
