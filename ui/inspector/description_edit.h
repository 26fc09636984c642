#pragma once

#include "app/document/change.h"
#include "engine/plan/plan.h"

#include <QTextEdit>

namespace kaleido {

class CurrentPlan;
class DescriptionMarks;
class ItemSelection;

/// The detailed description. What is typed becomes an edit when the field is left, with Ctrl+Enter and where typing ends; Esc
/// forgets it. Items that it names light up when the pointer is over their words, and the words when it is over the items.
class DescriptionEdit : public QTextEdit {
    Q_OBJECT

public:
    DescriptionEdit(CurrentPlan& current, ItemSelection& selection, QWidget* parent = nullptr);

    int staleSentences() const;
    QSize sizeHint() const override;

Q_SIGNALS:
    /// Other sentences are stale.
    void marksChanged();

protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void display();
    /// Makes what has been typed an edit.
    void commit();
    void setShown(const QString& text);
    void mark();
    bool isTyping() const;
    /// The character under a point of the viewport; -1 if there is none.
    int positionAt(const QPoint& point) const;
    void keepSentence(std::size_t sentence);

    CurrentPlan& m_current;
    ItemSelection& m_selection;
    DescriptionMarks* m_marks;
    PlanId m_plan;
    QString m_shown;  ///< what the plan says, as it was shown last
};

}  // namespace kaleido
