#include "engine/kaleido/token_sampling.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kaleido {
namespace {

struct Candidate {
    std::int64_t id;
    double weight;
};

}  // namespace

std::int64_t drawToken(std::span<const float> logits, std::span<const TokenRange> allowed,
                       const TokenSampling& sampling, Random& random) {
    std::vector<Candidate> candidates;
    for (const TokenRange& range : allowed) {
        for (std::int64_t id = range.first; id < range.first + range.count; ++id) {
            candidates.push_back({id, logits[static_cast<std::size_t>(id)]});
        }
    }
    if (candidates.empty()) throw std::logic_error("drawToken: no token is allowed");
    // Ties are broken by the id, so that the order of the ranges does not matter.
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.id < b.id;
    });
    if (sampling.temperature <= 0) return candidates.front().id;
    if (sampling.topK > 0)
        candidates.resize(std::min(candidates.size(), static_cast<std::size_t>(sampling.topK)));

    const double largest = candidates.front().weight;
    double total = 0;
    for (Candidate& candidate : candidates) {
        candidate.weight = std::exp((candidate.weight - largest) / sampling.temperature);
        total += candidate.weight;
    }
    double kept = 0;
    std::size_t count = 0;
    while (count < candidates.size() && (count == 0 || kept < sampling.topP * total))
        kept += candidates[count++].weight;

    double draw = random.uniform() * kept;
    for (std::size_t i = 0; i < count; ++i) {
        draw -= candidates[i].weight;
        if (draw < 0) return candidates[i].id;
    }
    return candidates[count - 1].id;
}

}  // namespace kaleido
