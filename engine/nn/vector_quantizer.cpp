#include "engine/nn/vector_quantizer.h"

#include "engine/nn/autocast.h"

#include <numeric>
#include <utility>
#include <vector>

namespace kaleido {
namespace {

/// `count` of the numbers 0 … size−1: without repetition until all were drawn, then again.
std::vector<std::int64_t> draw(std::int64_t count, std::int64_t size, Random& random) {
    std::vector<std::int64_t> deck(static_cast<std::size_t>(size));
    std::iota(deck.begin(), deck.end(), 0);
    std::vector<std::int64_t> drawn;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto place = static_cast<std::size_t>(i % size);
        const auto other =
            place + static_cast<std::size_t>(random.below(static_cast<int>(deck.size() - place)));
        std::swap(deck[place], deck[other]);
        drawn.push_back(deck[place]);
    }
    return drawn;
}

}  // namespace

VectorQuantizerImpl::VectorQuantizerImpl(const VqConfig& config)
    : m_decay(config.decay), m_deadBelow(config.deadBelow) {
    codebook = register_buffer("codebook", torch::randn({config.codes, config.codeDim}));
    emaCount = register_buffer("ema_count", torch::zeros({config.codes}));
    emaSum = register_buffer("ema_sum", torch::zeros({config.codes, config.codeDim}));
}

torch::Tensor VectorQuantizerImpl::nearest(const torch::Tensor& vectors) const {
    const torch::NoGradGuard noGrad;
    const AutocastScope exact(vectors.device(), false);
    const torch::Tensor entries = codebook.to(torch::kFloat32);
    // |v − c|² without |v|², which is the same for all entries.
    const torch::Tensor distances =
        torch::addmm(entries.square().sum(1), vectors.to(torch::kFloat32), entries.t(), 1, -2);
    return distances.argmin(1);
}

torch::Tensor VectorQuantizerImpl::lookup(const torch::Tensor& codes) const {
    return torch::embedding(codebook.to(torch::kFloat32), codes);
}

void VectorQuantizerImpl::update(const torch::Tensor& vectors, const torch::Tensor& codes) {
    const torch::NoGradGuard noGrad;
    const torch::Tensor uses = torch::bincount(codes, {}, codebook.size(0)).to(torch::kFloat32);
    const torch::Tensor sums = torch::zeros_like(emaSum).index_add_(0, codes, vectors.to(torch::kFloat32));
    emaCount.mul_(m_decay).add_(uses, 1 - m_decay);
    emaSum.mul_(m_decay).add_(sums, 1 - m_decay);
    // Below this an entry's average is rounding noise; it stays where it is.
    constexpr double kEverUsed = 1e-6;
    const torch::Tensor used = (emaCount > kEverUsed).unsqueeze(1);
    codebook.copy_(torch::where(used, emaSum / emaCount.clamp_min(kEverUsed).unsqueeze(1), codebook));
}

std::int64_t VectorQuantizerImpl::revive(const torch::Tensor& vectors, Random& random) {
    const torch::NoGradGuard noGrad;
    const torch::Tensor dead = (emaCount <= emaCount.mean() * m_deadBelow).nonzero().squeeze(1);
    const std::int64_t count = dead.size(0);
    if (count == 0) return 0;
    const torch::Tensor rows = torch::tensor(draw(count, vectors.size(0), random)).to(vectors.device());
    const torch::Tensor chosen = vectors.to(torch::kFloat32).index_select(0, rows);
    const double uses = static_cast<double>(vectors.size(0)) / static_cast<double>(codebook.size(0));
    codebook.index_copy_(0, dead, chosen);
    emaCount.index_fill_(0, dead, uses);
    emaSum.index_copy_(0, dead, chosen * uses);
    return count;
}

}  // namespace kaleido
