#pragma once

#include "engine/eval/world_classes.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

namespace kaleido {

/// What the classifier says of N crops, before the softmax.
struct ThingLogits {
    torch::Tensor thing;  ///< [N, things + 1]; the last class is "other": background, a part, a blot
    torch::Tensor style;  ///< [N, styles]
    torch::Tensor color;  ///< [N, colours]; the last class is the thing's own colour
};

/// What it says of N whole pictures, before softmax and sigmoid.
struct SceneLogits {
    torch::Tensor setting;  ///< [N, settings]
    torch::Tensor shown;    ///< [N, things]: whether the thing is somewhere in the picture
};

/// Names what stands in a box (see boxCrops()), and gives features of whole pictures for the measures of sets. One
/// convolutional trunk of any input size, averaged over the picture; a linear head for each question. About 1.6 M
/// parameters. Guards (no-grad, inference) are the caller's.
class ThingClassifierImpl : public torch::nn::Module {
public:
    explicit ThingClassifierImpl(const WorldClasses& classes);

    /// [N,3,H,W] in about [−1, 1], sides multiples of 16 → [N, kFeatures].
    torch::Tensor features(const torch::Tensor& pictures);
    ThingLogits things(const torch::Tensor& features);
    SceneLogits scenes(const torch::Tensor& features);

    static constexpr std::int64_t kFeatures = 192;

private:
    torch::nn::Sequential m_trunk{nullptr};
    torch::nn::Linear m_thing{nullptr}, m_style{nullptr}, m_color{nullptr};
    torch::nn::Linear m_setting{nullptr}, m_shown{nullptr};
};
TORCH_MODULE(ThingClassifier);

}  // namespace kaleido
