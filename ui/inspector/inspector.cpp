#include "ui/inspector/inspector.h"

#include "app/studio/current_plan.h"
#include "app/studio/item_selection.h"
#include "app/studio/plan_controller.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "ui/fields/action_button.h"
#include "ui/fields/quiet_text.h"
#include "ui/inspector/description_edit.h"
#include "ui/inspector/issue_list.h"
#include "ui/inspector/item_page.h"
#include "ui/inspector/lock_panel.h"
#include "ui/inspector/several_page.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <utility>

namespace kaleido {
namespace {

using ui::kGap;
using ui::kMargin;

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

}  // namespace

Inspector::Inspector(InspectorParts parts, QWidget* parent)
    : QWidget(parent),
      m_parts(std::move(parts)),
      m_current(new CurrentPlan(m_parts.document, this)),
      m_resample(new QAction(tr("Resample the rest"), this)),
      m_keepStale(new QAction(tr("Keep stale parts"), this)),
      m_none(new QuietText(QuietText::Lines::Wrapped)),
      m_item(new ItemPage(*m_current, m_parts.words)),
      m_several(new SeveralPage(*m_current, m_parts.selection)),
      m_description(new DescriptionEdit(*m_current, m_parts.selection)),
      m_staleRow(new QWidget),
      m_staleText(new QuietText(QuietText::Lines::Wrapped)),
      m_keepSentences(new QPushButton(tr("Keep"))),
      m_issues(new IssueList),
      m_noIssues(new QuietText(QuietText::Lines::One)),
      m_locks(new LockPanel(*m_current)) {
    makeActions();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeSections());
    auto* resample = new ActionButton(*m_resample);
    resample->setObjectName(QStringLiteral("resampleButton"));
    auto* keep = new ActionButton(*m_keepStale);
    keep->setObjectName(QStringLiteral("keepStaleButton"));
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(kMargin, kGap, kMargin, kMargin);
    bottom->setSpacing(kGap);
    bottom->addWidget(resample, 1);
    bottom->addWidget(keep, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addLayout(bottom);

    connect(m_current, &CurrentPlan::changed, this, &Inspector::display);
    connect(&m_parts.selection, &ItemSelection::changed, this, [this] {
        m_parts.document.endTyping();  // for the item that was selected
        displaySelection();
    });
    connect(m_description, &DescriptionEdit::marksChanged, this, &Inspector::displayStale);
    connect(m_issues, &IssueList::partChosen, this, &Inspector::showPart);
    connect(m_keepSentences, &QPushButton::clicked, this, [this] {
        m_current->edit(tr("Keep sentences"),
                        [](Plan plan) { return keepStale(std::move(plan), {PartKind::Detail}); });
    });
    display();
}

Inspector::~Inspector() {
    m_parts.document.endTyping();  // its last words reach an inspector that is whole
}

void Inspector::makeActions() {
    m_resample->setObjectName(QStringLiteral("resample"));
    m_resample->setToolTip(tr("Keep what is locked or edited, and imagine all the rest anew"));
    m_resample->setShortcut(Qt::CTRL | Qt::Key_R);
    m_keepStale->setObjectName(QStringLiteral("keepStale"));
    m_keepStale->setToolTip(tr("What an edit contradicts stands all the same, and is painted with again"));
    addActions({m_resample, m_keepStale});
    connect(m_resample, &QAction::triggered, this, [this] { m_parts.plans.resampleRest(m_current->id()); });
    connect(m_keepStale, &QAction::triggered, this, [this] {
        m_current->edit(tr("Keep stale parts"),
                        [](Plan plan) { return keepStale(std::move(plan), {PartKind::Plan}); });
    });
}

QWidget* Inspector::makeSections() {
    m_none->setText(tr("Select an item on the canvas or in the list to change its words and its place."));
    m_noIssues->setText(tr("None"));
    m_noIssues->setObjectName(QStringLiteral("noIssues"));
    m_description->setObjectName(QStringLiteral("description"));
    m_description->setAccessibleName(tr("Description"));
    m_staleText->setObjectName(QStringLiteral("staleText"));
    m_staleText->setText(tr("What is struck out contradicts an edit and is left out of the painting."));
    m_keepSentences->setObjectName(QStringLiteral("keepSentences"));
    m_keepSentences->setToolTip(tr("The sentences stand as they are: paint with them again"));
    m_issues->setObjectName(QStringLiteral("issues"));
    m_issues->setAccessibleName(tr("Issues of the plan"));
    auto* stale = new QHBoxLayout(m_staleRow);
    stale->setContentsMargins(0, 0, 0, 0);
    stale->setSpacing(kGap);
    stale->addWidget(m_staleText, 1);
    stale->addWidget(m_keepSentences);

    auto* sections = new QWidget;
    auto* column = new QVBoxLayout(sections);
    column->setContentsMargins(kMargin, kMargin, kMargin, kGap);
    column->setSpacing(kGap);
    const auto add = [&](const QString& title, std::initializer_list<QWidget*> widgets) {
        if (!title.isEmpty()) {
            column->addSpacing(kGap);
            column->addWidget(heading(title));
        }
        for (QWidget* widget : widgets) column->addWidget(widget);
    };
    add({}, {m_none, m_item, m_several});
    add(tr("Description"), {m_description, m_staleRow});
    add(tr("Issues"), {m_issues, m_noIssues});
    add(tr("Locked"), {m_locks});
    column->addStretch(1);
    return sections;
}

void Inspector::display() {
    const Plan* plan = m_current->shown();
    const Plan shown = plan == nullptr ? Plan() : *plan;
    const bool editable = m_current->canEdit();
    if (m_current->id() != m_plan) leaveFields();
    m_plan = m_current->id();
    m_issues->display(shown, m_parts.format);
    m_issues->setVisible(plan != nullptr && m_issues->count() > 0);
    m_noIssues->setVisible(plan != nullptr && m_issues->count() == 0);
    m_locks->display(shown);
    m_description->setEnabled(plan != nullptr);
    m_resample->setEnabled(editable);
    m_keepStale->setEnabled(editable && keepStale(shown, {PartKind::Plan}) != shown);
    displaySelection();
    displayStale();
}

void Inspector::displaySelection() {
    const Plan* plan = m_current->shown();
    const auto single = m_parts.selection.single();
    const auto index = plan != nullptr && single ? findItem(*plan, *single) : std::nullopt;
    const bool several = plan != nullptr && m_parts.selection.items().size() > 1;
    if (index) m_item->display(*plan, *index);
    if (several) m_several->display();
    m_item->setVisible(index.has_value());
    m_several->setVisible(several);
    m_none->setVisible(!index && !several);
}

void Inspector::displayStale() {
    m_staleRow->setVisible(m_description->staleSentences() > 0);
    m_keepSentences->setEnabled(m_current->canEdit());
}

/// Whoever is in the middle of a word when another plan comes must not go on with it there.
void Inspector::leaveFields() {
    QWidget* focused = QApplication::focusWidget();
    if (focused != nullptr && isAncestorOf(focused) && focused->testAttribute(Qt::WA_InputMethodEnabled))
        focused->clearFocus();
}

void Inspector::showPart(const PartRef& part) {
    const Plan* plan = m_current->shown();
    if (plan == nullptr) return;
    if (part.kind == PartKind::Item && part.index < plan->items.size())
        m_parts.selection.select({plan->items[part.index].id});
    else if (part.kind == PartKind::Detail || part.kind == PartKind::Sentence)
        m_description->setFocus();
}

}  // namespace kaleido
