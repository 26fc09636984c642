#include "engine/api/measure_sets_job.h"

#include "engine/eval/feature_statistics.h"
#include "engine/eval/frechet.h"
#include "engine/eval/kernel_distance.h"
#include "engine/eval/precision_recall.h"
#include "engine/eval/similarity.h"
#include "engine/world/splits.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

constexpr std::int64_t kNeighbours = 3;       ///< of precision and recall
constexpr std::int64_t kKernelSubset = 1000;  ///< pictures, or all where a set has fewer

Result<Gaussian> gaussianOfAll(const torch::Tensor& features) {
    const auto statistics = statisticsOf(features);
    if (!statistics) return statistics.error();
    return gaussianOf(*statistics);
}

Result<double> frechetOf(const torch::Tensor& real, const torch::Tensor& generated) {
    const auto there = gaussianOfAll(real);
    if (!there) return there.error();
    const auto here = gaussianOfAll(generated);
    if (!here) return here.error();
    return frechetDistance(*there, *here);
}

}  // namespace

Result<void> MeasureSetsJob::open() {
    if (m_request.renders < 0 || m_request.renders > kHeldOutScenes) {
        return Error{Code::Usage, fmt::format("must be between 0 and {}", kHeldOutScenes), "", "renders"};
    }
    auto judges = m_registry.get(m_request.judges, m_request.resources);
    if (!judges) return judges.error();
    m_judges = *std::move(judges);
    return {};
}

Result<void> MeasureSetsJob::measureNextSet() {
    const std::vector<Picture>& set = m_request.sets[m_features.size()];
    m_features.push_back(m_judges->featuresOf(set));
    Variety variety;
    if (set.size() > 1) {
        const auto vendi = vendiScore(m_features.back());
        if (!vendi) return vendi.error();
        const auto similarity = meanSimilarity(m_features.back());
        if (!similarity) return similarity.error();
        variety = {.vendi = *vendi, .similarity = *similarity};
    }
    m_measured.sets.push_back(variety);
    return {};
}

Result<SetDistance> MeasureSetsJob::distance() const {
    const torch::Tensor generated = torch::cat(m_features);
    const torch::Tensor real = m_registry.renderFeatures().slice(0, 0, m_request.renders);
    SetDistance distance{.pictures = generated.size(0), .renders = real.size(0)};
    const auto frechet = frechetOf(real, generated);
    if (!frechet) return frechet.error();
    distance.frechet = *frechet;
    const std::int64_t fewer = std::min(real.size(0), generated.size(0));
    const auto kernel =
        kernelDistance(real, generated, {.subsetSize = std::min(fewer, kKernelSubset), .seed = 1});
    if (!kernel) return kernel.error();
    distance.kernel = kernel->mean;
    distance.kernelDeviation = kernel->standardDeviation;
    if (fewer <= kNeighbours) return distance;
    const auto shares = precisionRecall(real.slice(0, 0, fewer), generated.slice(0, 0, fewer), kNeighbours);
    if (!shares) return shares.error();
    distance.precision = shares->precision;
    distance.recall = shares->recall;
    return distance;
}

Result<Slice> MeasureSetsJob::runSlice(JobContext& context) {
    const torch::InferenceMode inference;
    if (!m_judges) {
        if (auto opened = open(); !opened) return opened.error();
    }
    context.checkpointAfterPicture();
    if (m_features.size() < m_request.sets.size()) {
        if (auto measured = measureNextSet(); !measured) return measured.error();
        context.post(Progress{.stage = "measuring",
                              .done = static_cast<std::int64_t>(m_features.size()),
                              .total = static_cast<std::int64_t>(m_request.sets.size())});
        return Slice::More;
    }
    if (m_request.renders > 0 && !m_features.empty()) {
        if (!m_registry.addRenders(m_request.renders)) return Slice::More;
        auto measured = distance();
        if (!measured) return measured.error();
        m_measured.distance = *measured;
    }
    context.post(m_measured);
    return Slice::Done;
}

}  // namespace kaleido
