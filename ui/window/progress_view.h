#pragma once

#include "app/engine/engine_bridge.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace kaleido {

/// What the engine does just now and how far it is, for the status bar. Hidden while nothing is done. GUI thread only.
class ProgressView : public QWidget {
    Q_OBJECT

public:
    explicit ProgressView(EngineBridge& bridge, QWidget* parent = nullptr);

private:
    void show(const Progress& progress);

    QLabel* m_text;
    QProgressBar* m_bar;
};

}  // namespace kaleido
