#pragma once

#include "app/compare/comparison.h"
#include "engine/base/error.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace kaleido {

// A comparison as JSON:
//
//   {"format":"kaleido-comparison","version":1,"set":4,"common":{…},"plan":3,
//    "rows":{"axis":"kinds","values":["none","all"]},"columns":{"axis":"guidance","values":["1","5"]},
//    "plans":[{…},…]}
//
// "common" is a record as in picture_record.h, whose width and height are those of all pictures; "plans" are as in
// plan_json.h; "plan", "rows" and "columns" may be missing.

inline constexpr int kComparisonVersion = 1;

/// The pictures' width and height must be known (≥ 1).
std::string comparisonToJson(const Comparison& comparison);

/// Reads a comparison, which is untrusted: strict, bounded; errors (BadInput) name `path` and the place by JSON pointer.
Result<Comparison> comparisonFromJson(std::string_view text, const std::string& path);

}  // namespace kaleido
