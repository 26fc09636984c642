#pragma once

#include "app/document/document.h"
#include "engine/plan/format.h"

#include <QWidget>

#include <vector>

class QAction;
class QComboBox;
class QMenu;
class QToolButton;

namespace kaleido {

class CardView;
class PlanController;
class PlanDiffView;
class PlanModel;

/// The plans of the project as cards: pick one for the canvas, select several to paint, pin, discard, ask for more like one,
/// compare two. Plans stream in while they are written. GUI thread only.
class PlanTray : public QWidget {
    Q_OBJECT

public:
    PlanTray(Document& document, PlanController& controller, const PlanFormat& format,
             QWidget* parent = nullptr);

    /// The selected plans in the order of the cards; without a selection, all of the newest caption that are not discarded.
    std::vector<PlanId> selectedPlans() const;
    /// Selects the cards of these plans and no others.
    void select(const std::vector<PlanId>& plans);

    CardView* view() const { return m_view; }
    PlanModel* model() const { return m_model; }

    /// For menus and shortcuts of the window.
    QAction* pinAction() const { return m_pin; }
    QAction* discardAction() const { return m_discard; }
    QAction* moreLikeAction() const { return m_moreLike; }
    QAction* emptyPlanAction() const { return m_emptyPlan; }

Q_SIGNALS:
    /// selectedPlans() is another one.
    void selectionChanged();
    /// A plan to draw into is wanted; the caption is the window's to know.
    void emptyPlanRequested();

private:
    void buildBar();
    void buildActions();
    void buildHoverButtons();
    void makeCurrent(const QModelIndex& index);
    void pin(const std::vector<PlanId>& plans);
    void discard(const std::vector<PlanId>& plans);
    void discardChosen();
    void mark(const std::vector<PlanId>& plans, const QString& text, PlanMarks (*change)(PlanMarks));
    /// Those that an action is about: the selected ones, else the one that the keyboard is on.
    std::vector<PlanId> chosen() const;
    std::vector<PlanId> selected() const;
    PlanId planAt(const QModelIndex& index) const;
    bool all(const std::vector<PlanId>& plans, bool PlanMarks::*mark) const;
    void showState();
    void showDifference();
    void showMenu(const QPoint& at);

    Document& m_document;
    PlanController& m_controller;
    PlanModel* m_model;
    CardView* m_view;
    PlanDiffView* m_difference;
    QWidget* m_bar = nullptr;
    QComboBox* m_order = nullptr;
    QToolButton* m_showDiscarded = nullptr;
    QToolButton* m_hoverPin = nullptr;
    QToolButton* m_hoverDiscard = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_discard = nullptr;
    QAction* m_moreLike = nullptr;
    QAction* m_emptyPlan = nullptr;
};

}  // namespace kaleido
