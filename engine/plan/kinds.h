#pragma once

#include "engine/base/error.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// "none", "all", or a sum of text, items (= boxes + blobs), boxes, blobs, tokens, colors: "text+items". Spaces
/// around the words do not matter.
Result<Kinds> parseKinds(std::string_view text);

/// Several of them, separated by commas: the values of a comparison.
Result<std::vector<Kinds>> parseKindsList(std::string_view text);

/// The shortest form that parseKinds() reads back: "none", "all", "text+items+colors", "boxes".
std::string formatKinds(Kinds kinds);

/// What a model of some kinds is asked for: all means all that it has. Code::Usage, naming those, if others are asked for.
Result<Kinds> kindsForModel(Kinds asked, Kinds model);

/// The kinds that the plan has something of.
Kinds kindsOf(const Plan& plan);

}  // namespace kaleido
