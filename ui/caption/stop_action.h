#pragma once

#include "engine/base/cancel.h"

#include <QAction>

namespace kaleido {

/// Stop: the first time after the picture that is being painted, the second time now. Says at once which one was asked for.
class StopAction : public QAction {
    Q_OBJECT

public:
    explicit StopAction(QObject* parent = nullptr);

    /// Whether there is anything to stop. To be told again when more is asked for: that has not been asked to stop yet.
    void setBusy(bool busy);

Q_SIGNALS:
    void stopRequested(kaleido::StopWhen when);

private:
    void ask();
    void tell();

    bool m_busy = false;
    StopWhen m_asked = StopWhen::Never;
};

}  // namespace kaleido
