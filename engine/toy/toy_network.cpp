#include "engine/toy/toy_network.h"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/linear.h>

#include <numbers>

namespace kaleido {
namespace {

constexpr std::int64_t kWidth = 128;
constexpr std::int64_t kLabelWidth = 32;
constexpr std::int64_t kFrequencies = 8;

/// sin and cos of π·2^i·t, i = 0 … 7, for t in 0 … 1: [B] → [B,16].
torch::Tensor timeFeatures(const torch::Tensor& fractions) {
    const auto frequencies = std::numbers::pi * torch::pow(2.0, torch::arange(kFrequencies, torch::kFloat32));
    const auto angles = fractions.unsqueeze(1) * frequencies;
    return torch::cat({angles.sin(), angles.cos()}, 1);
}

}  // namespace

ToyNetworkImpl::ToyNetworkImpl(int steps) : m_steps(steps) {
    m_labels = register_module("labels", torch::nn::Embedding(toyLabel::kCount, kLabelWidth));
    m_layers = register_module(
        "layers", torch::nn::Sequential(torch::nn::Linear(2 + 2 * kFrequencies + kLabelWidth, kWidth),
                                        torch::nn::SiLU(), torch::nn::Linear(kWidth, kWidth),
                                        torch::nn::SiLU(), torch::nn::Linear(kWidth, kWidth),
                                        torch::nn::SiLU(), torch::nn::Linear(kWidth, 2)));
}

torch::Tensor ToyNetworkImpl::forward(const torch::Tensor& points, const torch::Tensor& times,
                                      const torch::Tensor& labels) {
    const auto time = timeFeatures((times.to(torch::kFloat32) + 1) / m_steps);
    return m_layers->forward(torch::cat({points.flatten(1), time, m_labels(labels)}, 1)).view(points.sizes());
}

}  // namespace kaleido
