#include "ui/results/results_grid.h"

#include "app/studio/paint_controller.h"
#include "ui/cards/card_style.h"
#include "ui/cards/card_view.h"
#include "ui/results/picture_actions.h"
#include "ui/results/picture_cell.h"
#include "ui/results/picture_model.h"
#include "ui/results/picture_viewer.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kSmallest = 1;
constexpr int kLargest = 8;
constexpr int kUsual = 2;

/// The sides of cells are multiples of this: of small pictures' own size, of an eighth of large ones'.
int stepFor(int pictureSide) {
    return pictureSide <= 128 ? pictureSide : std::max(32, pictureSide / kLargest);
}

}  // namespace

ResultsGrid::ResultsGrid(Document& document, PaintController& controller, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_model(new PictureModel(document, controller, this)),
      m_actions(new PictureActions(document, controller, this)),
      m_view(new CardView(this)),
      m_cell(new PictureCell(*m_model, *m_view, m_view)) {
    setObjectName(QStringLiteral("resultsGrid"));
    m_view->setObjectName(QStringLiteral("pictures"));
    m_view->setAccessibleName(tr("Pictures"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_cell);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    buildActions();
    buildBar();
    buildHoverButtons();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);

    connect(m_actions, &PictureActions::compareRequested, this, &ResultsGrid::compareRequested);
    connect(m_view, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { openLarge(m_model->pictureAt(index.row())); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ResultsGrid::showMenu);
    connect(m_view, &CardView::hoverChanged, this, &ResultsGrid::showState);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ResultsGrid::showState);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ResultsGrid::tellChosen);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ResultsGrid::tellChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        fitCells();
        tellChosen();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ResultsGrid::fitCells);
    fitCells();
    showState();
    showEmptyText();
}

QAction* ResultsGrid::add(const QString& name, const QString& text, const QIcon& icon,
                          const QKeySequence& key) {
    auto* action = new QAction(icon, text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void ResultsGrid::buildActions() {
    m_open = add(QStringLiteral("openPicture"), tr("Open large"), ui::themedIcon(u"zoom-fit"));
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_star = add(QStringLiteral("starPicture"), tr("Star"), ui::themedIcon(u"star"), Qt::Key_S);
    m_bin = add(QStringLiteral("binPicture"), tr("Move to bin"), ui::themedIcon(u"bin"), Qt::Key_Delete);
    m_copy = add(QStringLiteral("copyPicture"), tr("Copy"), ui::themedIcon(u"copy"), QKeySequence::Copy);
    m_usePlan = add(QStringLiteral("usePlan"), tr("Use this plan"), ui::themedIcon(u"use-plan"));
    m_repaint = add(QStringLiteral("repaintPicture"), tr("Repaint"), ui::themedIcon(u"repaint"));
    m_repaint->setToolTip(tr("Repaint: the same noise with the plan as it is now"));
    m_repaint->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    m_repaint->setShortcutContext(
        Qt::WindowShortcut);  // after an edit on the canvas, without a way to the grid
    m_vary = add(QStringLiteral("varyPicture"), tr("Vary"), ui::themedIcon(u"vary"));
    m_vary->setToolTip(tr("Vary: the same plan with new noise"));
    m_sameNoise =
        add(QStringLiteral("sameNoise"), tr("Same noise, plan on the canvas"), ui::themedIcon(u"same-noise"));
    m_compare = add(QStringLiteral("comparePictures"), tr("Compare the two"), {}, Qt::Key_W);
    connect(m_open, &QAction::triggered, this, [this] { openLarge(currentPicture()); });
    connect(m_star, &QAction::triggered, this, [this] { m_actions->toggleStars(chosen()); });
    connect(m_bin, &QAction::triggered, this, [this] { bin(chosen()); });
    connect(m_copy, &QAction::triggered, this, [this] { m_actions->copy(currentPicture()); });
    connect(m_usePlan, &QAction::triggered, this, [this] { m_actions->usePlan(currentPicture()); });
    connect(m_repaint, &QAction::triggered, this, [this] {
        for (const PictureId picture : chosen()) m_actions->repaint(picture);
    });
    connect(m_vary, &QAction::triggered, this, [this] {
        for (const PictureId picture : chosen()) m_actions->vary(picture);
    });
    connect(m_sameNoise, &QAction::triggered, this, [this] {
        for (const PictureId picture : chosen()) m_actions->sameNoise(picture);
    });
    connect(m_compare, &QAction::triggered, this, &ResultsGrid::compareSelected);
}

void ResultsGrid::buildBar() {
    m_bar = new QWidget(this);
    m_scope = new QComboBox(m_bar);
    m_scope->setObjectName(QStringLiteral("pictureScope"));
    m_scope->setAccessibleName(tr("Which pictures"));
    m_scope->addItems({tr("This plan"), tr("All"), tr("Starred"), tr("Bin")});
    m_scope->setCurrentIndex(static_cast<int>(m_model->scope()));
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this](int index) {
        const PictureId picture = currentPicture();
        m_model->setScope(static_cast<PictureScope>(index));
        if (const int row = m_model->rowOfPicture(picture); row >= 0) m_view->selectRow(row);
        showEmptyText();
        showState();
    });
    m_smooth = new QToolButton(m_bar);
    m_smooth->setObjectName(QStringLiteral("smoothPictures"));
    m_smooth->setText(tr("Smooth"));
    m_smooth->setToolTip(tr("Enlarge smoothly (Lanczos); else every pixel is a square"));
    m_smooth->setCheckable(true);
    m_smooth->setChecked(true);
    m_smooth->setAutoRaise(true);
    connect(m_smooth, &QToolButton::toggled, this, [this](bool smooth) {
        const auto filter = smooth ? sheet::Filter::Lanczos : sheet::Filter::Nearest;
        m_cell->setFilter(filter);
        if (m_viewer != nullptr) m_viewer->setFilter(m_cell->filter());
        m_view->viewport()->update();
        Q_EMIT filterChanged(filter);
    });
    m_size = new QSlider(Qt::Horizontal, m_bar);
    m_size->setObjectName(QStringLiteral("pictureSize"));
    m_size->setAccessibleName(tr("Size of the pictures"));
    m_size->setRange(kSmallest, kLargest);
    m_size->setPageStep(1);
    m_size->setValue(kUsual);
    m_size->setFixedWidth(96);
    connect(m_size, &QSlider::valueChanged, this, &ResultsGrid::fitCells);
    m_sizeText = new QLabel(m_bar);
    m_sizeText->setObjectName(QStringLiteral("pictureSizeText"));
    m_sizeText->setMinimumWidth(m_sizeText->fontMetrics().horizontalAdvance(QStringLiteral("×0.25")));

    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(card::kGap, card::kUnit, card::kGap, card::kUnit);
    row->setSpacing(card::kGap);
    row->addWidget(m_scope);
    row->addStretch();
    row->addWidget(m_smooth);
    row->addWidget(m_size);
    row->addWidget(m_sizeText);
}

void ResultsGrid::buildHoverButtons() {
    const auto button = [this](const char* name, QStringView icon, const QAction* like,
                               void (PictureActions::*done)(PictureId)) {
        auto* made = m_view->addHoverButton(
            ui::themedIcon(icon), like->toolTip(),
            [this, done](const QModelIndex& index) {
                if (const PictureId picture = m_model->pictureAt(index.row())) (m_actions->*done)(picture);
            },
            true);
        made->setObjectName(QLatin1String(name));
    };
    m_hoverStar =
        m_view->addHoverButton(ui::themedIcon(u"star"), m_star->toolTip(), [this](const QModelIndex& index) {
            if (const PictureId picture = m_model->pictureAt(index.row())) m_actions->toggleStars({picture});
        });
    m_hoverStar->setObjectName(QStringLiteral("hoverStar"));
    button("hoverUsePlan", u"use-plan", m_usePlan, &PictureActions::usePlan);
    button("hoverRepaint", u"repaint", m_repaint, &PictureActions::repaint);
    button("hoverVary", u"vary", m_vary, &PictureActions::vary);
    auto* more =
        m_view->addHoverButton(ui::themedIcon(u"more"), tr("More"), [this](const QModelIndex& index) {
            if (!m_view->selectionModel()->isSelected(index)) m_view->selectRow(index.row());
            showMenu(m_view->visualRect(index).center());
        });
    more->setObjectName(QStringLiteral("hoverMore"));
}

void ResultsGrid::setScope(PictureScope scope) {
    m_scope->setCurrentIndex(static_cast<int>(scope));
}

void ResultsGrid::setFilter(sheet::Filter filter) {
    m_smooth->setChecked(filter == sheet::Filter::Lanczos);
}

void ResultsGrid::setCurrentPicture(PictureId picture) {
    const int row = m_model->rowOfPicture(picture);
    if (row < 0 || picture == currentPicture() || m_view->selectionModel()->selectedRows().size() > 1) return;
    m_told = picture;
    m_view->selectRow(row);
}

PictureId ResultsGrid::currentPicture() const {
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? m_model->pictureAt(index.row()) : PictureId{};
}

std::vector<PictureId> ResultsGrid::selectedPictures() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    std::vector<PictureId> pictures;
    for (const int row : rows) {
        if (const PictureId picture = m_model->pictureAt(row)) pictures.push_back(picture);
    }
    return pictures;
}

std::vector<PictureId> ResultsGrid::chosen() const {
    std::vector<PictureId> pictures = selectedPictures();
    if (pictures.empty() && currentPicture()) pictures.push_back(currentPicture());
    return pictures;
}

void ResultsGrid::bin(const std::vector<PictureId>& pictures) {
    if (pictures.empty()) return;
    const int first = m_model->rowOfPicture(pictures.front());
    const int before = m_model->rowCount();
    m_actions->toggleBin(pictures);
    const int left = m_model->rowCount();
    // The keyboard goes on where they were.
    if (left < before && left > 0) m_view->selectRow(std::min(first, left - 1));
}

void ResultsGrid::compareSelected() {
    std::vector<PictureId> pictures = selectedPictures();
    if (pictures.size() != 2) return;
    std::sort(pictures.begin(), pictures.end());
    Q_EMIT compareRequested(pictures[0], pictures[1]);
}

void ResultsGrid::openLarge(PictureId picture) {
    if (!picture) return;
    if (m_viewer == nullptr) {
        m_viewer = new PictureViewer(this);
        m_viewer->setFilter(m_cell->filter());
        connect(m_viewer, &PictureViewer::stepRequested, this, [this](int by) {
            const int row = m_view->currentIndex().row() + by;
            if (row >= 0 && row < m_model->rowCount()) m_view->selectRow(row);
        });
        connect(this, &ResultsGrid::pictureChosen, m_viewer, [this] { showInViewer(); });
    }
    showInViewer();
    m_viewer->show();
    m_viewer->raise();
}

void ResultsGrid::showInViewer() {
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid() || !m_model->pictureAt(index.row())) return;
    const auto picture = m_model->stored(index.row());
    const QString title =
        picture ? tr("Picture %1, noise %2").arg(picture->id.value).arg(picture->seed) : QString();
    m_viewer->setPicture(m_model->image(index.row()), title);
}

void ResultsGrid::showState() {
    const std::vector<PictureId> pictures = chosen();
    const bool any = !pictures.empty();
    const bool writable = !m_document.readOnly();
    const bool starred = any && std::all_of(pictures.begin(), pictures.end(), [this](PictureId picture) {
                             const auto known = m_model->stored(picture);
                             return known && known->marks.starred;
                         });
    const bool binned = m_model->scope() == PictureScope::Bin;
    m_star->setText(starred ? tr("Take star away") : tr("Star"));
    m_star->setIcon(ui::themedIcon(starred ? QStringView(u"star-filled") : QStringView(u"star")));
    m_bin->setText(binned ? tr("Bring back") : tr("Move to bin"));
    m_bin->setIcon(ui::themedIcon(binned ? QStringView(u"undo") : QStringView(u"bin")));
    for (QAction* action : {m_star, m_bin, m_repaint, m_vary}) action->setEnabled(any && writable);
    m_sameNoise->setEnabled(any && writable && m_document.currentPlan());
    for (QAction* action : {m_open, m_copy, m_usePlan})
        action->setEnabled(static_cast<bool>(currentPicture()));
    m_compare->setEnabled(selectedPictures().size() == 2);

    const QModelIndex under = m_view->hovered();
    const auto hovered = under.isValid() ? m_model->stored(under.row()) : std::nullopt;
    m_hoverStar->setIcon(ui::themedIcon(hovered && hovered->marks.starred ? QStringView(u"star-filled")
                                                                          : QStringView(u"star")));
    m_hoverStar->parentWidget()->setEnabled(hovered.has_value() && writable);
}

void ResultsGrid::showEmptyText() {
    switch (m_model->scope()) {
        case PictureScope::CurrentPlan:
            m_view->setEmptyText(tr("No picture of this plan yet: press Generate to have it painted."));
            break;
        case PictureScope::All:
            m_view->setEmptyText(
                tr("Press Generate to have the plans painted: their pictures fill this grid."));
            break;
        case PictureScope::Starred:
            m_view->setEmptyText(tr("Press S on a picture that you like, and find it here."));
            break;
        case PictureScope::Bin:
            m_view->setEmptyText(tr("The bin is empty. Pictures in it are kept with the project."));
            break;
    }
}

void ResultsGrid::fitCells() {
    const int pictureSide = m_model->pictureSide();
    const int side = stepFor(pictureSide) * m_size->value();
    const int cell = side + 2 * PictureCell::kMargin;
    m_view->setCardSize({cell, cell, [](int width) { return width; }});
    m_sizeText->setText(tr("×%1").arg(static_cast<double>(side) / pictureSide, 0, 'g', 2));
}

void ResultsGrid::tellChosen() {
    showState();
    const PictureId now = currentPicture();
    if (now == m_told) return;
    m_told = now;
    Q_EMIT pictureChosen(now);
}

void ResultsGrid::showMenu(const QPoint& at) {
    if (chosen().empty()) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("pictureMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_copy});
    menu->addSeparator();
    menu->addActions({m_usePlan, m_repaint, m_vary, m_sameNoise, m_compare});
    menu->addSeparator();
    menu->addActions({m_star, m_bin});
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

}  // namespace kaleido
