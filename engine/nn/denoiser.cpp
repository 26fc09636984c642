#include "engine/nn/denoiser.h"

#include "engine/nn/nested_unet.h"
#include "engine/nn/packed_weights.h"
#include "engine/nn/unet.h"

#include <torch/types.h>

namespace kaleido {
namespace {

/// `rows` in place of the last ones of `all`.
torch::Tensor withLastRows(const torch::Tensor& all, const torch::Tensor& rows) {
    const std::int64_t kept = all.size(0) - rows.size(0);
    return kept == 0 ? rows : torch::cat({all.narrow(0, 0, kept), rows});
}

}  // namespace

PreparedCondition DenoiserImpl::prepare(const Condition& condition,
                                        const std::map<std::string, torch::Tensor>& micros) {
    PreparedCondition prepared;
    prepareLevel(prepared, condition, micros);
    return prepared;
}

PreparedCondition DenoiserImpl::prepareAgain(const PreparedCondition& before, const Condition& last,
                                             const std::map<std::string, torch::Tensor>& micros) {
    const PreparedCondition fresh = prepare(last, micros);
    PreparedCondition prepared = before;
    for (std::size_t i = 0; i < prepared.embeddings.size(); ++i) {
        torch::Tensor& embedding = prepared.embeddings[i];
        if (embedding.defined()) embedding = withLastRows(embedding, fresh.embeddings[i]);
    }
    for (std::size_t i = 0; i < prepared.attention.size(); ++i) {
        PreparedAttention& attention = prepared.attention[i];
        attention.keys = withLastRows(attention.keys, fresh.attention[i].keys);
        attention.values = withLastRows(attention.values, fresh.attention[i].values);
    }
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

void DenoiserImpl::freeze() {
    for (const auto& module : modules()) {
        if (auto* block = dynamic_cast<Freezable*>(module.get())) block->freeze();
    }
}

std::shared_ptr<DenoiserImpl> makeDenoiser(const UNetConfig& config) {
    if (config.inner) return std::make_shared<NestedUNetImpl>(config);
    return std::make_shared<UNetImpl>(config);
}

}  // namespace kaleido
