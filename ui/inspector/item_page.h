#pragma once

#include "app/studio/known_words.h"
#include "engine/plan/plan.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace kaleido {

class CurrentPlan;
class GeometryFields;
class ItemBadge;
class QuietText;
class WordsEdit;

/// One item: its words, with completion and a word on those that the model does not know, and its geometry. Words show on the
/// canvas while they are typed and become an edit when that is finished.
class ItemPage : public QWidget {
    Q_OBJECT

public:
    ItemPage(CurrentPlan& current, const ModelWords& words, QWidget* parent = nullptr);

    /// The item at this index of the plan that is shown.
    void display(const Plan& plan, std::size_t index);

private:
    void preview();
    /// Makes the words that have been typed an edit.
    void commit();
    void giveUp();
    void showNotice();

    CurrentPlan& m_current;
    const ModelWords m_known;
    ItemBadge* m_badge;
    QLabel* m_title;
    QuietText* m_state;
    QPushButton* m_keep;
    WordsEdit* m_words;
    QuietText* m_notice;
    GeometryFields* m_geometry;
    ItemId m_item;
};

}  // namespace kaleido
