#include "ui/caption/run_settings.h"

#include "app/document/document.h"
#include "app/settings/run_limits.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "ui/caption/seed_control.h"
#include "ui/fields/number_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <initializer_list>

namespace kaleido {
namespace {

QSpinBox* countField(const QString& name, int most, const QString& tip) {
    auto* field = new QSpinBox;
    field->setObjectName(name);
    field->setRange(1, most);
    field->setKeyboardTracking(false);
    field->setAlignment(Qt::AlignRight);
    field->setToolTip(tip);
    return field;
}

void display(QSpinBox& field, int value) {
    const QSignalBlocker blocker(&field);
    if (value != field.value()) field.setValue(value);
}

/// The controller's settings with one of them changed.
template <typename Controller, typename Change>
void change(Controller& controller, Change change) {
    auto settings = controller.settings();
    change(settings);
    controller.setSettings(settings);
}

}  // namespace

RunSettings::RunSettings(const Document& document, PlanController& plans, PaintController& paints,
                         QWidget* parent)
    : QWidget(parent),
      m_planning(plans),
      m_painting(paints),
      m_plans(countField(QStringLiteral("plans"), kMaxPlans, tr("How many plans to imagine at a time"))),
      m_pictures(countField(QStringLiteral("pictures"), kMaxPictures,
                            tr("How many pictures to paint of each plan"))),
      m_planSeed(new SeedControl(tr("plans", "what a seed is of"))),
      m_pictureSeed(new SeedControl(tr("pictures", "what a seed is of"))),
      m_guidance(new NumberField) {
    m_planSeed->setObjectName(QStringLiteral("planSeed"));
    m_pictureSeed->setObjectName(QStringLiteral("pictureSeed"));
    m_guidance->setObjectName(QStringLiteral("guidance"));
    m_guidance->setRange(0, kMaxGuidance);
    m_guidance->setSingleStep(0.5);
    m_guidance->setToolTip(tr("Guidance weight: how strongly the painting follows caption and plan"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const auto add = [&](const QString& text, QWidget* field, QWidget* seed) {
        auto* label = new QLabel(text);
        label->setBuddy(field);
        if (row->count() > 0) row->addSpacing(12);
        row->addWidget(label);
        row->addWidget(field);
        if (seed != nullptr) row->addWidget(seed);
    };
    add(tr("Plans"), m_plans, m_planSeed);
    add(tr("Pictures"), m_pictures, m_pictureSeed);
    add(tr("Guidance"), m_guidance, nullptr);

    connect(m_plans, &QSpinBox::valueChanged, this, [this](int count) {
        change(m_planning, [&](PlanSettings& settings) { settings.count = count; });
    });
    connect(m_planSeed, &SeedControl::seedChosen, this, [this](const SeedControl::Seed& seed) {
        change(m_planning, [&](PlanSettings& settings) { settings.seed = seed; });
    });
    connect(m_pictures, &QSpinBox::valueChanged, this, [this](int count) {
        change(m_painting, [&](PaintSettings& settings) { settings.pictures = count; });
    });
    connect(m_pictureSeed, &SeedControl::seedChosen, this, [this](const SeedControl::Seed& seed) {
        change(m_painting, [&](PaintSettings& settings) { settings.seed = seed; });
    });
    connect(m_guidance, &NumberField::valueChanged, this, [this](double weight) {
        change(m_painting, [&](PaintSettings& settings) { settings.painting.guidance = weight; });
    });
    connect(&document, &Document::typingEnds, this, &RunSettings::endTyping);
    connect(&plans, &PlanController::settingsChanged, this, &RunSettings::displayPlans);
    connect(&paints, &PaintController::settingsChanged, this, &RunSettings::displayPaints);
    displayPlans();
    displayPaints();
}

void RunSettings::endTyping() {
    for (QAbstractSpinBox* field :
         std::initializer_list<QAbstractSpinBox*>{m_plans, m_pictures, m_guidance}) {
        if (field->hasAcceptableInput()) field->interpretText();
    }
    m_planSeed->endTyping();
    m_pictureSeed->endTyping();
}

void RunSettings::displayPlans() {
    display(*m_plans, m_planning.settings().count);
    m_planSeed->display(m_planning.settings().seed);
}

void RunSettings::displayPaints() {
    display(*m_pictures, m_painting.settings().pictures);
    m_pictureSeed->display(m_painting.settings().seed);
    m_guidance->display(m_painting.settings().painting.guidance);
}

}  // namespace kaleido
