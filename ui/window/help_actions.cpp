#include "ui/window/help_actions.h"

#include "app/document/document.h"
#include "app/log/log_tail.h"
#include "app/painting/painting.h"
#include "app/settings/studio_settings.h"
#include "ui/start/about_dialog.h"
#include "ui/start/coach.h"
#include "ui/start/licences.h"
#include "ui/start/problem_report.h"
#include "ui/start/report_dialog.h"
#include "ui/theme/icons.h"

#include <QMenu>

namespace kaleido {

HelpActions::HelpActions(HelpParts parts, QWidget& window)
    : QObject(&window), m_parts(std::move(parts)), m_window(window) {}

void HelpActions::addTo(QMenu& menu) {
    const auto add = [&](const QString& name, const QString& text, void (HelpActions::*act)()) {
        QAction* const action = menu.addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    add(QStringLiteral("firstSteps"), tr("&First Steps"), &HelpActions::showFirstSteps)
        ->setIcon(ui::themedIcon(u"help"));
    add(QStringLiteral("problemReport"), tr("&Problem Report…"), &HelpActions::showReport);
    menu.addSeparator();
    add(QStringLiteral("about"), tr("&About Kaleido Studio"), &HelpActions::showAbout)
        ->setMenuRole(QAction::AboutRole);
}

void HelpActions::showFirstSteps() {
    m_parts.settings.setCoachDismissed(false);
    ui::Coach::begin(m_window, m_parts.settings);
}

void HelpActions::showReport() {
    QStringList log, captions = m_parts.settings.captions();
    for (const std::string& line : m_parts.log.lines()) log << QString::fromStdString(line);
    for (const DocumentPlan& plan : m_parts.document.plans())
        captions << QString::fromStdString(plan.plan.caption);
    const QString report = ui::problemReport(
        {.version = QString::fromStdString(codeVersion()),
         .libTorch = m_parts.libTorch,
         .model = QString::fromStdString(m_parts.model.id + " " + m_parts.model.hash.substr(0, 10)),
         .log = log,
         .captions = captions});
    ui::ReportDialog(report, &m_window).exec();
}

void HelpActions::showAbout() {
    const auto all = ui::licences({.resources = QString::fromStdString(m_parts.resources.string()),
                                   .modelTitle = QString::fromStdString(m_parts.model.title),
                                   .modelLicence = QString::fromStdString(m_parts.model.licence),
                                   .libTorch = m_parts.libTorch});
    ui::AboutDialog(QString::fromStdString(codeVersion()), all, &m_window).exec();
}

}  // namespace kaleido
