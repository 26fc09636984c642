#include "engine/eval/box_crops.h"

#include <torch/nn/functional/vision.h>

#include <vector>

namespace kaleido {
namespace {

namespace F = torch::nn::functional;

/// The map from crop to picture, both in −1 … 1: [2,3], row by row.
std::array<float, 6> mapOf(const Box& box) {
    const double grown = 1 / (1 - 2 * kCropMargin);
    const double wide = (box.x1 - box.x0) * grown, high = (box.y1 - box.y0) * grown;
    const double x = box.x0 + box.x1 - 1, y = box.y0 + box.y1 - 1;
    return {static_cast<float>(wide), 0, static_cast<float>(x), 0, static_cast<float>(high),
            static_cast<float>(y)};
}

}  // namespace

torch::Tensor boxCrops(const torch::Tensor& pictures, std::span<const PictureBox> boxes) {
    const auto count = static_cast<std::int64_t>(boxes.size());
    if (count == 0) return torch::empty({0, pictures.size(1), kCropSide, kCropSide}, pictures.options());
    std::vector<std::int64_t> rows;
    std::vector<float> maps;
    for (const PictureBox& entry : boxes) {
        rows.push_back(entry.picture);
        for (const float value : mapOf(entry.box)) maps.push_back(value);
    }
    const torch::Tensor theta = torch::tensor(maps).view({count, 2, 3}).to(pictures.options());
    const torch::Tensor grid =
        F::affine_grid(theta, {count, pictures.size(1), kCropSide, kCropSide}, /*align_corners=*/false);
    return F::grid_sample(
        pictures.index_select(0, torch::tensor(rows)), grid,
        F::GridSampleFuncOptions().mode(torch::kBilinear).padding_mode(torch::kBorder).align_corners(false));
}

}  // namespace kaleido
