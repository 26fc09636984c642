#include "app/studio/remember_settings.h"

#include "app/settings/studio_settings.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"

namespace kaleido {

void rememberSettings(StudioSettings& settings, PlanController& plans, PaintController& paints) {
    PlanSettings planning = plans.settings();
    planning.count = settings.planCount();
    plans.setSettings(planning);
    PaintSettings painting = paints.settings();
    painting.pictures = settings.pictureCount();
    painting.painting.guidance = settings.guidance().value_or(painting.painting.guidance);
    paints.setSettings(painting);

    QObject::connect(&plans, &PlanController::settingsChanged, &settings,
                     [&settings, &plans] { settings.setPlanCount(plans.settings().count); });
    QObject::connect(&paints, &PaintController::settingsChanged, &settings,
                     [&settings, &paints, guidance = painting.painting.guidance]() mutable {
                         const PaintSettings& now = paints.settings();
                         settings.setPictureCount(now.pictures);
                         if (now.painting.guidance == guidance) return;
                         guidance = now.painting.guidance;
                         settings.setGuidance(guidance);
                     });
}

}  // namespace kaleido
