#pragma once

#include <QFrame>
#include <QImage>

#include <vector>

class QListView;

namespace kaleido::canvas {

/// All codes of a grid to choose one from, as a popup that goes away with that: small pictures, like beside like. Arrow keys,
/// Return and Esc work.
class CodePalette : public QFrame {
    Q_OBJECT

public:
    /// `swatches` by code; `name` says what one is called, with %1 for its code; `current` is selected, if it is one.
    CodePalette(const std::vector<QImage>& swatches, const QString& name, int current,
                QWidget* parent = nullptr);

    /// Near this point of the screen, and wholly on it.
    void popup(QPoint at);

Q_SIGNALS:
    void chosen(int code);

private:
    QListView* m_list;
};

}  // namespace kaleido::canvas
