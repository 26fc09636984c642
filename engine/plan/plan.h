#pragma once

#include "engine/base/strong_id.h"
#include "engine/plan/geometry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

using ItemId = StrongId<struct ItemTag>;

/// Where an item came from.
enum class Origin { Sampled, Drawn, Imported };

/// Fresh: as sampled. Stale: contradicted by an edit; masked from painting until resampled. Edited: made by
/// hand; conditioned on and never overwritten.
enum class PartState { Fresh, Stale, Edited };

/// The state of one sentence or one grid cell.
struct Part {
    PartState state = PartState::Fresh;
    bool locked = false;  ///< kept when the rest is resampled

    bool operator==(const Part&) const = default;
};

/// One thing in the picture: its words and where it is. Box and blob of one thing are one item, so that they
/// move together. Two items with the same words stay two.
struct Item {
    ItemId id;
    std::string words;  ///< with style and colour: "flat blue car"; empty = not known yet
    std::optional<Box> box;
    std::optional<Blob> blob;
    Origin origin = Origin::Sampled;
    PartState state = PartState::Fresh;
    bool locked = false;

    bool operator==(const Item&) const = default;
};

constexpr int kUnknownCode = -1;  ///< a grid cell that is not known (masked)

/// A grid of codes, row by row from the top left: visual tokens (codes of the VQ picture tokenizer) or the
/// colour mosaic (64·r + 8·g + b for 8 levels a channel). `parts` has one entry a cell. Empty (0 × 0) means
/// that the plan has none.
struct CodeGrid {
    int columns = 0;
    int rows = 0;
    std::vector<int> codes;   ///< columns · rows values, kUnknownCode where not known
    std::vector<Part> parts;  ///< columns · rows states

    bool empty() const { return codes.empty(); }
    bool operator==(const CodeGrid&) const = default;
};

/// How a plan came to be: enough to sample it again.
struct Provenance {
    std::string modelHash;       ///< SHA-256 of model.json; empty if made by hand or by the world
    std::uint64_t planSeed = 0;  ///< seed of the request
    int planIndex = 0;           ///< index in the request; its own seed is splitmix(planSeed, planIndex)

    bool operator==(const Provenance&) const = default;
};

/// A plan for one picture, a plain value: copying is cheap, equality is exact. Items are ordered far to near,
/// which is z-order and sequence order. Grids, codes and limits come from the model's manifest (PlanFormat).
struct Plan {
    std::string caption;          ///< normalised UTF-8
    std::string detail;           ///< detailed description, one to three sentences; empty = none
    std::vector<Part> sentences;  ///< one state for each sentence of `detail` (see sentences.h)
    std::vector<Item> items;
    CodeGrid tokens;
    CodeGrid colors;
    Provenance provenance;

    bool operator==(const Plan&) const = default;
};

}  // namespace kaleido
