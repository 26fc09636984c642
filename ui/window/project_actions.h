#pragma once

#include "app/document/document.h"

#include <QObject>

#include <filesystem>

class QMenu;
class QWidget;

namespace kaleido {

class MessageBar;

/// New, Open, Save As: which project the document is. Documents without a name live in a folder of their own, and those that
/// a crash has left there are offered again. GUI thread only.
class ProjectActions : public QObject {
    Q_OBJECT

public:
    /// `unsaved`: the folder of documents without a name.
    ProjectActions(Document& document, std::filesystem::path unsaved, MessageBar& messages, QWidget& window);

    void addTo(QMenu& menu);
    /// Goes on with another project. One that cannot be opened is told, and the document stays what it is.
    void openFile(const std::filesystem::path& path);
    /// Goes on under another name, which a project that is read-only may be changed under.
    void saveTo(const std::filesystem::path& path);
    /// Whether the document has no name yet.
    bool isUnsaved() const;
    /// Offers the newest document that was left without a name, if there is one, to be opened or thrown away; after that, the
    /// next. Those that cannot be opened come last. Whether there is one.
    bool offerRecovery();
    /// Says who has the project, and offers a way on, if it is read-only.
    void tellReadOnly();
    /// An error of the document, with a way out of a project that is read-only.
    void tell(const Error& error);
    /// The document's name for the window's title.
    QString title() const;

Q_SIGNALS:
    /// Another project is open.
    void projectOpened();
    /// The project has another name.
    void projectRenamed();

private:
    void startNew();
    void askForFile();
    void saveAs();
    void saveCopy();
    /// Throws a document away that was left, once the artist has said so again.
    void askToDiscard(const std::filesystem::path& path, const QString& what);
    void discard(const std::filesystem::path& path);
    bool take(Result<ProjectStore> store);
    /// Ends in ".kaleido"; empty if the artist gave up. A project that is there has been agreed to be replaced.
    QString askForPath(const QString& title) const;

    Document& m_document;
    const std::filesystem::path m_unsaved;
    MessageBar& m_messages;
    QWidget& m_window;
};

}  // namespace kaleido
