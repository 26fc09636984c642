#include "engine/nn/item_geometry.h"

#include <torch/types.h>

#include <numbers>

namespace kaleido {

namespace {

constexpr double kSmallestHalfSize = 1e-4;  ///< of the picture; keeps a degenerate shape finite
constexpr double kReach = 2.0;              ///< r is clamped here: beyond, an item is just "far away"

/// Cell centres of a row-major map: x and y, each [h·w], in fractions of the picture.
std::pair<torch::Tensor, torch::Tensor> cellCentres(std::int64_t height, std::int64_t width,
                                                    torch::Device device) {
    const auto options = torch::TensorOptions().dtype(torch::kFloat32).device(device);
    const auto x = (torch::arange(width, options) + 0.5) / width;
    const auto y = (torch::arange(height, options) + 0.5) / height;
    return {x.repeat({height}), y.repeat_interleave(width)};
}

/// sin and cos of scale·2^i·value, i = 0 … octaves−1: [..., 2·octaves].
torch::Tensor waves(const torch::Tensor& value, double scale, std::int64_t octaves) {
    const auto frequencies = scale * torch::pow(2.0, torch::arange(octaves, value.options()));
    const auto phase = value.unsqueeze(-1) * frequencies;
    return torch::cat({phase.sin(), phase.cos()}, -1);
}

}  // namespace

torch::Tensor relativeGeometry(const torch::Tensor& geometry, const torch::Tensor& mask, std::int64_t height,
                               std::int64_t width) {
    const auto [x, y] = cellCentres(height, width, geometry.device());
    const auto parts = geometry.to(torch::kFloat32).unsqueeze(1).unbind(-1);  // six of [B,1,M]
    const auto dx = x.view({1, -1, 1}) - parts[0];                            // [B,N,M]
    const auto dy = y.view({1, -1, 1}) - parts[1];
    const auto cosine = parts[4].cos();
    const auto sine = parts[4].sin();
    const auto rx = (cosine * dx + sine * dy) / parts[2].clamp_min(kSmallestHalfSize);
    const auto ry = (cosine * dy - sine * dx) / parts[3].clamp_min(kSmallestHalfSize);

    const auto boxDistance = torch::maximum(rx.abs(), ry.abs());
    const auto blobDistance = torch::hypot(rx, ry);
    const auto inside = torch::where(parts[5] > 0.5, blobDistance, boxDistance).le(1.0).to(torch::kFloat32);
    const auto features = torch::cat({waves(rx.clamp(-kReach, kReach), std::numbers::pi / 2, 4),
                                      waves(ry.clamp(-kReach, kReach), std::numbers::pi / 2, 4),
                                      inside.unsqueeze(-1), torch::ones_like(inside).unsqueeze(-1)},
                                     -1);
    return torch::where(mask.view({mask.size(0), 1, -1, 1}) > 0.5, features, torch::zeros_like(features));
}

torch::Tensor positionCode(std::int64_t height, std::int64_t width, torch::Device device) {
    const auto [x, y] = cellCentres(height, width, device);
    return torch::cat({waves(x, std::numbers::pi, 8), waves(y, std::numbers::pi, 8)}, -1);
}

}  // namespace kaleido
