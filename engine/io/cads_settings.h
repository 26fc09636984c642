#pragma once

#include "engine/base/cads.h"
#include "engine/base/error.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"

namespace kaleido {

constexpr double kMaxCadsScale = 10;

/// Code::Usage names the field that is out of its range: "cads.scale", "cads.tau" or "cads.mix".
Result<void> checkCads(const CadsSettings& settings);

/// {"scale":0.25,"tau_low":0.6,"tau_high":0.9,"mix":1}.
JsonValue cadsToValue(const CadsSettings& settings);
/// Reads it strictly; all four members are needed.
CadsSettings cadsFromNode(const JsonNode& node);

}  // namespace kaleido
