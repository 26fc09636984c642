#include "ui/window/main_window.h"

#include "app/painting/painting.h"
#include "app/settings/studio_settings.h"
#include "app/studio/generate.h"
#include "app/studio/item_selection.h"
#include "app/studio/known_words.h"
#include "engine/base/machine.h"
#include "ui/canvas/canvas.h"
#include "ui/caption/caption_bar.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/item_list.h"
#include "ui/results/results_grid.h"
#include "ui/start/coach.h"
#include "ui/theme/metrics.h"
#include "ui/tray/plan_tray.h"
#include "ui/window/canvas_pictures.h"
#include "ui/window/canvas_tokens.h"
#include "ui/window/canvas_toolbar.h"
#include "ui/window/export_actions.h"
#include "ui/window/help_actions.h"
#include "ui/window/message_bar.h"
#include "ui/window/picture_drop.h"
#include "ui/window/progress_view.h"
#include "ui/window/project_actions.h"
#include "ui/window/reference_picture.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace kaleido {
namespace {

constexpr double kGigabyte = 1e9;

QString memoryText() {
    return QObject::tr("%1 GB free")
        .arg(QLocale().toString(static_cast<double>(memoryFacts().available) / kGigabyte, 'f', 1));
}

}  // namespace

MainWindow::MainWindow(const MainWindowParts& parts) : m_parts(parts) {
    setObjectName(QStringLiteral("mainWindow"));
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    buildPanels();
    buildMenus();
    connectPanels();
    restoreLayout();
    showTitle();
    followPlan();
}

MainWindow::~MainWindow() {
    m_parts.document.endTyping();
    hide();  // what has the focus leaves it while the window is whole
}

void MainWindow::buildPanels() {
    const PlanFormat& format = m_parts.model.plan;
    const ModelWords words = modelWords(m_parts.words);
    m_caption = new CaptionBar(
        {.document = m_parts.document,
         .plans = m_parts.plans,
         .paints = m_parts.paints,
         .words = words,
         .history =
             CaptionHistory(m_parts.settings.captions(),
                            [this](const QStringList& captions) { m_parts.settings.setCaptions(captions); }),
         .examples = {tr("a cat sat on the mat"), tr("two dogs and a ball"), tr("a cat at the beach"),
                      tr("an animal under a tree"), tr("something with wheels in the city")}});
    m_caption->setObjectName(QStringLiteral("captionBar"));
    m_caption->setModel(QString::fromStdString(m_parts.model.title));
    m_caption->setDevice(QString::fromStdString(deviceText()));
    m_caption->setMemory(memoryText());
    auto* const top = addToolBar(tr("Caption"));
    top->setObjectName(QStringLiteral("captionToolBar"));
    top->setMovable(false);
    top->toggleViewAction()->setEnabled(false);
    top->addWidget(m_caption);

    m_canvas = new Canvas(m_parts.document, m_parts.selection, format);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    m_canvas->setSnapping(m_parts.settings.snapping());
    setCentralWidget(buildCentre());
    new CanvasTokens({.document = m_parts.document,
                      .bridge = m_parts.bridge,
                      .plans = m_parts.plans,
                      .model = m_parts.model,
                      .canvas = *m_canvas,
                      .messages = *m_messages},
                     this);
    m_project = new ProjectActions(m_parts.document, m_parts.unsaved, *m_messages, *this);
    m_reference = new ReferencePicture(m_parts.document, *m_canvas, *m_messages, *this);

    m_tray = new PlanTray(m_parts.document, m_parts.plans, format);
    m_tray->setObjectName(QStringLiteral("planTray"));
    buildDock(QStringLiteral("plansDock"), tr("Plans"), m_tray, Qt::LeftDockWidgetArea);
    auto* const right = new QSplitter(Qt::Vertical);
    right->setChildrenCollapsible(false);
    right->addWidget(new ItemList(m_parts.document, m_parts.selection, words));
    m_inspector = new Inspector({.document = m_parts.document,
                                 .selection = m_parts.selection,
                                 .plans = m_parts.plans,
                                 .format = format,
                                 .words = words});
    right->addWidget(m_inspector);
    right->setStretchFactor(1, 1);
    buildDock(QStringLiteral("itemsDock"), tr("Items"), right, Qt::RightDockWidgetArea);
    m_results = new ResultsGrid(m_parts.document, m_parts.paints);
    m_results->setObjectName(QStringLiteral("resultsGrid"));
    m_results->setFilter(m_parts.settings.displayFilter());
    buildDock(QStringLiteral("resultsDock"), tr("Pictures"), m_results, Qt::BottomDockWidgetArea);
    // Behind the grid, whose rows follow the document first: they are there when this tells which picture lies on the canvas.
    m_pictures = new CanvasPictures(m_parts.document, *m_canvas, this);
    m_export = new ExportActions({.document = m_parts.document,
                                  .results = *m_results,
                                  .settings = m_parts.settings,
                                  .model = m_parts.model,
                                  .messages = *m_messages,
                                  .commands = m_parts.commands},
                                 *this);
    m_help = new HelpActions({.document = m_parts.document,
                              .settings = m_parts.settings,
                              .model = m_parts.model,
                              .log = m_parts.log,
                              .resources = m_parts.resources,
                              .libTorch = m_parts.libTorch},
                             *this);
    m_drop = new PictureDrop(m_parts.document, m_parts.paints, m_parts.model, *m_messages, *this);
    statusBar()->addPermanentWidget(new ProgressView(m_parts.bridge));
}

QWidget* MainWindow::buildCentre() {
    auto* const centre = new QWidget;
    m_messages = new MessageBar(centre);
    auto* const column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    auto* const row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(canvasToolBar(*m_canvas));
    row->addWidget(m_canvas, 1);
    column->addLayout(row, 1);
    return centre;
}

void MainWindow::buildDock(const QString& name, const QString& title, QWidget* panel,
                           Qt::DockWidgetArea area) {
    auto* const dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(panel);
    addDockWidget(area, dock);
}

void MainWindow::connectPanels() {
    connect(m_caption, &CaptionBar::planRequested, this, &MainWindow::plan);
    connect(m_caption, &CaptionBar::generateRequested, this, &MainWindow::generate);
    connect(m_caption, &CaptionBar::stopRequested, this, [this](StopWhen when) {
        m_parts.plans.stop(when);
        m_parts.paints.stop(when);
    });
    connect(m_tray, &PlanTray::emptyPlanRequested, this, [this] {
        if (const auto plan = m_parts.plans.addEmpty(m_caption->caption())) m_tray->select({*plan});
    });
    connect(m_drop, &PictureDrop::restored, this, [this](const std::vector<PlanId>& plans) {
        showCaption();
        m_tray->select(plans);
    });
    connect(m_results, &ResultsGrid::pictureChosen, m_pictures, &CanvasPictures::choose);
    connect(m_pictures, &CanvasPictures::shownChanged, m_results, &ResultsGrid::setCurrentPicture);
    m_pictures->show();
    connect(m_results, &ResultsGrid::compareRequested, m_pictures, &CanvasPictures::compare);
    connect(m_canvas, &Canvas::snappingChanged, &m_parts.settings, &StudioSettings::setSnapping);
    connect(m_results, &ResultsGrid::filterChanged, &m_parts.settings, &StudioSettings::setDisplayFilter);
    connect(m_canvas, &Canvas::messaged, this,
            [this](const QString& text) { statusBar()->showMessage(text, 4000); });

    connect(&m_parts.bridge, &EngineBridge::busyChanged, this, [this](bool busy) {
        m_caption->setBusy(busy);
        m_caption->setMemory(memoryText());
    });
    connect(&m_parts.plans, &PlanController::pendingChanged, this, &MainWindow::followWork);
    connect(&m_parts.paints, &PaintController::pendingChanged, this, &MainWindow::followWork);
    connect(&m_parts.bridge, &EngineBridge::noticed, this, [this](JobId, const Notice& notice) {
        m_messages->show(MessageBar::Kind::Warning, QString::fromStdString(notice.message));
    });
    const auto tell = [this](const Error& error) { m_project->tell(error); };
    connect(&m_parts.plans, &PlanController::failed, this, tell);
    connect(&m_parts.paints, &PaintController::failed, this, tell);
    connect(&m_parts.document, &Document::failed, this, [this](const Error& error) {
        m_lastFailure = error;
        m_parts.paints.unkept() > 0 ? tellUnkept() : m_project->tell(error);
    });
    connect(&m_parts.document, &Document::changed, this, [this](const Change& change) {
        if (change.what == Change::What::Everything) showTitle();
        if (change.what != Change::What::PictureAdded) followPlan();
    });
    connect(&m_parts.paints, &PaintController::unkeptChanged, this, &MainWindow::tellUnkept);
    connect(m_project, &ProjectActions::projectRenamed, this, [this] {
        showTitle();
        m_parts.paints.keepAgain();  // there may be room where the project is now
    });
    connect(m_project, &ProjectActions::projectOpened, this, [this] {
        showTitle();
        goOn();
    });
}

void MainWindow::followPlan() {
    const PlanId current = m_parts.document.currentPlan();
    if (!current) {
        m_parts.selection.clear();
        return;
    }
    const Plan& plan = m_parts.document.shown(current);
    m_parts.selection.keepOnly(plan);
}

void MainWindow::plan(const QString& caption) {
    m_messages->dismiss();
    m_tray->select({});  // Generate is to paint what comes, not what was chosen before
    m_parts.plans.imagine(caption);
}

void MainWindow::generate(const QString& caption) {
    m_messages->dismiss();
    kaleido::generate(m_parts.plans, m_parts.paints, m_parts.document, caption, m_tray->selectedPlans());
}

void MainWindow::begin(const QString& firstCaption, const std::optional<Error>& fault) {
    ui::Coach::begin(*this, m_parts.settings);
    m_caption->setCaption(firstCaption);
    goOn();
    m_project->tellReadOnly();
    if (fault) return m_messages->show(*fault);
    const bool offered = !m_parts.document.readOnly() && m_project->offerRecovery();
    const bool empty = m_parts.document.plans().empty() && !m_parts.document.readOnly();
    if (empty && !offered && !firstCaption.isEmpty()) generate(firstCaption);
}

/// With what the project says was being done.
void MainWindow::goOn() {
    m_parts.paints.resume();
    m_reference->restore();
    showCaption();
}

/// That of the plan on the canvas.
void MainWindow::showCaption() {
    if (const DocumentPlan* current = m_parts.document.find(m_parts.document.currentPlan()))
        m_caption->setCaption(QString::fromStdString(current->plan.caption));
}

/// More to wait for has just been asked for, which can be stopped whatever else is being stopped already.
void MainWindow::followWork() {
    const std::size_t before = m_waitedFor;
    m_waitedFor = m_parts.plans.pending().size() + m_parts.paints.pending().size();
    if (m_waitedFor > before) m_caption->setBusy(true);
}

void MainWindow::tellUnkept() {
    const int waiting = m_parts.paints.unkept();
    if (waiting == 0) return m_messages->dismiss();
    const QString reason = QString::fromStdString(describe(m_lastFailure));
    m_messages->show(MessageBar::Kind::Error,
                     tr("%n finished picture(s) wait in memory to be kept: %1", nullptr, waiting).arg(reason),
                     {{tr("Try Again"), [this] { m_parts.paints.keepAgain(); }}});
}

void MainWindow::showTitle() {
    setWindowTitle(tr("%1 — Kaleido Studio").arg(m_project->title()));
}

void MainWindow::restoreLayout() {
    if (!restoreGeometry(m_parts.settings.windowGeometry())) resize(1440, 900);
    if (restoreState(m_parts.settings.windowState())) return;
    const auto docks = findChildren<QDockWidget*>();
    resizeDocks({docks.begin(), docks.end()}, {264, 320, 320}, Qt::Horizontal);
    if (auto* const results = findChild<QDockWidget*>(QStringLiteral("resultsDock")))
        resizeDocks({results}, {280}, Qt::Vertical);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_parts.settings.setWindowGeometry(saveGeometry());
    m_parts.settings.setWindowState(saveState());
    QMainWindow::closeEvent(event);
}

}  // namespace kaleido
