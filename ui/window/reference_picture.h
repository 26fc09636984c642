#pragma once

#include <QImage>
#include <QObject>
#include <QString>

#include <optional>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace kaleido {

class Canvas;
class Document;
class MessageBar;

/// A picture of the artist's own over the canvas' last one, to draw after: its menu to choose it from a file, to say how
/// strongly it covers, and to take it away. The project remembers the file and how strongly it covers. GUI thread only.
class ReferencePicture : public QObject {
    Q_OBJECT

public:
    ReferencePicture(Document& document, Canvas& canvas, MessageBar& messages, QWidget& window);

    void addTo(QMenu& menu);
    /// A file that is no picture, or too large a one, is told in the message bar, and nothing changes.
    void show(const QString& file);
    /// Shows what the project remembers; says so if that file cannot be read any more.
    void restore();

private:
    void askForFile();
    void remove();
    void update();
    /// Takes the picture from the file, or says why not. Whether it could.
    bool load(const QString& file);
    void remember(const char* name, const QString& value);
    std::optional<QString> remembered(const char* name) const;

    Document& m_document;
    Canvas& m_canvas;
    MessageBar& m_messages;
    QWidget& m_window;
    QAction *m_choose, *m_remove;
    QActionGroup* m_opacities;
    QImage m_picture;
};

}  // namespace kaleido
