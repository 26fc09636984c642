#pragma once

#include "engine/nn/text_block.h"
#include "engine/nn/unet_level.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <memory>
#include <vector>

namespace kaleido {

/// The MDM U-Net: text projection, text blocks and pooling, the ways down and up with attention, and the middle
/// (MDM specification 1). The innermost level of every painter; alone, the whole of one.
class UNetImpl : public UNetLevelImpl {
public:
    explicit UNetImpl(const UNetConfig& config);

    std::vector<std::int64_t> scales() const override { return {1}; }
    std::int64_t conditionWidth() const override { return m_conditionWidth; }
    LevelOutput run(const std::vector<torch::Tensor>& x, std::size_t index, const torch::Tensor& around,
                    const torch::Tensor& times, const PreparedCondition& prepared,
                    const CancelToken& cancel) override;
    torch::Tensor prepareLevel(PreparedCondition& prepared, const Condition& condition,
                               const std::map<std::string, torch::Tensor>& micros) override;

private:
    torch::Tensor project(const Condition& condition);
    torch::Tensor pool(const torch::Tensor& states, const torch::Tensor& mask);

    std::int64_t m_conditionWidth;
    bool m_maskText;
    std::vector<ResNetBlock> m_middle;
    std::vector<SelfAttention> m_attention;  ///< all of them in the order they run: down, middle, up
    std::vector<TextBlock> m_textBlocks;
    torch::nn::Linear lm_proj{nullptr};
    torch::nn::Linear cond_emb{nullptr};
};
TORCH_MODULE(UNet);

}  // namespace kaleido
