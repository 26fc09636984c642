#include "engine/eval/features.h"

#include <fmt/format.h>
#include <torch/types.h>

namespace kaleido {

Result<torch::Tensor> checkedFeatures(const torch::Tensor& features, const FeatureNeeds& needs) {
    TORCH_CHECK(
        features.defined() && features.dim() == 2 && features.size(1) > 0 && features.is_floating_point(),
        "features are a matrix [N,D] of floating numbers");
    if (features.size(0) < needs.fewest) {
        return Error{Code::Usage,
                     fmt::format("{} at least {} pictures, but the {} has {}; {}", needs.measure,
                                 needs.fewest, needs.set, features.size(0), needs.remedy),
                     {},
                     {}};
    }
    const torch::Tensor numbers = features.detach().to(torch::kCPU, torch::kFloat64).contiguous();
    const torch::Tensor bad = torch::isfinite(numbers).all(1).logical_not();
    if (bad.any().item<bool>()) {
        return Error{
            Code::BadInput,
            fmt::format("picture {} of the {} has features that are no numbers: the picture or the network "
                        "that measured it is damaged; measure it again",
                        bad.to(torch::kInt64).argmax().item<std::int64_t>() + 1, needs.set),
            {},
            {}};
    }
    return numbers;
}

Result<std::pair<torch::Tensor, torch::Tensor>> checkedFeatures(const torch::Tensor& features,
                                                                const torch::Tensor& others,
                                                                const FeatureNeeds& needs) {
    Result<torch::Tensor> first = checkedFeatures(features, needs);
    if (!first) return first.error();
    FeatureNeeds ofOthers = needs;
    ofOthers.set = needs.other;
    Result<torch::Tensor> second = checkedFeatures(others, ofOthers);
    if (!second) return second.error();
    if (first->size(1) != second->size(1)) {
        return Error{
            Code::BadInput,
            fmt::format("only features of one network can be compared, but those of the {} are {} wide and "
                        "those of the {} {}; measure both sets with the same network",
                        needs.set, first->size(1), needs.other, second->size(1)),
            {},
            {}};
    }
    return std::pair{*std::move(first), *std::move(second)};
}

}  // namespace kaleido
