#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

namespace kaleido {

/// What the network is told of a point: nothing, its class, or its class and mode. One embedding each.
namespace toyLabel {
inline constexpr std::int64_t kNothing = 0;
inline constexpr std::int64_t kCount = 7;
/// The class alone, 0 or 1.
constexpr std::int64_t ofClass(int label) {
    return 1 + label;
}
/// A mode of toyModes(), 0 … 3; its class follows from it.
constexpr std::int64_t ofMode(int mode) {
    return 3 + mode;
}
}  // namespace toyLabel

/// A perceptron that predicts v for points with noise. Float32.
class ToyNetworkImpl : public torch::nn::Module {
public:
    /// Starts with random weights from the global generator. `steps`: T of the noise schedule.
    explicit ToyNetworkImpl(int steps);

    /// points [B,2,1,1], times [B] int64 (t − 1), labels [B] int64 → v [B,2,1,1].
    torch::Tensor forward(const torch::Tensor& points, const torch::Tensor& times,
                          const torch::Tensor& labels);

private:
    double m_steps;
    torch::nn::Embedding m_labels{nullptr};
    torch::nn::Sequential m_layers{nullptr};
};
TORCH_MODULE(ToyNetwork);

}  // namespace kaleido
