#pragma once

#include "engine/nn/denoiser.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Small painters and conditions for tests.
namespace kaleido::testing {

/// Configuration of a small U-Net with two text-attending resolutions; `more` is appended to its keys, e.g.
/// R"("item_keys":true)".
inline std::string smallUNet(const std::string& more = {}) {
    return R"({"resolution_channels":[32,64],"num_resnets_per_resolution":[1,1],"attention_levels":[1],)"
           R"("conditioning_feature_dim":24,"temporal_dim":64)" +
           (more.empty() ? "" : "," + more) + "}";
}

/// Two levels around each other: 16×16 outside, 8×8 inside.
inline std::string smallNested(const std::string& innerMore = {}) {
    return R"({"resolution_channels":[32,32],"num_resnets_per_resolution":[1,1],"temporal_dim":64,"inner_config":)" +
           smallUNet(innerMore) + "}";
}

/// The network of a configuration with every parameter random, also those that start at zero.
inline std::shared_ptr<DenoiserImpl> randomNetwork(const std::string& json, std::uint64_t seed = 1) {
    const auto config = parseUNetConfig(json);
    if (!config) throw std::runtime_error(describe(config.error()));
    torch::manual_seed(seed);
    auto network = makeDenoiser(*config);
    const torch::NoGradGuard noGrad;
    for (auto& parameter : network->parameters()) {
        if (parameter.abs().max().item<double>() == 0) parameter.normal_(0, 0.05);
    }
    return network;
}

/// Text of `length` states of width 24, the last one of the second sample masked; `items` shapes a sample, boxes
/// and blobs by turns, all present.
inline Condition randomCondition(std::int64_t batch, std::int64_t length, std::int64_t items) {
    Condition condition;
    condition.mask = torch::ones({batch, length});
    if (batch > 1) condition.mask[1][length - 1] = 0;
    condition.states = torch::randn({batch, length, 24}) * condition.mask.unsqueeze(-1);
    if (items == 0) return condition;
    const auto isBlob = torch::arange(items).remainder(2).to(torch::kFloat32).expand({batch, items});
    condition.items.index = torch::randint(0, length - 1, {batch, items}, torch::kInt64);
    condition.items.mask = torch::ones({batch, items});
    condition.items.geometry = torch::stack(
        {torch::rand({batch, items}), torch::rand({batch, items}), torch::rand({batch, items}) * 0.3 + 0.1,
         torch::rand({batch, items}) * 0.3 + 0.1, torch::rand({batch, items}) * isBlob, isBlob},
        -1);
    return condition;
}

/// What a painter without nesting predicts for one fixed noisy picture of 16 × 16 a sample.
inline torch::Tensor paint(DenoiserImpl& network, const Condition& condition) {
    torch::manual_seed(77);
    const auto x = torch::randn({condition.states.size(0), 3, 16, 16});
    return network.forward({x}, torch::full({x.size(0)}, 400), network.prepare(condition)).at(0);
}

/// max |a − b|.
inline double difference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

/// ‖a − b‖ / ‖b‖ in double.
inline double relativeError(const torch::Tensor& a, const torch::Tensor& b) {
    const auto reference = b.to(torch::kFloat64);
    return ((a.to(torch::kFloat64) - reference).norm() / reference.norm()).item<double>();
}

}  // namespace kaleido::testing
