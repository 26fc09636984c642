#pragma once

#include <QWidget>

class QSpinBox;

namespace kaleido {

class Document;
class NumberField;
class PaintController;
class PlanController;
class SeedControl;

/// How many plans and pictures are made, with which seeds, and how strongly the painting is guided: the settings that artists
/// change from run to run. Shows the controllers' settings and sets them; what is typed counts when a field is left, with Enter
/// and where typing ends.
class RunSettings : public QWidget {
    Q_OBJECT

public:
    RunSettings(const Document& document, PlanController& plans, PaintController& paints,
                QWidget* parent = nullptr);

private:
    void displayPlans();
    void displayPaints();
    void endTyping();

    PlanController& m_planning;
    PaintController& m_painting;
    QSpinBox *m_plans, *m_pictures;
    SeedControl *m_planSeed, *m_pictureSeed;
    NumberField* m_guidance;
};

}  // namespace kaleido
