#include "engine/api/toy_job.h"

#include "engine/toy/toy_world.h"

#include <fmt/format.h>

#include <cmath>

namespace kaleido {
namespace {

constexpr int kStepsASlice = 50;
constexpr int kFewestPoints = 100;
constexpr int kMostPoints = 100'000;
constexpr std::size_t kMostWeights = 64;  ///< columns of a picture that people look at

}  // namespace

Result<void> ToyJob::start() {
    if (m_request.points < kFewestPoints || m_request.points > kMostPoints)
        return Error{Code::Usage, "must be between 100 and 100000", "", "points"};
    if (m_request.guidance.empty() || m_request.guidance.size() > kMostWeights)
        return Error{Code::Usage, fmt::format("needs 1 to {} weights", kMostWeights), "", "guidance"};
    for (const double weight : m_request.guidance) {
        if (!std::isfinite(weight)) return Error{Code::Usage, "must be finite numbers", "", "guidance"};
    }
    m_options.seed = m_request.seed;
    m_options.points = m_request.points;
    m_experiment.emplace(m_options);
    m_report.modes = toyModes();
    m_report.data = m_experiment->data(m_options.points);
    return {};
}

Result<Slice> ToyJob::runSlice(JobContext& context) {
    context.checkpointAfterPicture();
    if (!m_experiment) {
        if (auto started = start(); !started) return started.error();
    }
    if (m_experiment->trained() < m_options.trainingSteps) {
        m_report.loss = m_experiment->train(kStepsASlice);
        context.post(
            Progress{.stage = "training", .done = m_experiment->trained(), .total = m_options.trainingSteps});
        return Slice::More;
    }
    const std::size_t weights = m_request.guidance.size();
    const std::size_t done = m_report.samples.size();
    const auto condition = done < weights ? ToyCondition::Class : ToyCondition::ClassThenMode;
    m_report.samples.push_back(
        m_experiment->sample(condition, m_request.guidance[done % weights], context.cancel()));
    context.post(Progress{.stage = "sampling",
                          .done = static_cast<std::int64_t>(done + 1),
                          .total = static_cast<std::int64_t>(2 * weights)});
    if (done + 1 < 2 * weights) return Slice::More;
    context.post(ToyDone{std::move(m_report)});
    return Slice::Done;
}

}  // namespace kaleido
