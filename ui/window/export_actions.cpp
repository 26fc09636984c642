#include "ui/window/export_actions.h"

#include "app/export/command_line.h"
#include "app/export/exported_grid.h"
#include "app/export/exported_pictures.h"
#include "app/painting/output_path.h"
#include "ui/results/results_grid.h"
#include "ui/theme/icons.h"
#include "ui/window/export_dialog.h"
#include "ui/window/message_bar.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QStandardPaths>

namespace kaleido {
namespace {

QString picturesFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

}  // namespace

ExportActions::ExportActions(ExportActionParts parts, QWidget& window)
    : QObject(&window), m_parts(std::move(parts)), m_window(window) {}

void ExportActions::addTo(QMenu& menu) {
    const auto add = [&](const QString& name, const QString& text, const QIcon& icon, const QKeySequence& key,
                         void (ExportActions::*act)()) {
        QAction* const action = menu.addAction(icon, text);
        action->setObjectName(name);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, act);
    };
    add(QStringLiteral("exportPictures"), tr("&Export Pictures…"), ui::themedIcon(u"export"),
        QKeySequence(tr("Ctrl+E")), &ExportActions::askForPictures);
    add(QStringLiteral("exportGrid"), tr("Export &Grid…"), {}, QKeySequence(tr("Ctrl+Shift+E")),
        &ExportActions::askForGrid);
    add(QStringLiteral("copyCommand"), tr("Copy as Co&mmand"), ui::themedIcon(u"copy"),
        QKeySequence(tr("Ctrl+Alt+C")), &ExportActions::copyCommand);
}

std::vector<PictureId> ExportActions::chosen() const {
    std::vector<PictureId> pictures = m_parts.results.selectedPictures();
    if (!pictures.empty()) return pictures;
    auto ids = m_parts.document.store().pictures().ids({.run = chosenRun()});
    return ids && chosenRun() ? std::move(*ids) : std::vector<PictureId>();
}

RunId ExportActions::chosenRun() const {
    if (const PictureId current = m_parts.results.currentPicture()) {
        if (const auto stored = m_parts.document.store().pictures().picture(current)) return stored->run;
    }
    const auto runs = m_parts.document.store().runs().ids();
    return runs && !runs->empty() ? runs->front() : RunId{};
}

void ExportActions::askForPictures() {
    if (chosen().empty()) {
        m_parts.messages.show(MessageBar::Kind::Info, tr("There is no picture to export yet."));
        return;
    }
    ExportDialog dialog(tr("Export Pictures"), m_parts.model.resolution, m_parts.settings, &m_window);
    if (dialog.exec() != QDialog::Accepted) return;
    const QString folder =
        QFileDialog::getExistingDirectory(&m_window, tr("Export Pictures To"), picturesFolder());
    if (folder.isEmpty()) return;
    exportPicturesTo(folder.toStdString(),
                     {.metadata = dialog.metadata(), .scale = dialog.scale(), .filter = dialog.filter()});
}

void ExportActions::exportPicturesTo(const std::filesystem::path& folder, const ExportOptions& options) {
    const Exported exported = exportPictures(m_parts.document.store(), chosen(), folder, options);
    if (!exported.ended) return m_parts.messages.show(exported.ended.error());
    m_parts.messages.show(MessageBar::Kind::Info, tr("Exported %n picture(s) to %1.", nullptr,
                                                     static_cast<int>(exported.files.size()))
                                                      .arg(QString::fromStdString(folder.string())));
}

void ExportActions::askForGrid() {
    const RunId run = chosenRun();
    if (!run) {
        m_parts.messages.show(MessageBar::Kind::Info, tr("There is no picture to export yet."));
        return;
    }
    ExportDialog dialog(tr("Export Grid"), m_parts.model.resolution, m_parts.settings, &m_window);
    if (dialog.exec() != QDialog::Accepted) return;
    const auto settings = m_parts.document.store().runs().run(run);
    const std::string name = fileNameFor(settings ? settings->request.settings.plan.caption : "", ".png");
    QString file = QFileDialog::getSaveFileName(&m_window, tr("Export Grid As"),
                                                picturesFolder() + u'/' + QString::fromStdString(name),
                                                tr("PNG pictures (*.png)"));
    if (file.isEmpty()) return;
    if (!file.endsWith(QStringLiteral(".png"))) file += QStringLiteral(".png");
    exportGridTo(file.toStdString(), {.file = {.metadata = dialog.metadata()},
                                      .scale = dialog.scale(),
                                      .filter = dialog.filter(),
                                      .modelTitle = m_parts.model.title,
                                      .modelHash = m_parts.model.hash});
}

void ExportActions::exportGridTo(const std::filesystem::path& file, const GridExportOptions& options) {
    const auto written = exportGrid(m_parts.document.store(), chosenRun(), file, options);
    if (!written) return m_parts.messages.show(written.error());
    m_parts.messages.show(
        MessageBar::Kind::Info,
        tr("Exported the grid as %1.").arg(QString::fromStdString(written->front().string())));
}

void ExportActions::copyCommand() {
    const std::vector<PictureId> pictures = chosen();
    if (pictures.empty()) {
        m_parts.messages.show(MessageBar::Kind::Info,
                              tr("Choose a picture first; its command paints it again."));
        return;
    }
    const auto file = keepForCommand(m_parts.document.store(), pictures.front(), m_parts.commands);
    if (!file) return m_parts.messages.show(file.error());
    QGuiApplication::clipboard()->setText(commandFor(*file, {.model = m_parts.model.folder}));
    m_parts.messages.show(MessageBar::Kind::Info,
                          tr("The command that paints this picture again is on the clipboard."));
}

}  // namespace kaleido
