#pragma once

#include "engine/eval/world_classes.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <vector>

namespace kaleido {

/// Says of every pixel which thing it shows: a small U-Net of four levels. About 1 M parameters. Guards (no-grad,
/// inference) are the caller's.
class ThingSegmenterImpl : public torch::nn::Module {
public:
    explicit ThingSegmenterImpl(const WorldClasses& classes);

    /// [B,3,H,W] in about [−1, 1], sides multiples of 8 → logits [B, things + 1, H, W]; the last class is the
    /// background.
    torch::Tensor forward(const torch::Tensor& pictures);
    /// The likeliest class of every pixel, int64 [B,H,W].
    torch::Tensor classAt(const torch::Tensor& pictures) { return forward(pictures).argmax(1); }

private:
    torch::nn::Conv2d m_first{nullptr};
    torch::nn::ModuleList
        m_down;  ///< a residual unit a level, then a strided convolution but for the last level
    torch::nn::ModuleList
        m_up;  ///< for every level but the last: joins it to the one below, then a residual unit
    torch::nn::Conv2d m_classes{nullptr};
};
TORCH_MODULE(ThingSegmenter);

}  // namespace kaleido
