#pragma once

#include "engine/base/error.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// One symbol of the plan grammar. Words stand for a run of text that the tokenizer cuts into pieces;
/// everything else is one token.
enum class SymbolKind {
    Words,
    Text,
    Bbox,
    Blob,
    Voken,
    Color,
    ItemEnd,
    End,
    Mask,
    Place,
    VokenCode,
    ColorCode
};

/// What the trainer and the planner do with a symbol.
enum class SymbolRole {
    Sampled,  ///< drawn by the planner; carries loss
    Forced,   ///< follows from the request or the grammar (segment marks, </item>, later <end>); no loss
    Given,    ///< part of a lock; forced, no loss
    Copied,   ///< words of a blob entry: forced copy of its bbox entry's words; no loss
    Unknown,  ///< <mask>: absent or stale; read, never sampled; no loss
};

struct Symbol {
    SymbolKind kind = SymbolKind::Words;
    int value = 0;     ///< bin of a Place (0 … bins−1), code of a VokenCode or ColorCode; else 0
    std::string text;  ///< of Words; else empty
    SymbolRole role = SymbolRole::Sampled;
    int item = -1;  ///< index into Plan::items for the symbols of a bbox or blob entry, else −1

    bool operator==(const Symbol&) const = default;
};

/// Why a plan is written, which decides what is left out and what is masked.
enum class Purpose {
    Target,  ///< decoder target: everything that is there and asked for; locked parts are Given
    Given,   ///< encoder input behind <given>: only locked or edited parts, <mask> for what they leave open
    Condition,  ///< the painter's decoder input: stale sentences removed, stale cells and shapes <mask>
};

/// A plan as symbols, in the grammar of 7-plan-format.md. Segments of kinds that are not asked for, or that
/// the plan has nothing for, are left out; bbox and blob entries pair up (the k-th with the k-th). For Target
/// and Given, the caller has put locked sentences and items first in their segments (see lockedFirst()).
std::vector<Symbol> writePlan(const Plan& plan, Kinds kinds, const PlanFormat& format, Purpose purpose);

/// The plan with locked or edited items and sentences before the others, the order within each group kept.
Plan lockedFirst(Plan plan);

/// The symbols as the string form, `&` and `<` of words escaped: `<text>a
/// cat.<end><bbox>cat<p40>…</item><end>`.
std::string toText(const std::vector<Symbol>& symbols);

/// The string form as symbols. Errors name the byte offset.
Result<std::vector<Symbol>> parseSymbols(std::string_view text, const PlanFormat& format);

/// Symbols as a plan: bins become their centres, masks become absent parts. Fails on anything that breaks the
/// grammar, so that no byte string makes an invalid plan. The caption is empty.
Result<Plan> readPlan(const std::vector<Symbol>& symbols, const PlanFormat& format);

}  // namespace kaleido
