#include "engine/api/generate_job.h"

#include "engine/io/cads_settings.h"
#include "engine/plan/kinds.h"
#include "engine/plan/validate.h"
#include "engine/runtime/memory_budget.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr int kMostPictures = 100'000;
constexpr std::size_t kLongestPlan = 4;  ///< times the tokens of a sampled plan: attention takes their square
/// Of a guided step, both halves. Measured with the networks of kaleido-emoji: 12,000 in float32, 6,500 in bfloat16.
constexpr std::uint64_t kBytesPerPixel = 16'000;

Error usage(const std::string& field, const std::string& message) {
    return {Code::Usage, message, "", field};
}

Result<void> checkRanges(const GenerateRequest& request) {
    if (request.plans.empty()) return usage("plans", "there is nothing to paint; give at least one plan");
    if (request.pictures < 1) return usage("pictures", "must be at least 1");
    if (!request.seeds.empty() && request.seeds.size() != request.plans.size())
        return usage("seeds", "must be one for each plan, or none");
    if (request.plans.size() * static_cast<std::size_t>(request.pictures) > kMostPictures) {
        return usage("pictures",
                     fmt::format("asks for more than {} pictures in one run; split it up", kMostPictures));
    }
    if (request.steps < 1 || request.steps > 1000) return usage("steps", "must be between 1 and 1000");
    if (!std::isfinite(request.guidance) || std::abs(request.guidance) > 100) {
        return usage("guidance", "must be a number between -100 and 100");
    }
    if (!(request.rescale >= 0 && request.rescale <= 1)) return usage("rescale", "must be between 0 and 1");
    if (!(request.eta >= 0 && request.eta <= 1)) return usage("eta", "must be between 0 and 1");
    return checkCads(request.cads);
}

}  // namespace

Result<PaintOptions> GenerateJob::paintOptions() const {
    auto sampler = parseSampler(m_request.sampler);
    if (!sampler) return usage("sampler", sampler.error().message);
    auto negative = checkedCaption(m_request.negative, "negative");
    if (!negative) return negative.error();
    PaintOptions options;
    options.sampler = *sampler;
    options.eta = m_request.eta;
    options.steps = m_request.steps;
    options.guidance.weight = m_request.guidance;
    options.guidance.rescale = m_request.rescale;
    options.cads = m_request.cads;
    options.negative = *negative;
    return options;
}

Result<void> GenerateJob::prepare(JobContext& context) {
    if (auto sensible = checkRanges(m_request); !sensible) return sensible;
    auto options = paintOptions();
    if (!options) return options.error();
    m_options = *options;
    if (auto loaded = loadModel(context); !loaded) return loaded;
    if (auto added = addTasks(context); !added) return added;
    if (auto admitted = askForMemory(context); !admitted) return admitted;
    m_groups = microBatches(m_tasks, m_options.microBatch);
    std::reverse(m_groups.begin(), m_groups.end());
    return {};
}

Result<void> GenerateJob::loadModel(JobContext& context) {
    const Precision precision = m_request.bfloat16
                                    ? (*m_request.bfloat16 ? Precision::BFloat16 : Precision::Float32)
                                    : fastestPrecision();
    context.post(Progress{.stage = "loading"});
    auto model = m_models.get(m_request.model, precision, context);
    if (!model) return model.error();
    m_model = *std::move(model);
    if (const int most = m_model->schedules().back().steps(); m_options.steps > most)
        return usage("steps", fmt::format("must be between 1 and {} with this model", most));
    auto kinds = kindsForModel(m_request.kinds, m_model->manifest().plan.kinds);
    if (!kinds) return kinds.error();
    m_request.kinds = *kinds;
    return {};
}

Result<void> GenerateJob::addTasks(JobContext& context) {
    CaptionNotices notices(context, *m_model);
    if (!m_options.negative.empty()) notices.ofCaption(m_options.negative);
    for (std::size_t p = 0; p < m_request.plans.size(); ++p) {
        if (auto added = addPlan(notices, p); !added) {
            Error error = added.error();
            error.field = fmt::format("plan {}", p) + (error.field.empty() ? "" : ": " + error.field);
            return error;
        }
    }
    return {};
}

Result<void> GenerateJob::addPlan(CaptionNotices& notices, std::size_t index) {
    const Plan& plan = m_request.plans[index];
    auto caption = checkedCaption(plan.caption, "caption");
    if (!caption) return caption.error();
    const PlanFormat& format = m_model->manifest().plan;
    if (auto valid = firstError(validate(plan, format)); !valid) return valid;
    const PlanRow row = conditionRow(m_model->tokenizer(), *caption, plan, m_request.kinds);
    const std::size_t most = kLongestPlan * static_cast<std::size_t>(format.maxTokens);
    if (row.plan.size() > most) {
        return Error{Code::BadPlan,
                     fmt::format("the plan is {} tokens long, the most is {}; shorten its description",
                                 row.plan.size(), most),
                     "", ""};
    }
    notices.ofCaption(*caption);
    notices.ofEditedItems(plan);
    const std::uint64_t first = m_request.seeds.empty() ? m_request.seed : m_request.seeds[index];
    for (int k = 0; k < m_request.pictures; ++k) {
        const std::uint64_t seed = first + static_cast<std::uint64_t>(k);
        m_tasks.push_back({row, seed});
        m_refs.push_back({static_cast<int>(index), k, m_request.revision, seed});
    }
    return {};
}

Result<void> GenerateJob::askForMemory(JobContext& context) {
    const auto side = static_cast<std::uint64_t>(m_model->sides().front());
    auto admitted = context.memory().ask({.what = fmt::format("painting {0}×{0} pictures", side),
                                          .perItem = kBytesPerPixel * side * side,
                                          .batch = static_cast<int>(m_options.microBatch)});
    if (!admitted) return admitted.error();
    if (!admitted->smaller) return {};
    m_options.microBatch = static_cast<std::size_t>(admitted->batch);
    context.post(Notice{NoticeKind::SmallerBatch,
                        fmt::format("little memory is free: painting {} at a time", m_options.microBatch)});
    return {};
}

Result<Slice> GenerateJob::runSlice(JobContext& context) {
    if (!m_model) {
        if (auto ready = prepare(context); !ready) return ready.error();
        return Slice::More;
    }
    const torch::InferenceMode inference;
    if (!m_batch) {
        std::vector<PaintTask> tasks;
        for (const std::size_t i : m_groups.back()) tasks.push_back(m_tasks[i]);
        m_batch = std::make_unique<PaintBatch>(m_model, tasks, m_options, context.cancel());
        return Slice::More;
    }
    m_batch->step();
    report(context);
    return m_groups.empty() ? Slice::Done : Slice::More;
}

void GenerateJob::report(JobContext& context) {
    const auto& group = m_groups.back();
    const int steps = m_batch->stepCount();
    const int step = m_batch->stepsDone();
    context.post(Progress{.stage = "painting",
                          .done = static_cast<std::int64_t>(m_finished) * steps +
                                  step * static_cast<std::int64_t>(group.size()),
                          .total = static_cast<std::int64_t>(m_tasks.size()) * steps});
    if (!m_batch->done()) {
        const auto pictures = m_batch->previews();
        for (std::size_t i = 0; i < group.size(); ++i) {
            context.post(Preview{m_refs[group[i]], step, steps, pictures[i]});
        }
        return;
    }
    auto pictures = m_batch->pictures();
    for (std::size_t i = 0; i < group.size(); ++i) {
        context.post(PictureDone{m_refs[group[i]], std::move(pictures[i]), static_cast<int>(group.size())});
    }
    m_finished += group.size();
    m_batch.reset();
    m_groups.pop_back();
    if (!m_groups.empty()) context.checkpointAfterPicture();
}

std::optional<int> GenerateJob::onMemoryError() {
    m_batch.reset();
    std::size_t& most = m_options.microBatch;
    if (most == 1 || m_groups.empty()) return std::nullopt;
    most /= 2;
    // What is not painted yet is cut into smaller groups, in its order.
    std::vector<std::vector<std::size_t>> smaller;
    for (const auto& group : m_groups) {
        std::vector<std::vector<std::size_t>> parts;
        for (std::size_t i = 0; i < group.size(); i += most) {
            const auto end = std::min(group.size(), i + most);
            parts.emplace_back(group.begin() + static_cast<std::ptrdiff_t>(i),
                               group.begin() + static_cast<std::ptrdiff_t>(end));
        }
        smaller.insert(smaller.end(), parts.rbegin(), parts.rend());
    }
    m_groups = std::move(smaller);
    return static_cast<int>(most);
}

}  // namespace kaleido
