#include "app/settings/studio_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/caption/caption_bar.h"
#include "ui/inspector/inspector.h"
#include "ui/results/results_grid.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/tray/plan_tray.h"
#include "ui/window/export_actions.h"
#include "ui/window/help_actions.h"
#include "ui/window/main_window.h"
#include "ui/window/project_actions.h"
#include "ui/window/reference_picture.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>

namespace kaleido {
namespace {

QAction* actionOf(const Canvas& canvas, const char* name) {
    for (QAction* const action : canvas.actions()) {
        if (action->objectName() == QLatin1String(name)) return action;
    }
    Q_ASSERT_X(false, "actionOf", name);
    return nullptr;
}

void addAll(QMenu& menu, const Canvas& canvas, std::initializer_list<const char*> names) {
    for (const char* name : names) menu.addAction(actionOf(canvas, name));
}

void addThemes(QMenu& menu, ui::Theme& theme, StudioSettings& settings) {
    auto* const group = new QActionGroup(&menu);
    const auto add = [&](const QString& text, ThemeChoice choice) {
        QAction* const action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(theme.choice() == choice);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &theme, [&theme, &settings, choice] {
            theme.apply(choice);
            settings.setTheme(choice);
        });
    };
    add(QObject::tr("As the &System"), ThemeChoice::System);
    add(QObject::tr("&Light"), ThemeChoice::Light);
    add(QObject::tr("&Dark"), ThemeChoice::Dark);
}

}  // namespace

void MainWindow::buildMenus() {
    QMenu* const file = menuBar()->addMenu(tr("&File"));
    m_project->addTo(*file);
    file->addSeparator();
    m_export->addTo(*file);
    file->addSeparator();
    QAction* const quit = file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
    quit->setMenuRole(QAction::QuitRole);

    QMenu* const edit = menuBar()->addMenu(tr("&Edit"));
    // A menu does not take the focus: what is being typed is what Undo takes back.
    connect(edit, &QMenu::aboutToShow, &m_parts.document, &Document::endTyping);
    QUndoStack& undo = m_parts.document.undoStack();
    QAction* const back = undo.createUndoAction(this, tr("&Undo"));
    back->setShortcut(QKeySequence::Undo);
    back->setIcon(ui::themedIcon(u"undo"));
    QAction* const again = undo.createRedoAction(this, tr("&Redo"));
    again->setShortcut(QKeySequence::Redo);
    again->setIcon(ui::themedIcon(u"redo"));
    edit->addActions({back, again});
    edit->addSeparator();
    addAll(*edit, *m_canvas,
           {"canvas.copy", "canvas.paste", "canvas.duplicate", "canvas.delete", "canvas.selectAll"});
    edit->addSeparator();
    addAll(*edit, *m_canvas, {"canvas.lock", "canvas.hide"});
    QMenu* const region = edit->addMenu(tr("&Region of tokens or colours"));
    addAll(*region, *m_canvas,
           {"canvas.resampleRegion", "canvas.lockRegion", "canvas.unlockRegion", "canvas.chooseCode",
            "canvas.pickFromRegion", "canvas.paintRegion"});
    QMenu* const arrange = edit->addMenu(tr("&Arrange"));
    addAll(*arrange, *m_canvas,
           {"canvas.front", "canvas.forward", "canvas.backward", "canvas.back", "canvas.alignLeft",
            "canvas.alignCentre", "canvas.alignRight", "canvas.alignTop", "canvas.alignMiddle",
            "canvas.alignBottom", "canvas.distributeHorizontally", "canvas.distributeVertically"});

    QMenu* const plan = menuBar()->addMenu(tr("&Plan"));
    plan->addActions({&m_caption->planAction(), &m_caption->generateAction(), &m_caption->stopAction()});
    plan->addSeparator();
    plan->addActions(
        {m_tray->emptyPlanAction(), m_tray->moreLikeAction(), m_tray->pinAction(), m_tray->discardAction()});
    plan->addSeparator();
    plan->addActions({&m_inspector->resampleAction(), &m_inspector->keepStaleAction()});

    menuBar()->addMenu(tr("P&icture"))->addActions(m_results->QWidget::actions());

    QMenu* const view = menuBar()->addMenu(tr("&View"));
    addAll(*view, *m_canvas,
           {"canvas.zoomIn", "canvas.zoomOut", "canvas.fit", "canvas.overlay", "canvas.snap", "canvas.mosaic",
            "canvas.tokens"});
    m_reference->addTo(*view->addMenu(tr("&Reference")));
    view->addSeparator();
    for (QDockWidget* const dock : findChildren<QDockWidget*>()) view->addAction(dock->toggleViewAction());
    view->addSeparator();
    addThemes(*view->addMenu(tr("&Theme")), m_parts.theme, m_parts.settings);

    m_help->addTo(*menuBar()->addMenu(tr("&Help")));
}

}  // namespace kaleido
