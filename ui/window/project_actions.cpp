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

/// As projects tell their own paths.
std::filesystem::path ownPath(const std::filesystem::path& path) {
    std::error_code code;
    const auto whole = std::filesystem::weakly_canonical(path, code);
    return code ? path : whole;
}

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
    return m_document.store().path().parent_path() == ownPath(m_unsaved);
}

QString ProjectActions::title() const {
    if (isUnsaved()) return tr("Untitled");
    const QString name = QString::fromStdString(m_document.store().path().stem().string());
    return m_document.readOnly() ? tr("%1 (read-only)").arg(name) : name;
}

bool ProjectActions::take(Result<ProjectStore> store) {
    if (!store) {
        m_messages.show(store.error());
        return false;
    }
    if (auto taken = m_document.take(std::move(*store)); !taken) {
        m_messages.show(taken.error());
        return false;
    }
    m_messages.dismiss();
    Q_EMIT projectOpened();
    tellReadOnly();
    return true;
}

void ProjectActions::tellReadOnly() {
    if (!m_document.readOnly()) return;
    const auto& holder = m_document.store().holder();
    m_messages.show(MessageBar::Kind::Info,
                    holder
                        ? tr("This project is open in %1. You can look at it here, or save it under another "
                             "name to go on with it.")
                              .arg(QString::fromStdString(describe(*holder)))
                        : tr("This project cannot be written. You can look at it, or save it under another "
                             "name to go on with it."),
                    {{tr("Save As…"), [this] { saveAs(); }}});
}

void ProjectActions::tell(const Error& error) {
    if (!m_document.readOnly() || error.code != Code::WriteFailed) return m_messages.show(error);
    m_messages.show(MessageBar::Kind::Error, QString::fromStdString(describe(error)),
                    {{tr("Save As…"), [this] { saveAs(); }}});
}

void ProjectActions::startNew() {
    take(createUnsaved(m_unsaved));
}

void ProjectActions::openFile(const std::filesystem::path& path) {
    // To open it once more would only make it read-only, because this program has it. One that is read-only may have become free.
    if (ownPath(path) == m_document.store().path() && !m_document.readOnly()) return;
    take(ProjectStore::open(path));
}

void ProjectActions::askForFile() {
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open Project"), QString(),
                                                      tr("Kaleido projects (*.kaleido)"));
    if (!path.isEmpty()) openFile(path.toStdString());
}

QString ProjectActions::askForPath(const QString& title) const {
    QString start =
        isUnsaved() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                    : QFileInfo(QString::fromStdString(m_document.store().path().string())).absolutePath();
    for (;;) {
        QString path =
            QFileDialog::getSaveFileName(&m_window, title, start, tr("Kaleido projects (*.kaleido)"));
        if (path.isEmpty() || path.endsWith(kEnding)) return path;
        path += kEnding;
        if (!QFileInfo::exists(path)) return path;
        start = path;  // the dialog asks before it replaces a file only if it has been given the whole name
    }
}

void ProjectActions::saveAs() {
    if (const QString path = askForPath(tr("Save Project As")); !path.isEmpty()) saveTo(path.toStdString());
}

void ProjectActions::saveTo(const std::filesystem::path& path) {
    const FormerFile former = isUnsaved() ? FormerFile::Remove : FormerFile::Keep;
    if (auto saved = m_document.saveAs(path, former); !saved) {
        m_messages.show(saved.error());
        return;
    }
    m_messages.dismiss();
    Q_EMIT projectRenamed();
}

void ProjectActions::saveCopy() {
    const QString path = askForPath(tr("Save a Copy"));
    if (path.isEmpty()) return;
    m_document.endTyping();
    if (auto saved = m_document.store().saveCopy(path.toStdString()); !saved)
        m_messages.show(saved.error());
    else
        m_messages.show(MessageBar::Kind::Info, tr("Saved a copy as %1.").arg(path));
}

bool ProjectActions::offerRecovery() {
    const auto left = recoverable(m_unsaved);
    if (!left) {
        m_messages.show(left.error());
        return false;
    }
    for (const Recoverable& document : *left) {
        if (document.fault) {
            const QString file = QString::fromStdString(document.path.filename().string());
            m_messages.show(
                MessageBar::Kind::Warning,
                tr("A project that had no name yet cannot be opened: %1")
                    .arg(QString::fromStdString(describe(*document.fault))),
                {{tr("Discard…"), [this, path = document.path, file] { askToDiscard(path, file); }}});
            return true;
        }
        if (document.info.plans == 0) continue;
        const QString caption = tr("“%1”").arg(QString::fromStdString(document.info.title));
        m_messages.show(
            MessageBar::Kind::Info,
            tr("The program ended before %1 had a name. Its plans and %n picture(s) are all there.", nullptr,
               static_cast<int>(document.info.pictures))
                .arg(caption),
            {{tr("Open It"),
              [this, path = document.path] {
                  if (take(ProjectStore::open(path)) && !m_document.readOnly()) offerRecovery();
              }},
             {tr("Discard…"), [this, path = document.path, caption] { askToDiscard(path, caption); }}});
        return true;
    }
    return false;
}

void ProjectActions::askToDiscard(const std::filesystem::path& path, const QString& what) {
    m_messages.show(
        MessageBar::Kind::Warning,
        tr("Throw %1 away, with all its plans and pictures? This cannot be undone.").arg(what),
        {{tr("Throw Away"), [this, path] { discard(path); }}, {tr("Keep"), [this] { offerRecovery(); }}});
}

void ProjectActions::discard(const std::filesystem::path& path) {
    if (auto removed = ProjectStore::remove(path); !removed)
        m_messages.show(removed.error());
    else
        offerRecovery();
}

}  // namespace kaleido
