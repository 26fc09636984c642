#include "app/studio/generate.h"

#include "engine/api/known_words.h"

#include <algorithm>

namespace kaleido {

void generate(PlanController& plans, PaintController& paints, const Document& document,
              const QString& caption, const std::vector<PlanId>& chosen) {
    const auto wanted = normalisedCaption(caption.toStdString());
    std::vector<PlanId> ofCaption = chosen;
    std::erase_if(ofCaption, [&](PlanId id) {
        const DocumentPlan* plan = document.find(id);
        return plan == nullptr || !wanted || plan->plan.caption != *wanted;
    });
    if (!ofCaption.empty())
        paints.paint(ofCaption);
    else
        plans.imagine(caption, [&paints](const std::vector<PlanId>& made) { paints.paint(made); });
}

}  // namespace kaleido
