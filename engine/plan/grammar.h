#pragma once

#include "engine/base/error.h"
#include "engine/plan/format.h"
#include "engine/plan/given.h"
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
    int value = 0;          ///< bin of a Place (0 … bins−1), code of a VokenCode or ColorCode; else 0
    std::string text = {};  ///< of Words; else empty
    SymbolRole role = SymbolRole::Sampled;
    int item = -1;  ///< index into Plan::items for the symbols of a bbox or blob entry, else −1

    bool operator==(const Symbol&) const = default;
};

/// Why a plan is written, which decides what is left out and what is masked.
enum class Purpose {
    /// Decoder target: everything that is there and asked for; given parts are Given. What an item lacks is
    /// <mask>. States are not looked at.
    Target,
    /// Encoder input behind <given>: only the given parts, <mask> for what they leave open.
    Given,
    /// The painter's decoder input: stale sentences removed, stale cells and shapes <mask>. In a segment
    /// where
    /// that took something away nothing is Sampled, so that it carries no loss.
    Condition,
};

/// A plan as symbols, in the grammar of the plan format. Segments of kinds that are not asked for, or that
/// the plan has nothing for, are left out; bbox and blob entries pair up (the k-th with the k-th). Items
/// whose words no shape of the asked kinds goes with are written with <mask> in the first of these kinds. For
/// Target and Given, the caller has put the given sentences and items first in their segments (see
/// givenFirst()). The plan is valid for `format`; a grid of another size throws std::invalid_argument.
std::vector<Symbol> writePlan(const Plan& plan, Kinds kinds, const PlanFormat& format, Purpose purpose,
                              const Given& given);
/// The same with what is locked or edited as given.
std::vector<Symbol> writePlan(const Plan& plan, Kinds kinds, const PlanFormat& format, Purpose purpose);

/// The closing mark of one shape: what an item key is made for.
struct ItemMark {
    std::size_t symbol = 0;  ///< index of the ItemEnd
    int item = -1;           ///< index into Plan::items
    bool isBlob = false;     ///< in the blob segment
    bool known = false;      ///< false: the shape is <mask>

    bool operator==(const ItemMark&) const = default;
};

/// The closing marks in the order of the symbols.
std::vector<ItemMark> itemMarks(const std::vector<Symbol>& symbols);

/// The symbols as the string form, `&` and `<` of words escaped: `<text>a
/// cat.<end><bbox>cat<p40>…</item><end>`.
std::string toText(const std::vector<Symbol>& symbols);

/// The string form as symbols, in the roles of a Target without given parts; one Words symbol a sentence.
/// Checks every mark, number and text, but not their order (readPlan does). Errors name the byte offset.
Result<std::vector<Symbol>> parseSymbols(std::string_view text, const PlanFormat& format);

/// The beginning of a plan's symbols made whole: an item that is not finished is dropped, blob entries and cells
/// that are missing are <mask>. For showing a plan while it is being written.
std::vector<Symbol> closePlan(std::vector<Symbol> symbols, const PlanFormat& format);

/// Symbols as a plan: bins become their centres, masks become absent parts, items are numbered from 1; roles
/// are not looked at. Fails on anything that breaks the grammar, so that no byte string makes an invalid
/// plan. The caption is empty.
Result<Plan> readPlan(const std::vector<Symbol>& symbols, const PlanFormat& format);

}  // namespace kaleido
