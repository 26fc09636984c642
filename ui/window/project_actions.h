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
    void openFile(const std::filesystem::path& path);
    /// Whether the document has no name yet.
    bool isUnsaved() const;
    /// Offers the document that a crash has left, if there is one.
    void offerRecovery();
    /// The document's name for the window's title.
    QString title() const;

Q_SIGNALS:
    /// Another project is open, or it has another name.
    void projectChanged();

private:
    void startNew();
    void askForFile();
    void saveAs();
    void saveCopy();
    void take(Result<ProjectStore> store);
    QString askForPath(const QString& title) const;

    Document& m_document;
    const std::filesystem::path m_unsaved;
    MessageBar& m_messages;
    QWidget& m_window;
};

}  // namespace kaleido
