#pragma once

#include "app/compare/axis.h"
#include "app/sheet/grid_sheet.h"
#include "engine/base/error.h"
#include "engine/io/picture_record.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// The most cells that anybody could look at.
inline constexpr std::int64_t kMostCells = 10'000;
/// Pictures of one cell.
inline constexpr int kMostInSet = 64;

/// Sets of pictures side by side: what changes along rows and columns, and what stays the same. Picture k of every set is
/// painted from plan k with noise seed + k, so that two cells differ in nothing but what their row and column say.
struct Comparison {
    PictureRecord common;  ///< caption (in its plan), settings, model, size, first seed; axes overrule them
    int setSize = 4;       ///< pictures a cell
    std::vector<Plan> plans;  ///< whole plans, at least plansNeeded(); cells filter their kinds
    std::optional<std::uint64_t>
        plan;                  ///< number, from 1, of the plan of all pictures; absent: one plan each
    std::optional<Axis> rows;  ///< absent: one row
    std::optional<Axis> columns;

    int rowCount() const { return rows ? static_cast<int>(rows->values.size()) : 1; }
    int columnCount() const { return columns ? static_cast<int>(columns->values.size()) : 1; }

    bool operator==(const Comparison&) const = default;
};

/// Sets what an axis' value says of a picture. A plan is chosen from a comparison's plans and left to it.
void choose(PictureRecord& record, AxisKind kind, const AxisValue& value);

/// How many plans the cells use: one for each picture of a set, or up to the highest number on the axis of plans. 0 if
/// every cell is painted without a plan.
int plansNeeded(const Comparison& comparison);

/// The places of all pictures, cell by cell, row by row.
std::vector<sheet::GridPlace> placesOf(const Comparison& comparison);

/// Everything about the picture at a place but what only painting tells (micro-batch).
PictureRecord recordAt(const Comparison& comparison, const sheet::GridPlace& place);

/// What a comparison takes.
struct ComparisonCost {
    std::int64_t cells = 0;
    std::int64_t pictures = 0;
    std::int64_t networkCalls = 0;  ///< a picture's steps, twice where guidance needs the unconditional half
};
ComparisonCost costOf(const Comparison& comparison);

/// Refuses more than kMostCells, and an axis that stands twice (Usage).
Result<void> checkComparison(const Comparison& comparison);

/// True if both are painted alike, whatever the code's version, the device and the plans that no cell uses.
bool sameCells(Comparison a, Comparison b);

/// Rows become columns and columns rows.
Comparison exchanged(Comparison comparison);

}  // namespace kaleido
