#pragma once

#include "engine/base/error.h"
#include "engine/plan/format.h"
#include "engine/plan/parts.h"
#include "engine/plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// Notice: worth a word. Warning: probably not what was meant. Error: the plan cannot be used.
enum class Severity { Notice, Warning, Error };

/// The rule that an issue is about, so that a window can say it in the user's language.
enum class Rule {
    EmptyCaption,        ///< notice
    TextTooLong,         ///< error: caption, detail or words above the bounds of limits.h
    BadText,             ///< error: not UTF-8, or control characters
    SentenceCount,       ///< error: not one state for each sentence
    TooManyItems,        ///< error
    ItemIds,             ///< error: an id is 0 or taken twice
    EmptyWords,          ///< warning
    NoShape,             ///< notice: an item with neither box nor blob
    NotFinite,           ///< error: NaN or infinite coordinates
    Inverted,            ///< error: a side or radius that is not positive
    Outside,             ///< error: wholly outside the picture
    PartlyOutside,       ///< warning
    TooSmall,            ///< warning: a box side below 1/64
    GridSize,            ///< error: not the grid of the plan format
    CodeRange,           ///< error: a code that the plan format does not have
    NotMentioned,        ///< notice: the description does not name the item
    PlaceContradiction,  ///< warning: the description says another place
};

/// One finding.
struct Issue {
    Severity severity = Severity::Notice;
    Rule rule = Rule::EmptyCaption;
    PartRef part;
    std::string message;  ///< one clear sentence, English

    bool operator==(const Issue&) const = default;
};

/// Everything that is to be said about a plan, in the order caption, detail, items, grids. Pure; for loader,
/// canvas, planner and trainer alike. The caption is checked by checkCaption().
std::vector<Issue> validate(const Plan& plan, const PlanFormat& format);

/// Empty is a notice; too long, not UTF-8 and control characters (but for tabs and line breaks) are errors.
std::vector<Issue> checkCaption(std::string_view caption);

/// Whether any issue is an error.
bool hasErrors(const std::vector<Issue>& issues);

/// The first error among the issues as an Error of this code; success if there is none.
Result<void> firstError(const std::vector<Issue>& issues, Code code = Code::BadPlan);

}  // namespace kaleido
