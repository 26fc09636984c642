#pragma once

#include "engine/plan/place.h"
#include "engine/plan/validate.h"

#include <QString>

namespace kaleido {

/// "at the top left", in the user's language.
QString placeText(PlaceWord place);
/// "item 2 (red car)", in the user's language.
QString itemName(const Plan& plan, std::size_t index);
/// An issue of this plan as one sentence in the user's language.
QString issueText(const Issue& issue, const Plan& plan, const PlanFormat& format);

}  // namespace kaleido
