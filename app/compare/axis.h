#pragma once

#include "engine/base/error.h"
#include "engine/plan/kinds.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kaleido {

/// What changes along the rows or columns of a comparison.
enum class AxisKind {
    Kinds,     ///< parts of the plan that are painted by; "none" is plain diffusion
    Plan,      ///< number of the plan, from 1; the pictures of a set then differ in their noise only
    Sampler,   ///< names as in GenerateRequest
    Cads,      ///< scale of the noise on the condition; 0 = off
    Seed,      ///< seed of the noise of a set's first picture
    Steps,     ///< sampling steps
    Guidance,  ///< weight
};

/// All of them, in the order in which they would rather be rows than columns.
const std::vector<AxisKind>& allAxes();

/// "guidance", as options and files name it.
std::string axisName(AxisKind kind);
Result<AxisKind> parseAxisName(std::string_view name);

/// Seeds and plan numbers, real numbers, kinds of latents, or names of samplers.
using AxisValue = std::variant<std::uint64_t, double, Kinds, std::string>;

/// One axis with its values, at least one. What the values hold follows from the kind: Kinds; std::uint64_t for Plan, Seed
/// and Steps; std::string for Sampler; double for the others.
struct Axis {
    AxisKind kind = AxisKind::Guidance;
    std::vector<AxisValue> values;

    bool operator==(const Axis&) const = default;
};

/// Reads values as they are typed: number lists as in number_list.h, kinds as in parseKindsList(), samplers with commas.
/// Values that make no sense for the axis, and those that stand twice, are refused (Usage; the field is "--<name>").
Result<Axis> parseAxis(AxisKind kind, std::string_view text);

/// A value as it stands in a file or an option: "1.5", "text+items", "dpmpp_2m".
std::string valueText(const AxisValue& value);
/// A value as people read it on a grid: "Guidance 1.5", "Text and items", "No plan", "DPM++ 2M", "20 steps".
std::string valueLabel(AxisKind kind, const AxisValue& value);

}  // namespace kaleido
