#pragma once

#include "engine/nn/unet_level.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <memory>

namespace kaleido {

/// A level without attention or middle that runs the level below it at its own lowest resolution
/// (MDM specification 2). May itself be nested.
class NestedUNetImpl : public UNetLevelImpl {
public:
    /// config.inner must not be null.
    explicit NestedUNetImpl(const UNetConfig& config);

    std::vector<std::int64_t> scales() const override;
    std::int64_t conditionWidth() const override { return inner_unet->conditionWidth(); }
    LevelOutput run(const std::vector<torch::Tensor>& x, std::size_t index, const torch::Tensor& around,
                    const torch::Tensor& times, const PreparedCondition& prepared,
                    const CancelToken& cancel) override;
    torch::Tensor prepareLevel(PreparedCondition& prepared, const Condition& condition,
                               const std::map<std::string, torch::Tensor>& micros) override;

private:
    std::int64_t m_ratio;  ///< 2^(resolutions − 1): this level's side over the inner one's
    bool m_normaliseInput;
    torch::nn::Conv2d in_adapter{nullptr};
    torch::nn::Conv2d out_adapter{nullptr};
    std::shared_ptr<DenoiserImpl> inner_unet;
};
TORCH_MODULE(NestedUNet);

}  // namespace kaleido
