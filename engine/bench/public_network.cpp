#include "engine/bench/public_network.h"

namespace kaleido {
namespace {

constexpr std::string_view kConfig64 = R"({
    "resolution_channels": [256, 512, 768],
    "num_resnets_per_resolution": [2, 2, 2],
    "attention_levels": [1, 2],
    "num_attention_layers": [0, 1, 5],
    "conditioning_feature_dim": 2048,
    "conditioning_feature_proj_dim": 2048,
    "num_lm_head_layers": 0,
    "masked_cross_attention": 0,
    "skip_mid_blocks": false,
    "skip_cond_emb": false,
    "nesting": false,
    "micro_conditioning": "scale:64"
})";

}  // namespace

PublicNetwork publicNetwork64() {
    return {.name = "MDM 64x64",
            .config = kConfig64,
            .parameters = 461'359'107,
            .activationBytes = std::uint64_t{512} << 20};
}

}  // namespace kaleido
