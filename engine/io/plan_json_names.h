#pragma once

#include <array>
#include <string_view>

namespace kaleido {

// Names that reading and writing a plan's JSON share; those of the enumerations stand in the order of their values.

constexpr std::string_view kPlanFormatName = "kaleido-plan";
constexpr std::array<std::string_view, 3> kOriginNames = {"sampled", "drawn", "imported"};
constexpr std::array<std::string_view, 3> kStateNames = {"fresh", "stale", "edited"};

}  // namespace kaleido
