#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace kaleido {
class StudioSettings;
}

namespace kaleido::ui {

/// One thing that the coach points at.
struct CoachStep {
    QString
        widget;  ///< objectName of a widget in the window; one that is missing or hidden is not pointed at
    QString title;
    QString text;
};

/// The first steps, over the window: everything is dimmed but the widget that a step is about. Next, Back and Skip by mouse
/// or keyboard (Tab, Enter, Esc); skipped or gone through, it does not come again. It covers its window, is laid out anew
/// with it, and deletes itself when it is done.
class Coach : public QWidget {
    Q_OBJECT

public:
    /// The four steps of the main window.
    static std::vector<CoachStep> firstSteps();
    /// Shows it, unless the user has dismissed it before. Null if so.
    static Coach* begin(QWidget& window, StudioSettings& settings,
                        std::vector<CoachStep> steps = firstSteps());

    int step() const { return m_step; }
    void goTo(int step);
    /// For good.
    void dismiss();

Q_SIGNALS:
    void finished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    Coach(QWidget& window, StudioSettings& settings, std::vector<CoachStep> steps);

    /// Of the widget that this step is about, in our coordinates; empty if there is none to be seen.
    QRect target() const;
    void fillCard();
    void place();

    StudioSettings& m_settings;
    QPointer<QWidget> m_focusBefore;
    std::vector<CoachStep> m_steps;
    int m_step = 0;
    QWidget* m_card;
    QLabel* m_count;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_skip;
    QPushButton* m_back;
    QPushButton* m_next;
};

}  // namespace kaleido::ui
