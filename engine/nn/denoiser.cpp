#include "engine/nn/denoiser.h"

#include "engine/nn/nested_unet.h"
#include "engine/nn/unet.h"

#include <torch/torch.h>

namespace kaleido {

PreparedCondition DenoiserImpl::prepare(const Condition& condition,
                                        const std::map<std::string, torch::Tensor>& micros) {
    PreparedCondition prepared;
    prepareLevel(prepared, condition, micros);
    return prepared;
}

std::vector<torch::Tensor> DenoiserImpl::forward(const std::vector<torch::Tensor>& x,
                                                 const torch::Tensor& times,
                                                 const PreparedCondition& prepared,
                                                 const CancelToken& cancel) {
    TORCH_CHECK(x.size() == scales().size(), "one picture a scale: expected ", scales().size(), ", got ",
                x.size());
    return run(x, 0, {}, times, prepared, cancel).predictions;
}

std::shared_ptr<DenoiserImpl> makeDenoiser(const UNetConfig& config) {
    if (config.inner) return std::make_shared<NestedUNetImpl>(config);
    return std::make_shared<UNetImpl>(config);
}

}  // namespace kaleido
