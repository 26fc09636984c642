#include "app/studio/generate.h"

#include "engine/api/known_words.h"

#include <algorithm>

namespace kaleido {

void generate(PlanController& plans, PaintController& paints, Document& document, const QString& caption,
              const std::vector<PlanId>& chosen) {
    document.endTyping();
    const auto wanted = normalisedCaption(caption.toStdString());
    std::vector<PlanId> ofCaption = chosen;
    std::erase_if(ofCaption, [&](PlanId id) {
        const DocumentPlan* plan = document.find(id);
        if (plan == nullptr || !wanted) return true;
        const auto says = normalisedCaption(plan->plan.caption);  // what a file brings back need not be
        return !says || *says != *wanted;
    });
    if (!ofCaption.empty())
        paints.paint(ofCaption);
    else
        plans.imagine(caption, [&paints](const std::vector<PlanId>& made) { paints.paint(made); });
}

}  // namespace kaleido
