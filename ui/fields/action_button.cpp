#include "ui/fields/action_button.h"

#include <QAction>

namespace kaleido {

ActionButton::ActionButton(QAction& action, QWidget* parent) : QPushButton(parent) {
    connect(this, &QPushButton::clicked, &action, &QAction::trigger);
    connect(&action, &QAction::changed, this, [this, &action] { follow(action); });
    follow(action);
}

void ActionButton::follow(const QAction& action) {
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString tip = action.toolTip();
    setText(action.text());
    setEnabled(action.isEnabled());
    setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)", "tool tip and keys").arg(tip, keys));
    setAccessibleDescription(tip);
}

}  // namespace kaleido
