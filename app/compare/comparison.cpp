#include "app/compare/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kaleido {
namespace {

/// What the cells of a row and a column have in common.
struct Cell {
    PictureRecord record;
    std::optional<std::uint64_t> plan;  ///< number of all its pictures; absent: one plan each

    void at(const std::optional<Axis>& axis, int index) {
        if (!axis) return;
        const AxisValue& value = axis->values.at(static_cast<std::size_t>(index));
        if (axis->kind == AxisKind::Plan)
            plan = std::get<std::uint64_t>(value);
        else
            choose(record, axis->kind, value);
    }
};

Cell cellAt(const Comparison& comparison, int row, int column) {
    Cell cell{.record = comparison.common, .plan = comparison.plan};
    cell.at(comparison.rows, row);
    cell.at(comparison.columns, column);
    if (!cell.record.cads.on()) cell.record.cads = {};
    return cell;
}

bool paintsWithoutPlansOnly(const Comparison& comparison) {
    for (const auto& axis : {comparison.rows, comparison.columns}) {
        if (!axis || axis->kind != AxisKind::Kinds) continue;
        return std::ranges::all_of(axis->values,
                                   [](const AxisValue& v) { return std::get<Kinds>(v) == Kinds::none(); });
    }
    return comparison.common.kinds == Kinds::none();
}

}  // namespace

void choose(PictureRecord& record, AxisKind kind, const AxisValue& value) {
    switch (kind) {
        case AxisKind::Kinds:
            record.kinds = std::get<Kinds>(value);
            break;
        case AxisKind::Plan:
            break;
        case AxisKind::Sampler:
            record.sampler = std::get<std::string>(value);
            break;
        case AxisKind::Cads:
            record.cads.scale = std::get<double>(value);
            break;
        case AxisKind::Seed:
            record.seed = std::get<std::uint64_t>(value);
            break;
        case AxisKind::Steps:
            record.steps = static_cast<int>(std::get<std::uint64_t>(value));
            break;
        case AxisKind::Guidance:
            record.guidance = std::get<double>(value);
            break;
    }
}

int plansNeeded(const Comparison& comparison) {
    if (paintsWithoutPlansOnly(comparison)) return 0;
    for (const auto& axis : {comparison.rows, comparison.columns}) {
        if (!axis || axis->kind != AxisKind::Plan) continue;
        std::uint64_t highest = 0;
        for (const AxisValue& value : axis->values)
            highest = std::max(highest, std::get<std::uint64_t>(value));
        return static_cast<int>(highest);
    }
    return comparison.plan ? static_cast<int>(*comparison.plan) : comparison.setSize;
}

std::vector<sheet::GridPlace> placesOf(const Comparison& comparison) {
    std::vector<sheet::GridPlace> places;
    for (int row = 0; row < comparison.rowCount(); ++row) {
        for (int column = 0; column < comparison.columnCount(); ++column) {
            for (int k = 0; k < comparison.setSize; ++k) places.push_back({row, column, k});
        }
    }
    return places;
}

PictureRecord recordAt(const Comparison& comparison, const sheet::GridPlace& place) {
    auto [record, plan] = cellAt(comparison, place.row, place.column);
    const auto index = static_cast<std::size_t>(place.index);
    if (record.kinds != Kinds::none()) record.plan = comparison.plans.at(plan ? *plan - 1 : index);
    record.seed += index;
    record.row = place.row;
    record.column = place.column;
    return record;
}

ComparisonCost costOf(const Comparison& comparison) {
    ComparisonCost cost;
    for (int row = 0; row < comparison.rowCount(); ++row) {
        for (int column = 0; column < comparison.columnCount(); ++column) {
            const PictureRecord record = cellAt(comparison, row, column).record;
            ++cost.cells;
            cost.pictures += comparison.setSize;
            cost.networkCalls +=
                static_cast<std::int64_t>(comparison.setSize) * record.steps * (record.guidance == 1 ? 1 : 2);
        }
    }
    return cost;
}

Result<void> checkComparison(const Comparison& comparison) {
    const std::int64_t cells = std::int64_t{comparison.rowCount()} * comparison.columnCount();
    if (cells > kMostCells) {
        return Error{Code::Usage,
                     fmt::format("{} rows by {} columns are {} cells; the most is {}", comparison.rowCount(),
                                 comparison.columnCount(), cells, kMostCells),
                     "", ""};
    }
    if (comparison.rows && comparison.columns && comparison.rows->kind == comparison.columns->kind) {
        return Error{Code::Usage,
                     fmt::format("rows and columns are both '{}'", axisName(comparison.rows->kind)), "", ""};
    }
    return {};
}

bool sameCells(Comparison a, Comparison b) {
    for (Comparison* one : {&a, &b}) {
        one->common.codeVersion = one->common.device = "";
        one->plans.resize(std::min(one->plans.size(), static_cast<std::size_t>(plansNeeded(*one))));
    }
    return a == b;
}

Comparison exchanged(Comparison comparison) {
    std::swap(comparison.rows, comparison.columns);
    return comparison;
}

}  // namespace kaleido
