#pragma once

#include <QImage>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace kaleido {

class Canvas;
class MessageBar;

/// A picture of the artist's own over the canvas' last one, to draw after: its menu to choose it from a file, to say how
/// strongly it covers, and to take it away. It lasts until another is chosen or the window closes. GUI thread only.
class ReferencePicture : public QObject {
    Q_OBJECT

public:
    ReferencePicture(Canvas& canvas, MessageBar& messages, QWidget& window);

    void addTo(QMenu& menu);
    /// A file that is no picture, or too large a one, is told in the message bar, and nothing changes.
    void show(const QString& file);

private:
    void askForFile();
    void remove();
    void update();

    Canvas& m_canvas;
    MessageBar& m_messages;
    QWidget& m_window;
    QAction *m_choose, *m_remove;
    QActionGroup* m_opacities;
    QImage m_picture;
};

}  // namespace kaleido
