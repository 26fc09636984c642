#include "engine/api/plan_job.h"

#include "engine/api/caption_check.h"
#include "engine/plan/kinds.h"
#include "engine/plan/validate.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kMostPlans = 10'000;
constexpr int kLastPlan = 1'000'000'000;
constexpr std::int64_t kPartialEvery = 4;  ///< tokens between two looks at the plans that are being written

Error usage(const std::string& field, const std::string& message) {
    return {Code::Usage, message, "", field};
}

Result<void> checkRanges(const PlanRequest& request) {
    if (request.count < 1 || request.count > kMostPlans) return usage("count", "must be between 1 and 10000");
    if (request.first < 0 || request.first > kLastPlan)
        return usage("first", fmt::format("must be between 0 and {}", kLastPlan));
    if (request.kinds == Kinds::none())
        return usage("kinds", "names nothing to imagine; ask for at least one kind");
    if (!(request.sampling.temperature >= 0 && request.sampling.temperature <= 10)) {
        return usage("temperature", "must be between 0 and 10");
    }
    if (!(request.sampling.topP > 0 && request.sampling.topP <= 1))
        return usage("top_p", "must be above 0 and at most 1");
    if (request.sampling.topK < 0) return usage("top_k", "must not be negative");
    return {};
}

}  // namespace

Result<void> PlanJob::prepare(JobContext& context) {
    if (auto sensible = checkRanges(m_request); !sensible) return sensible;
    auto caption = checkedCaption(m_request.caption, "caption");
    if (!caption) return caption.error();
    context.post(Progress{.stage = "loading"});
    auto model = m_models.get(m_request.model, std::nullopt, context);
    if (!model) return model.error();
    m_model = *std::move(model);

    const PlanFormat& format = m_model->manifest().plan;
    auto kinds = kindsForModel(m_request.kinds, format.kinds);
    if (!kinds) return kinds.error();

    CaptionNotices notices(context, *m_model);
    notices.ofCaption(*caption);
    notices.ofEditedItems(m_request.base);
    m_task = {.base = m_request.base,
              .kinds = *kinds,
              .seed = m_request.seed,
              .sampling = {m_request.sampling.temperature, m_request.sampling.topP, m_request.sampling.topK}};
    m_task.base.caption = *caption;
    return firstError(validate(m_task.base, format));
}

Result<void> PlanJob::startBatch() {
    const int first = m_request.first + m_done;
    const int count = std::min(m_request.count - m_done, kPlanRows - first % kPlanRows);
    const torch::InferenceMode inference;
    auto batch = PlanBatch::start(m_model, m_task, first, count);
    if (!batch) return batch.error();
    m_batch.emplace(*std::move(batch));
    m_reported.assign(static_cast<std::size_t>(count), false);
    return {};
}

Result<Slice> PlanJob::runSlice(JobContext& context) {
    if (!m_model) {
        if (auto ready = prepare(context); !ready) return ready.error();
        return Slice::More;
    }
    if (!m_batch) {
        if (auto started = startBatch(); !started) return started.error();
    }
    const torch::InferenceMode inference;
    m_batch->step(context.cancel());
    report(context);
    if (!m_batch->done()) return Slice::More;
    m_done += m_batch->count();
    m_batch.reset();
    return m_done == m_request.count ? Slice::Done : Slice::More;
}

void PlanJob::report(JobContext& context) {
    const bool look = m_batch->position() % kPartialEvery == 0;
    bool reported = false;
    for (int i = 0; i < m_batch->count(); ++i) {
        const auto slot = static_cast<std::size_t>(i);
        if (m_batch->finished(i) && !m_reported[slot]) {
            m_reported[slot] = reported = true;
            context.post(PlanDone{m_batch->index(i), m_batch->plan(i)});
        } else if (look && !m_reported[slot]) {
            context.post(PlanPartial{m_batch->index(i), m_batch->plan(i)});
        }
    }
    const auto done = m_done + std::count(m_reported.begin(), m_reported.end(), true);
    context.post(Progress{.stage = "planning", .done = done, .total = m_request.count});
    if (reported && done < m_request.count) context.checkpointAfterPicture();
}

}  // namespace kaleido
