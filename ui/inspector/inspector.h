#pragma once

#include "app/document/change.h"
#include "app/studio/known_words.h"
#include "engine/plan/format.h"
#include "engine/plan/parts.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace kaleido {

class CurrentPlan;
class DescriptionEdit;
class Document;
class IssueList;
class ItemPage;
class ItemSelection;
class LockPanel;
class PlanController;
class QuietText;
class SeveralPage;

/// What the inspector shows and changes.
struct InspectorParts {
    Document& document;
    ItemSelection& selection;
    PlanController& plans;
    PlanFormat format{};
    ModelWords words{};
};

/// The plan on the canvas as words and numbers: the selected items, the description, what is to be said about the plan, what is
/// locked, and having the rest resampled. GUI thread only.
class Inspector : public QWidget {
    Q_OBJECT

public:
    explicit Inspector(InspectorParts parts, QWidget* parent = nullptr);
    ~Inspector() override;

    // ---- For the window's menus and the user's own keys
    QAction& resampleAction() { return *m_resample; }
    QAction& keepStaleAction() { return *m_keepStale; }

private:
    void makeActions();
    QWidget* makeSections();
    void display();
    void displaySelection();
    void displayStale();
    void leaveFields();
    void showPart(const PartRef& part);

    InspectorParts m_parts;
    CurrentPlan* m_current;
    PlanId m_plan;  ///< that was displayed last
    QAction *m_resample, *m_keepStale;
    QuietText* m_none;
    ItemPage* m_item;
    SeveralPage* m_several;
    DescriptionEdit* m_description;
    QWidget* m_staleRow;
    QuietText* m_staleText;
    QPushButton* m_keepSentences;
    IssueList* m_issues;
    QuietText* m_noIssues;
    LockPanel* m_locks;
};

}  // namespace kaleido
