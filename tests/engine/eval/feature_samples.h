#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <QString>

#include <cmath>
#include <cstdint>
#include <vector>

namespace kaleido {

/// Standard normal features.
inline torch::Tensor normalFeatures(std::int64_t rows, std::int64_t width, std::uint64_t seed) {
    return torch::randn({rows, width}, torch::make_generator<at::CPUGeneratorImpl>(seed), torch::kFloat64);
}

/// One column.
inline torch::Tensor onALine(const std::vector<double>& points) {
    return torch::tensor(points, torch::kFloat64).unsqueeze(1);
}

inline torch::Tensor shuffled(const torch::Tensor& features, std::uint64_t seed) {
    return features.index_select(
        0, torch::randperm(features.size(0), torch::make_generator<at::CPUGeneratorImpl>(seed)));
}

/// An orthogonal matrix.
inline torch::Tensor rotation(std::int64_t width, std::uint64_t seed) {
    return std::get<0>(torch::linalg_qr(normalFeatures(width, width, seed), "reduced"));
}

inline bool close(double a, double b, double tolerance = 1e-10) {
    return std::abs(a - b) <= tolerance;
}

template <typename T>
bool fails(const Result<T>& result, Code code, const char* part) {
    return !result.ok() && result.error().code == code &&
           QString::fromStdString(result.error().message).contains(QLatin1String(part));
}

}  // namespace kaleido
