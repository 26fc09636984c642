#pragma once

#include "engine/base/error.h"

#include <QFrame>

#include <functional>
#include <vector>

class QLabel;

namespace kaleido {

/// A line across the window with a word to its user, and perhaps something to do about it; never in the way. The newest one
/// takes the place of the one before. GUI thread only.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };

    /// What a button of the bar does.
    struct Action {
        QString text;
        std::function<void()> act;
    };

    explicit MessageBar(QWidget* parent = nullptr);

    void show(Kind kind, const QString& text, std::vector<Action> actions = {});
    void show(const kaleido::Error& error);
    void dismiss();
    QString text() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showIcon();

    Kind m_kind = Kind::Info;
    QLabel *m_icon, *m_text;
    QWidget* m_actions;
};

}  // namespace kaleido
