#include "ui/tray/plan_tray.h"

#include "app/studio/plan_controller.h"
#include "ui/cards/card_style.h"
#include "ui/cards/card_view.h"
#include "ui/theme/icons.h"
#include "ui/tray/plan_card.h"
#include "ui/tray/plan_diff_view.h"
#include "ui/tray/plan_model.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kMinCard = 136;
constexpr int kMaxCard = 240;
constexpr int kDifferenceHeight = 192;

}  // namespace

PlanTray::PlanTray(Document& document, PlanController& controller, const PlanFormat& format, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_controller(controller),
      m_model(new PlanModel(document, controller, format, this)),
      m_view(new CardView(this)),
      m_difference(new PlanDiffView(format, this)) {
    setObjectName(QStringLiteral("planTray"));
    m_view->setObjectName(QStringLiteral("planCards"));
    m_view->setAccessibleName(tr("Plans"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PlanCard(*m_model, format, m_view));
    m_view->setCardSize({kMinCard, kMaxCard, &PlanCard::heightFor});
    m_view->setEmptyText(
        tr("Write a caption and press Plan: the plans that the model imagines for it appear here."));
    m_difference->setFixedHeight(kDifferenceHeight);
    m_difference->hide();
    buildActions();
    buildBar();
    buildHoverButtons();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);
    column->addWidget(m_difference);

    connect(m_view, &QListView::clicked, this, &PlanTray::makeCurrent);
    connect(m_view, &QListView::activated, this, &PlanTray::makeCurrent);
    connect(m_view, &QWidget::customContextMenuRequested, this, &PlanTray::showMenu);
    connect(m_view, &CardView::hoverChanged, this, &PlanTray::showState);
    const auto follow = [this] {
        showState();
        showDifference();
        Q_EMIT selectionChanged();
    };
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, follow);
    connect(m_model, &QAbstractItemModel::modelReset, this, follow);  // it takes the selection away silently
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlanTray::showState);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        showState();
        showDifference();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
        // What was asked for is being written.
        if (m_model->at(first).isPending())
            m_view->scrollTo(m_model->index(first), QAbstractItemView::PositionAtTop);
        Q_EMIT selectionChanged();
    });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &PlanTray::selectionChanged);
    showState();
}

void PlanTray::buildActions() {
    const auto action = [this](const QString& name, QStringView icon, const QString& text,
                               const QKeySequence& key) {
        auto* made = new QAction(ui::themedIcon(icon), text, this);
        made->setObjectName(name);
        made->setShortcut(key);
        made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(made);
        return made;
    };
    m_pin = action(QStringLiteral("pinPlan"), u"pin", tr("Pin"), Qt::Key_P);
    m_discard = action(QStringLiteral("discardPlan"), u"bin", tr("Discard"), Qt::Key_Delete);
    m_moreLike = action(QStringLiteral("moreLikePlan"), u"more-like", tr("More like this"), Qt::Key_M);
    m_emptyPlan = new QAction(ui::themedIcon(u"empty-plan"), tr("Empty plan"), this);
    m_emptyPlan->setObjectName(QStringLiteral("emptyPlan"));
    m_emptyPlan->setShortcut(Qt::CTRL | Qt::Key_N);
    m_emptyPlan->setToolTip(tr("Empty plan: draw the boxes first, then have the rest imagined"));
    connect(m_pin, &QAction::triggered, this, [this] { pin(chosen()); });
    connect(m_discard, &QAction::triggered, this, &PlanTray::discardChosen);
    connect(m_moreLike, &QAction::triggered, this, [this] {
        for (const PlanId plan : chosen()) m_controller.moreLike(plan);
    });
    connect(m_emptyPlan, &QAction::triggered, this, &PlanTray::emptyPlanRequested);
}

void PlanTray::buildBar() {
    m_bar = new QWidget(this);
    m_order = new QComboBox(m_bar);
    m_order->setObjectName(QStringLiteral("planOrder"));
    m_order->setAccessibleName(tr("Order of the plans"));
    m_order->setToolTip(tr("Most different: each next plan is the one farthest from those before it"));
    m_order->addItem(tr("Most different first"));
    m_order->addItem(tr("By time"));
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_order->setMinimumContentsLength(8);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setOrder(index == 0 ? PlanOrder::FarthestFirst : PlanOrder::Time);
        m_view->scrollToTop();
    });
    m_showDiscarded = new QToolButton(m_bar);
    m_showDiscarded->setObjectName(QStringLiteral("showDiscarded"));
    m_showDiscarded->setIcon(ui::themedIcon(u"bin"));
    m_showDiscarded->setText(tr("Show discarded"));
    m_showDiscarded->setToolTip(tr("Show discarded plans"));
    m_showDiscarded->setCheckable(true);
    m_showDiscarded->setAutoRaise(true);
    connect(m_showDiscarded, &QToolButton::toggled, m_model, &PlanModel::setShowsDiscarded);
    auto* empty = new QToolButton(m_bar);
    empty->setDefaultAction(m_emptyPlan);
    empty->setAutoRaise(true);

    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(card::kGap, card::kUnit, card::kGap, card::kUnit);
    row->setSpacing(card::kUnit);
    row->addWidget(m_order, 1);
    row->addStretch();
    row->addWidget(m_showDiscarded);
    row->addWidget(empty);
}

void PlanTray::buildHoverButtons() {
    m_hoverPin = m_view->addHoverButton(ui::themedIcon(u"pin"), tr("Pin"),
                                        [this](const QModelIndex& index) { pin({planAt(index)}); });
    m_hoverPin->setObjectName(QStringLiteral("hoverPin"));
    auto* more =
        m_view->addHoverButton(ui::themedIcon(u"more-like"), tr("More like this"),
                               [this](const QModelIndex& index) { m_controller.moreLike(planAt(index)); });
    more->setObjectName(QStringLiteral("hoverMoreLike"));
    m_hoverDiscard = m_view->addHoverButton(ui::themedIcon(u"bin"), tr("Discard"),
                                            [this](const QModelIndex& index) { discard({planAt(index)}); });
    m_hoverDiscard->setObjectName(QStringLiteral("hoverDiscard"));
}

PlanId PlanTray::planAt(const QModelIndex& index) const {
    return index.isValid() ? m_model->at(index.row()).plan : PlanId{};
}

void PlanTray::makeCurrent(const QModelIndex& index) {
    const PlanId plan = planAt(index);
    // A click that adds to the selection or takes away from it leaves the canvas alone.
    if (plan && m_view->selectionModel()->selectedRows().size() == 1) m_document.setCurrentPlan(plan);
}

std::vector<PlanId> PlanTray::selected() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    std::vector<PlanId> plans;
    for (const int row : rows) {
        if (const PlanId plan = m_model->at(row).plan) plans.push_back(plan);
    }
    return plans;
}

std::vector<PlanId> PlanTray::chosen() const {
    std::vector<PlanId> plans = selected();
    const PlanId focused = planAt(m_view->currentIndex());
    if (plans.empty() && focused) plans.push_back(focused);
    return plans;
}

std::vector<PlanId> PlanTray::selectedPlans() const {
    if (std::vector<PlanId> plans = selected(); !plans.empty()) return plans;
    const auto& all = m_document.plans();
    const auto newest = std::find_if(all.rbegin(), all.rend(),
                                     [](const DocumentPlan& one) { return !one.stored.marks.discarded; });
    std::vector<PlanId> plans;
    for (const PlanRow& row : m_model->rows()) {
        if (row.isPending() || row.marks.discarded) continue;
        if (m_document.find(row.plan)->plan.caption == newest->plan.caption) plans.push_back(row.plan);
    }
    return plans;
}

void PlanTray::select(const std::vector<PlanId>& plans) {
    m_view->clearSelection();
    for (const PlanId plan : plans) {
        const QModelIndex card = m_model->index(m_model->rowOf(RowKey{0, plan.value, 0, 0}));
        m_view->selectionModel()->setCurrentIndex(card, QItemSelectionModel::Select);
    }
}

bool PlanTray::all(const std::vector<PlanId>& plans, bool PlanMarks::*mark) const {
    return !plans.empty() && std::all_of(plans.begin(), plans.end(), [&](PlanId plan) {
        const DocumentPlan* found = m_document.find(plan);
        return found != nullptr && found->stored.marks.*mark;
    });
}

void PlanTray::mark(const std::vector<PlanId>& plans, const QString& text, PlanMarks (*change)(PlanMarks)) {
    const bool several = plans.size() > 1;
    if (several) m_document.undoStack().beginMacro(text);
    for (const PlanId plan : plans) {
        if (const DocumentPlan* found = m_document.find(plan))
            m_document.setPlanMarks(plan, change(found->stored.marks), text);
    }
    if (several) m_document.undoStack().endMacro();
}

void PlanTray::pin(const std::vector<PlanId>& plans) {
    if (all(plans, &PlanMarks::pinned)) {
        mark(plans, tr("Unpin plan"), [](PlanMarks marks) { return PlanMarks{false, marks.discarded}; });
    } else {
        mark(plans, tr("Pin plan"), [](PlanMarks marks) { return PlanMarks{true, marks.discarded}; });
    }
}

void PlanTray::discard(const std::vector<PlanId>& plans) {
    if (all(plans, &PlanMarks::discarded)) {
        mark(plans, tr("Bring plan back"), [](PlanMarks marks) { return PlanMarks{marks.pinned, false}; });
    } else {
        mark(plans, tr("Discard plan"), [](PlanMarks marks) { return PlanMarks{marks.pinned, true}; });
    }
}

void PlanTray::discardChosen() {
    const std::vector<PlanId> plans = chosen();
    if (plans.empty()) return;
    const int first = m_model->rowOf(RowKey{0, plans.front().value, 0, 0});
    const int before = m_model->rowCount();
    discard(plans);
    const int left = m_model->rowCount();
    // The keyboard goes on where they were.
    if (left < before && left > 0) m_view->selectRow(std::min(first, left - 1));
}

void PlanTray::showState() {
    const std::vector<PlanId> plans = chosen();
    const bool pinned = all(plans, &PlanMarks::pinned);
    const bool discarded = all(plans, &PlanMarks::discarded);
    m_pin->setText(pinned ? tr("Unpin") : tr("Pin"));
    m_discard->setText(discarded ? tr("Bring back") : tr("Discard"));
    m_discard->setIcon(ui::themedIcon(discarded ? QStringView(u"undo") : QStringView(u"bin")));
    for (QAction* action : {m_pin, m_discard}) action->setEnabled(!plans.empty() && !m_document.readOnly());
    m_moreLike->setEnabled(!plans.empty() && !m_document.readOnly());

    const PlanId under = planAt(m_view->hovered());
    const bool underPinned = under && all({under}, &PlanMarks::pinned);
    const bool underDiscarded = under && all({under}, &PlanMarks::discarded);
    m_hoverPin->setToolTip(underPinned ? tr("Unpin") : tr("Pin"));
    m_hoverDiscard->setToolTip(underDiscarded ? tr("Bring back") : tr("Discard"));
    m_hoverDiscard->setIcon(ui::themedIcon(underDiscarded ? QStringView(u"undo") : QStringView(u"bin")));
    m_hoverPin->parentWidget()->setEnabled(under && !m_document.readOnly());
}

void PlanTray::showDifference() {
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    const std::vector<PlanId> plans = selected();
    if (plans.size() != 2 || rows.size() != 2) {
        m_difference->hide();
        return;
    }
    const int first = std::min(rows[0].row(), rows[1].row());
    const int second = std::max(rows[0].row(), rows[1].row());
    m_difference->compare(tr("%1  →  %2").arg(m_model->origin(first), m_model->origin(second)),
                          m_model->plan(first), m_model->plan(second));
    m_difference->setVisible(true);
}

void PlanTray::showMenu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("planMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const QModelIndex index = m_view->indexAt(at); index.isValid() && planAt(index)) {
        const PlanId plan = planAt(index);
        auto* canvas = menu->addAction(tr("Show on the canvas"));
        connect(canvas, &QAction::triggered, this, [this, plan] { m_document.setCurrentPlan(plan); });
        menu->addSeparator();
        menu->addActions({m_pin, m_moreLike, m_discard});
        menu->addSeparator();
    }
    menu->addAction(m_emptyPlan);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

}  // namespace kaleido
