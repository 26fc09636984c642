#include "engine/nn/t5_position.h"

#include <cmath>

namespace kaleido {

torch::Tensor relativePositionBuckets(const torch::Tensor& distances, const RelativePositions& positions) {
    const std::int64_t count = positions.bidirectional ? positions.buckets / 2 : positions.buckets;
    const std::int64_t exact = count / 2;
    const torch::Tensor away = positions.bidirectional ? distances.abs() : distances.neg().clamp_min(0);
    const double octaves = std::log(static_cast<double>(positions.maxDistance) / static_cast<double>(exact));
    const torch::Tensor ratio = away.clamp_min(1).to(torch::kFloat32) / static_cast<double>(exact);
    const torch::Tensor grown =
        (ratio.log() / octaves * static_cast<double>(count - exact)).to(torch::kInt64) + exact;
    const torch::Tensor bucket = torch::where(away < exact, away, grown.clamp_max(count - 1));
    return positions.bidirectional ? bucket + (distances > 0).to(torch::kInt64) * count : bucket;
}

RelativeBiasImpl::RelativeBiasImpl(const T5Config& config, bool bidirectional)
    : m_positions{config.relativeAttentionNumBuckets, config.relativeAttentionMaxDistance, bidirectional} {
    const double deviation = 1.0 / std::sqrt(static_cast<double>(config.dModel));
    weight = register_parameter("weight", torch::randn({m_positions.buckets, config.numHeads}) * deviation);
}

torch::Tensor RelativeBiasImpl::headsByDistance(std::int64_t length) {
    const torch::Tensor distances =
        torch::arange(1 - length, length, torch::dtype(torch::kInt64).device(weight.device()));
    const torch::Tensor buckets = relativePositionBuckets(distances, m_positions);
    return torch::embedding(weight, buckets).to(torch::kFloat32).t();
}

torch::Tensor RelativeBiasImpl::forward(std::int64_t length) {
    // Row q of the bias holds distances −q … length−1−q: window length−1−q of the run of all distances.
    return headsByDistance(length).unfold(1, length, 1).flip(1).unsqueeze(0);
}

torch::Tensor RelativeBiasImpl::lastQuery(std::int64_t length) {
    return headsByDistance(length).narrow(1, 0, length).contiguous().view({1, -1, 1, length});
}

torch::Tensor additiveKeyMask(const torch::Tensor& mask) {
    return ((1.0 - mask.to(torch::kFloat32)) * kMaskedLogit).unsqueeze(1).unsqueeze(1);
}

torch::Tensor additiveCausalMask(std::int64_t length, const torch::Device& device) {
    const auto options = torch::dtype(torch::kFloat32).device(device);
    return torch::full({1, 1, length, length}, kMaskedLogit, options).triu(1);
}

}  // namespace kaleido
