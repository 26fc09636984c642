#pragma once

#include <QImage>
#include <QPoint>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace kaleido::test {

/// A screen of an X server of its own (Xvfb), which programs are started on and used as a person does: by mouse and keys
/// that the server itself sends (xdotool). There is no window manager: a window has no frame, and its own place.
class VirtualScreen {
public:
    explicit VirtualScreen(QSize size);
    ~VirtualScreen();
    VirtualScreen(const VirtualScreen&) = delete;
    VirtualScreen& operator=(const VirtualScreen&) = delete;

    /// Whether the server runs; else what it said.
    bool isRunning() const { return !m_display.isEmpty(); }
    QString fault() const { return m_fault; }
    /// For DISPLAY.
    QString display() const { return m_display; }
    /// What a person sees now.
    QImage image() const;

    // Each returns when the server has sent the events, and false if they could not be sent.

    bool click(QPoint at, const QString& modifier = {});
    bool drag(QPoint from, QPoint to, const QString& modifier = {});
    /// Keys of the X keyboard, with modifiers: "Escape", "ctrl+shift+r".
    bool press(const QString& key);
    bool type(const QString& text);
    /// Waits until a window of this title is there and drawn, and gives it the keyboard. What is pressed before a window is
    /// ready is lost.
    bool focus(const QString& title);

private:
    bool xdotool(const QStringList& arguments);
    bool waitUntilStill() const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_display, m_fault;
};

}  // namespace kaleido::test
