#include "engine/train/grown_network.h"

#include "engine/nn/weights.h"

#include <torch/types.h>

#include <string>

namespace kaleido {
namespace {

/// Where `large` has the place of a smaller tensor: all of it, or the first inputs of a matrix; undefined if nowhere.
torch::Tensor placeIn(const torch::Tensor& large, const torch::Tensor& small) {
    if (large.sizes() == small.sizes()) return large;
    const bool wider = large.dim() == 2 && small.dim() == 2 && large.size(0) == small.size(0) &&
                       large.size(1) > small.size(1);
    return wider ? large.narrow(1, 0, small.size(1)) : torch::Tensor();
}

bool startsAsIdentity(const std::string& name) {
    return name.find("lm_head.") != std::string::npos;
}

}  // namespace

Result<void> growFrom(const torch::nn::Module& small, torch::nn::Module& large,
                      const std::filesystem::path& source) {
    const auto misfit = [&source](const std::string& name) {
        return Error{Code::BadWeights,
                     "the network cannot grow into that of the configuration: '" + name +
                         "' does not fit; start from weights of the same configuration or a smaller one",
                     source.string(), ""};
    };
    const torch::NoGradGuard noGrad;
    const auto from = stateDict(small);
    const auto into = stateDict(large);
    for (const auto& entry : from) {
        if (!into.contains(entry.key())) return misfit(entry.key());
    }
    for (const auto& entry : into) {
        const torch::Tensor* weights = from.find(entry.key());
        if (!weights && startsAsIdentity(entry.key())) continue;
        const torch::Tensor place = weights ? placeIn(entry.value(), *weights) : torch::Tensor();
        if (!place.defined()) return misfit(entry.key());
        torch::Tensor(entry.value()).zero_();
        torch::Tensor(place).copy_(*weights);
    }
    return {};
}

}  // namespace kaleido
