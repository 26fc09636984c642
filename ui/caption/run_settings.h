#pragma once

#include <QWidget>

class QSpinBox;

namespace kaleido {

class NumberField;
class PaintController;
class PlanController;
class SeedControl;

/// How many plans and pictures are made, with which seeds, and how strongly the painting is guided: the settings that artists
/// change from run to run. Shows the controllers' settings and sets them.
class RunSettings : public QWidget {
    Q_OBJECT

public:
    RunSettings(PlanController& plans, PaintController& paints, QWidget* parent = nullptr);

private:
    void displayPlans();
    void displayPaints();

    PlanController& m_planning;
    PaintController& m_painting;
    QSpinBox *m_plans, *m_pictures;
    SeedControl *m_planSeed, *m_pictureSeed;
    NumberField* m_guidance;
};

}  // namespace kaleido
