#pragma once

#include "engine/base/error.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"
#include "engine/plan/validate.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

// Plans as JSON, exactly: coordinates keep every bit. One plan is an object, several are a list of such objects:
//
//   {"format":"kaleido-plan","version":1,"caption":"a cat","detail":"A flat cat.","sentences":[{"state":"stale"}],
//    "items":[{"id":1,"words":"flat cat","box":{"x0":0.1,"y0":0.2,"x1":0.5,"y1":0.9},
//              "blob":{"cx":0.3,"cy":0.55,"rx":0.2,"ry":0.3,"angle":12.5},
//              "origin":"drawn","state":"edited","locked":true}],
//    "tokens":{"columns":4,"rows":4,"codes":[17,null,…],"parts":[{},{"locked":true},…]},"colors":{…},
//    "provenance":{"model":"<sha-256>","seed":77,"index":3}}
//
// Only format and version must be there. Parts that are fresh and not locked may be left out: "state" and "locked",
// or "sentences" and "parts" as a whole. An item without an id gets the next free one, one without an origin is
// imported. null is a code that is not known.

constexpr int kPlanVersion = 1;

/// One plan as one line of JSON. Coordinates must be finite and texts UTF-8, as validate() demands; throws
/// std::invalid_argument if they are not.
std::string planToJson(const Plan& plan);
/// Several plans as a list, one a line: what `kaleido plan` writes.
std::string plansToJson(std::span<const Plan> plans);

/// Reads one plan, strictly: unknown, mistyped and misshapen parts are errors (Code::BadPlan) that name `path` and
/// the part by JSON pointer; a newer version is refused. Whether the plan makes sense is not asked; see validate().
Result<Plan> planFromJson(std::string_view text, const std::string& path);
/// Reads one plan or a list of at least one.
Result<std::vector<Plan>> plansFromJson(std::string_view text, const std::string& path);

/// The same of values, for files that hold a plan among other things.
JsonValue planToValue(const Plan& plan);
Plan planFromNode(const JsonNode& node);
Result<std::vector<Plan>> plansFromValue(const JsonValue& document, const std::string& path);

/// Something about one plan of a file that its user should know.
struct PlanFileIssue {
    std::size_t plan = 0;  ///< index in the file
    Issue issue;           ///< a warning or a notice

    bool operator==(const PlanFileIssue&) const = default;
};

struct PlanFile {
    std::vector<Plan> plans;
    std::vector<PlanFileIssue> issues;
};

/// Reads a plan file that may have been edited by hand, and validates every plan against what the model knows. An
/// error of validate() is Code::BadPlan and names the part by JSON pointer; everything else is returned.
Result<PlanFile> readPlanFile(const std::filesystem::path& path, const PlanFormat& format);

/// A part of a plan as a JSON pointer into its JSON: "/items/2".
std::string pointerTo(PartRef part);

}  // namespace kaleido
