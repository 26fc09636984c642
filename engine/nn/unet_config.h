#pragma once

#include "engine/base/error.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// A scalar that the painter is told beside the text, e.g. {"scale", 64}: the size of the original picture.
struct MicroCondition {
    std::string name;
    double defaultValue = 0;  ///< used where the caller gives none; also the cap of "scale"

    bool operator==(const MicroCondition&) const = default;
};

/// The shape of one level of the painter: an MDM U-Net, or a nested one around `inner` (MDM specification 1.9).
/// JSON keys are the snake_case forms of these names; `inner` is `inner_config`. The first four lists have one
/// entry a resolution, highest first.
struct UNetConfig {
    std::vector<int> resolutionChannels;  ///< multiples of 32 (GroupNorm has 32 groups)
    std::vector<int> numResnetsPerResolution;
    std::vector<int> numAttentionLayers;  ///< attention blocks behind each residual unit, counted only at
                                          ///< attentionLevels; default 1
    std::vector<int> attentionLevels;     ///< indices of the resolutions that have attention
    int conditioningFeatureDim = -1;  ///< how much of each text position is read, from the first number on;
                                      ///< innermost level only
    int conditioningFeatureProjDim = -1;  ///< width after lm_proj; −1: no projection
    int numLmHeadLayers = 0;              ///< 1-D transformer blocks over the text
    bool maskedCrossAttention =
        true;  ///< false: padded text positions take part, as in the public checkpoints
    bool useAttentionFfn = true;
    bool skipMidBlocks = false;
    bool skipCondEmb = false;
    bool nesting = false;  ///< this level runs inside another one
    int temporalDim = 0;   ///< width of the time embedding; 0: 4 × the first channel count
    std::vector<MicroCondition> microConditioning;  ///< JSON: "scale:64,watermark_score:1"
    bool skipNormalization = false;  ///< nested levels: true leaves the input's spread as it is

    bool positionCode = false;  ///< ours: attention sees where in the picture a place lies
    bool itemKeys = false;      ///< ours: items of the plan are extra keys with relative geometry
    bool qkNorm = false;        ///< ours: LayerNorm on each head's queries and keys

    std::shared_ptr<const UNetConfig> inner;  ///< the next lower level; null at the innermost one

    int timeWidth() const { return temporalDim > 0 ? temporalDim : 4 * resolutionChannels.front(); }
    /// Width of the text states that the attention sees.
    int textWidth() const {
        return conditioningFeatureProjDim > 0 ? conditioningFeatureProjDim : conditioningFeatureDim;
    }
};

constexpr int kAttentionHeads = 8;
constexpr int kNormGroups = 32;

/// Reads a configuration strictly: unknown keys, wrong types and shapes that do not fit together are errors
/// whose field is the JSON pointer of the culprit (inside `json`). Missing keys take the defaults above.
Result<UNetConfig> parseUNetConfig(std::string_view json);

}  // namespace kaleido
