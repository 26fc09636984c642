#include "ui/window/project_actions.h"

#include "app/document/project_files.h"
#include "ui/theme/icons.h"
#include "ui/window/message_bar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

namespace kaleido {
namespace {

const QString kEnding = QStringLiteral(".kaleido");

}  // namespace

ProjectActions::ProjectActions(Document& document, std::filesystem::path unsaved, MessageBar& messages,
                               QWidget& window)
    : QObject(&window),
      m_document(document),
      m_unsaved(std::move(unsaved)),
      m_messages(messages),
      m_window(window) {}

void ProjectActions::addTo(QMenu& menu) {
    const auto add = [&](const QString& name, const QString& text, const QIcon& icon, const QKeySequence& key,
                         void (ProjectActions::*act)()) {
        QAction* const action = menu.addAction(icon, text);
        action->setObjectName(name);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, act);
    };
    // Ctrl+N draws an empty plan, which is made far more often.
    add(QStringLiteral("newProject"), tr("&New Project"), {}, QKeySequence(tr("Ctrl+Shift+N")),
        &ProjectActions::startNew);
    add(QStringLiteral("openProject"), tr("&Open…"), ui::themedIcon(u"open"), QKeySequence::Open,
        &ProjectActions::askForFile);
    add(QStringLiteral("saveAs"), tr("&Save As…"), ui::themedIcon(u"save"), QKeySequence::Save,
        &ProjectActions::saveAs);
    add(QStringLiteral("saveCopy"), tr("Save a &Copy…"), {}, {}, &ProjectActions::saveCopy);
}

bool ProjectActions::isUnsaved() const {
    return m_document.store().path().parent_path() == m_unsaved;
}

QString ProjectActions::title() const {
    if (isUnsaved()) return tr("Untitled");
    const QString name = QString::fromStdString(m_document.store().path().stem().string());
    return m_document.readOnly() ? tr("%1 (read-only)").arg(name) : name;
}

void ProjectActions::take(Result<ProjectStore> store) {
    if (!store) {
        m_messages.show(store.error());
        return;
    }
    if (auto taken = m_document.take(std::move(*store)); !taken) {
        m_messages.show(taken.error());
        return;
    }
    Q_EMIT projectChanged();
    if (m_document.readOnly()) {
        const auto& holder = m_document.store().holder();
        m_messages.show(
            MessageBar::Kind::Info,
            holder ? tr("This project is open in %1. You can look at it; changes are kept there only.")
                         .arg(QString::fromStdString(describe(*holder)))
                   : tr("This project cannot be written. You can look at it, or save a copy of it."),
            {{tr("Save a Copy…"), [this] { saveCopy(); }}});
    }
}

void ProjectActions::startNew() {
    take(createUnsaved(m_unsaved));
}

void ProjectActions::openFile(const std::filesystem::path& path) {
    take(ProjectStore::open(path));
}

void ProjectActions::askForFile() {
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open Project"), QString(),
                                                      tr("Kaleido projects (*.kaleido)"));
    if (!path.isEmpty()) openFile(path.toStdString());
}

QString ProjectActions::askForPath(const QString& title) const {
    const QString start =
        isUnsaved() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                    : QFileInfo(QString::fromStdString(m_document.store().path().string())).absolutePath();
    QString path = QFileDialog::getSaveFileName(&m_window, title, start, tr("Kaleido projects (*.kaleido)"));
    if (!path.isEmpty() && !path.endsWith(kEnding)) path += kEnding;
    return path;
}

void ProjectActions::saveAs() {
    const QString path = askForPath(tr("Save Project As"));
    if (path.isEmpty()) return;
    const FormerFile former = isUnsaved() ? FormerFile::Remove : FormerFile::Keep;
    if (auto saved = m_document.saveAs(path.toStdString(), former); !saved) {
        m_messages.show(saved.error());
        return;
    }
    Q_EMIT projectChanged();
}

void ProjectActions::saveCopy() {
    const QString path = askForPath(tr("Save a Copy"));
    if (path.isEmpty()) return;
    if (auto saved = m_document.store().saveCopy(path.toStdString()); !saved)
        m_messages.show(saved.error());
    else
        m_messages.show(MessageBar::Kind::Info, tr("Saved a copy as %1.").arg(path));
}

void ProjectActions::offerRecovery() {
    const auto left = recoverable(m_unsaved);
    if (!left) {
        m_messages.show(left.error());
        return;
    }
    for (const Recoverable& document : *left) {
        if (document.fault || document.info.plans == 0 || document.path == m_document.store().path())
            continue;
        const QString caption = QString::fromStdString(document.info.title);
        m_messages.show(
            MessageBar::Kind::Info,
            tr("The program ended before “%1” had a name. Its plans and %n picture(s) are all there.",
               nullptr, static_cast<int>(document.info.pictures))
                .arg(caption),
            {{tr("Open It"), [this, path = document.path] { openFile(path); }}});
        return;
    }
}

}  // namespace kaleido
