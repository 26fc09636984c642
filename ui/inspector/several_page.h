#pragma once

#include <QWidget>

#include <functional>

class QLabel;

namespace kaleido {

class CurrentPlan;
class ItemSelection;

/// Several items: how many there are, and what can be done to all of them at once.
class SeveralPage : public QWidget {
    Q_OBJECT

public:
    SeveralPage(CurrentPlan& current, ItemSelection& selection, QWidget* parent = nullptr);

    void display();

private:
    void setLocked(bool locked);
    void setHidden(bool hidden);
    void keep();
    void remove();

    CurrentPlan& m_current;
    ItemSelection& m_selection;
    QLabel* m_count;
    QWidget* m_edits;
};

}  // namespace kaleido
