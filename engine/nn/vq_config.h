#pragma once

#include "engine/base/error.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kaleido {

/// Sizes and training constants of the picture tokenizer; the keys of section "vq" of model.json in brackets.
struct VqConfig {
    std::int64_t resolution = 64;  ///< ["resolution"] side of the square pictures, pixels
    std::int64_t stride = 16;      ///< ["stride"] pixels a code stands for, each way
    std::vector<std::int64_t> channels{32, 64, 128, 160};  ///< ["channels"] of each halving, 2^size = stride
    std::int64_t codes = 512;                              ///< ["codes"] entries of the codebook
    std::int64_t codeDim = 32;                             ///< ["code_dim"] width of an entry
    double commitment = 0.25;                              ///< ["commitment"] weight of the commitment loss
    double decay = 0.99;                                   ///< ["decay"] of the codebook's moving averages
    double deadBelow = 0.05;  ///< ["dead_below"] an entry used less than this share of the mean use is dead

    std::int64_t grid() const { return resolution / stride; }  ///< codes along one side
    bool operator==(const VqConfig&) const = default;
};

/// Reads section "vq" of model.json: "resolution", "stride", "channels", "codes" and "code_dim" must be there.
/// Fails with Code::BadManifest and the field at fault.
Result<VqConfig> parseVqConfig(std::string_view json);

}  // namespace kaleido
