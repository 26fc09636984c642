#include "engine/api/variety_job.h"

#include "engine/eval/similarity.h"
#include "engine/io/picture_resize.h"
#include "engine/kaleido/picture_tensor.h"
#include "engine/world/atlas.h"

namespace kaleido {

Result<void> VarietyJob::open() {
    const auto atlas = Atlas::open(m_request.resources / "sprites");
    if (!atlas) return atlas.error();
    auto judges = loadJudges(m_request.judges, *atlas);
    if (!judges) return judges.error();
    m_judges = judges->networks;
    m_side = judges->resolution;
    return {};
}

Result<Variety> VarietyJob::varietyOf(const std::vector<Picture>& set) {
    std::vector<Picture> pictures;
    for (const Picture& picture : set) pictures.push_back(fitSquare(picture, m_side));
    const torch::InferenceMode inference;
    const torch::Tensor features = m_judges->classifier->features(toTensor(pictures));
    const auto vendi = vendiScore(features);
    if (!vendi) return vendi.error();
    const auto similarity = meanSimilarity(features);
    if (!similarity) return similarity.error();
    return Variety{.vendi = *vendi, .similarity = *similarity};
}

Result<Slice> VarietyJob::runSlice(JobContext& context) {
    if (!m_judges) {
        if (auto opened = open(); !opened) return opened.error();
    }
    context.checkpointAfterPicture();
    const std::size_t next = m_done.sets.size(), count = m_request.sets.size();
    if (next < count) {
        auto variety = varietyOf(m_request.sets[next]);
        if (!variety) return variety.error();
        m_done.sets.push_back(*variety);
        context.post(Progress{.stage = "measuring variety",
                              .done = static_cast<std::int64_t>(next) + 1,
                              .total = static_cast<std::int64_t>(count)});
    }
    if (m_done.sets.size() < count) return Slice::More;
    context.post(m_done);
    return Slice::Done;
}

}  // namespace kaleido
