#include "engine/api/judge_pictures_job.h"

#include "engine/eval/adherence.h"
#include "engine/io/picture_resize.h"
#include "engine/kaleido/picture_tensor.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr std::size_t kAtOnce = 32;

}  // namespace

Result<void> JudgePicturesJob::open() {
    if (m_request.pictures.size() != m_request.plans.size())
        return Error{Code::Usage, "must be one for each picture", "", "plans"};
    auto judges = m_registry.get(m_request.judges, m_request.resources);
    if (!judges) return judges.error();
    m_judges = *std::move(judges);
    m_reader.emplace(m_judges->world.atlas());
    return {};
}

Result<Slice> JudgePicturesJob::runSlice(JobContext& context) {
    if (!m_judges) {
        if (auto opened = open(); !opened) return opened.error();
    }
    context.checkpointAfterPicture();
    const std::size_t count = std::min(kAtOnce, m_request.pictures.size() - m_done);
    if (count == 0) return Slice::Done;
    std::vector<Picture> pictures;
    for (std::size_t i = m_done; i < m_done + count; ++i)
        pictures.push_back(fitSquare(m_request.pictures[i], m_judges->resolution));
    const torch::InferenceMode inference;
    Judges networks = m_judges->networks;
    const auto verdicts = judgeItems(networks, toTensor(pictures),
                                     std::span(m_request.plans).subspan(m_done, count), *m_reader);
    for (std::size_t i = 0; i < count; ++i)
        context.post(PictureJudged{static_cast<int>(m_done + i), verdicts[i]});
    m_done += count;
    context.post(Progress{.stage = "judging",
                          .done = static_cast<std::int64_t>(m_done),
                          .total = static_cast<std::int64_t>(m_request.pictures.size())});
    return m_done < m_request.pictures.size() ? Slice::More : Slice::Done;
}

}  // namespace kaleido
