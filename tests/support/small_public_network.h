#pragma once

#include "engine/bench/public_network.h"

namespace kaleido::testing {

/// Stands for a public network where clocking is tested: it is built and run in a moment.
inline PublicNetwork smallPublicNetwork() {
    return {.name = "small",
            .config = R"({"resolution_channels":[32,64],"num_resnets_per_resolution":[1,1],)"
                      R"("attention_levels":[1],"conditioning_feature_dim":24,"temporal_dim":64})",
            .parameters = 1000,
            .side = 16,
            .textLength = 8};
}

}  // namespace kaleido::testing
