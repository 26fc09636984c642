#pragma once

#include <QPushButton>

class QAction;

namespace kaleido {

/// A push button that looks and works as its action says; the shortcut is in the tool tip.
class ActionButton : public QPushButton {
    Q_OBJECT

public:
    explicit ActionButton(QAction& action, QWidget* parent = nullptr);

private:
    void follow(const QAction& action);
};

}  // namespace kaleido
