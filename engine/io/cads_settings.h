#pragma once

#include "engine/base/error.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"

namespace kaleido {

/// Condition-annealed sampling (CADS) as requests and records tell it; what it does is written in engine/diffusion/cads.h. Times are
/// fractions of the diffusion time, 1 = pure noise.
struct CadsSettings {
    double scale = 0;      ///< noise on the condition, 0 … 10; 0 = off
    double tauLow = 0.6;   ///< 0 … tauHigh: from here to the end the condition is left alone
    double tauHigh = 0.9;  ///< tauLow … 1: until here nothing of the condition is left but its noise
    double mix = 1;        ///< 0 … 1: share that is brought back to the spread of the clean condition

    bool on() const { return scale > 0; }
    bool operator==(const CadsSettings&) const = default;
};

constexpr double kMaxCadsScale = 10;

/// Code::Usage names the field that is out of its range: "cads.scale", "cads.tau" or "cads.mix".
Result<void> checkCads(const CadsSettings& settings);

/// {"scale":0.25,"tau_low":0.6,"tau_high":0.9,"mix":1}.
JsonValue cadsToValue(const CadsSettings& settings);
/// Reads it strictly; all four members are needed.
CadsSettings cadsFromNode(const JsonNode& node);

}  // namespace kaleido
