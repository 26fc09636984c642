#include "ui/caption/stop_action.h"

namespace kaleido {

StopAction::StopAction(QObject* parent) : QAction(parent) {
    setObjectName(QStringLiteral("stop"));
    setShortcut(Qt::CTRL | Qt::Key_Period);
    connect(this, &QAction::triggered, this, &StopAction::ask);
    tell();
}

void StopAction::setBusy(bool busy) {
    m_busy = busy;
    m_asked = StopWhen::Never;
    tell();
}

void StopAction::ask() {
    m_asked = m_asked == StopWhen::Never ? StopWhen::AfterPicture : StopWhen::Now;
    tell();
    Q_EMIT stopRequested(m_asked);
}

void StopAction::tell() {
    setEnabled(m_busy && m_asked != StopWhen::Now);
    switch (m_asked) {
        case StopWhen::Never:
            setText(tr("Stop"));
            return setToolTip(tr("Stop after the picture or plan that is being made"));
        case StopWhen::AfterPicture:
            setText(tr("Stop now"));
            return setToolTip(tr("Stops after this one. Press again to stop now"));
        case StopWhen::Now:
            setText(tr("Stopping…"));
            return setToolTip(tr("Stops at the next step"));
    }
}

}  // namespace kaleido
