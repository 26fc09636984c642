#include "engine/api/train_job.h"

#include "engine/io/folder.h"
#include "engine/train/dataset.h"

#include <fmt/format.h>

#include <variant>

namespace kaleido {
namespace {

constexpr std::int64_t kLogPictures = 1600;  ///< pictures between two lines of metrics

Result<HolderLock> lockStage(const std::filesystem::path& run, const std::string& stage) {
    if (auto made = makeFolder(run); !made) return made.error();
    auto taken = HolderLock::take(run / stage);
    if (!taken) return taken.error();
    if (auto* lock = std::get_if<HolderLock>(&*taken)) return std::move(*lock);
    return Error{Code::BadInput,
                 fmt::format("is being trained by {}; stop that first, or name another run",
                             describe(std::get<ProjectHolder>(*taken))),
                 (run / stage).string(), ""};
}

}  // namespace

bool TrainJob::due(Clock::time_point last, double minutes) const {
    return Clock::now() - last > std::chrono::duration<double>(minutes * 60.0);
}

bool TrainJob::finished() const {
    return m_run->trainer().finished() ||
           (m_request.pictures > 0 && m_run->trainer().pictures() >= m_request.pictures);
}

Result<void> TrainJob::open(JobContext& context) {
    context.post(Progress{.stage = "preparing"});
    auto stage = parseStage(m_request.stage);
    if (!stage) return stage.error();
    auto lock = lockStage(m_request.run, m_request.stage);
    if (!lock) return lock.error();
    m_lock = *std::move(lock);
    auto run = TrainingRun::open({.config = m_request.config,
                                  .resources = m_request.resources,
                                  .folder = m_request.run,
                                  .stage = *stage,
                                  .from = m_request.from});
    if (!run) return run.error();
    m_run = *std::move(run);
    if (m_request.coolDown > 0) m_run->trainer().coolDown(m_request.coolDown);
    m_saved = m_sampled = m_logged = Clock::now();
    m_skipped = m_run->trainer().skipped();
    return {};
}

Result<Slice> TrainJob::runSlice(JobContext& context) {
    try {
        return goOn(context);
    } catch (const BadSample& bad) {
        // The step that met it has changed nothing.
        if (m_run) {
            if (auto saved = m_run->save(); !saved) return saved.error();
        }
        return bad.error();
    }
}

Result<Slice> TrainJob::goOn(JobContext& context) {
    if (!m_run) {
        if (auto opened = open(context); !opened) return opened.error();
        return finished() ? Slice::Done : Slice::More;
    }
    if (context.cancel().stopRequested(StopWhen::AfterPicture)) {
        if (auto saved = m_run->save(); !saved) return saved.error();
        throw Cancelled();
    }
    if (auto stepped = step(context); !stepped) return stepped.error();
    const bool last = finished();
    if (last || due(m_sampled, m_request.sampleMinutes)) {
        if (auto evaluated = evaluate(context); !evaluated) return evaluated.error();
        m_sampled = Clock::now();
    }
    if (last || due(m_saved, m_request.saveMinutes)) {
        if (auto saved = m_run->save(); !saved) return saved.error();
        m_saved = Clock::now();
    }
    return last ? Slice::Done : Slice::More;
}

Result<void> TrainJob::step(JobContext& context) {
    const StepReport report = m_run->trainer().step();
    m_losses.add(report.losses);
    ++m_steps;
    if (m_run->trainer().skipped() > m_skipped) {
        m_skipped = m_run->trainer().skipped();
        context.post(Notice{
            NoticeKind::SkippedSteps,
            fmt::format("step {} was not finite and changed nothing ({} so far)", report.step, m_skipped)});
    }
    postProgress(context);
    if (m_steps * m_run->stage().batch < kLogPictures) return {};

    TrainingStage::Parts means = m_losses.means();
    const double seconds = std::chrono::duration<double>(Clock::now() - m_logged).count();
    means["pictures_per_second"] = static_cast<double>(m_steps * m_run->stage().batch) / seconds;
    m_losses = {};
    m_steps = 0;
    m_logged = Clock::now();
    context.post(TrainMetrics{report.step, report.pictures, means});
    return m_run->log(report, means);
}

Result<void> TrainJob::evaluate(JobContext& context) {
    const TrainingStage::Parts parts = m_run->trainer().evaluate();
    StepReport report;
    report.pictures = m_run->trainer().pictures();
    report.step = report.pictures / m_run->stage().batch;
    context.post(TrainMetrics{report.step, report.pictures, parts});
    SamplePictures samples = m_run->trainer().samples();
    if (!samples.pictures.empty()) {
        context.post(TrainSamples{.step = report.step,
                                  .captions = std::move(samples.captions),
                                  .pictures = std::move(samples.pictures)});
    }
    return m_run->log(report, parts);
}

void TrainJob::postProgress(JobContext& context) {
    const std::int64_t total = m_request.pictures > 0 ? m_request.pictures : m_run->stage().pictures;
    const double seconds = std::chrono::duration<double>(Clock::now() - m_logged).count();
    const double rate = m_steps > 1 ? static_cast<double>(m_steps * m_run->stage().batch) / seconds : 0;
    const std::int64_t done = m_run->trainer().pictures();
    context.post(
        Progress{.stage = m_request.stage,
                 .done = done,
                 .total = total,
                 .secondsLeft = rate > 0 && total > 0 ? static_cast<double>(total - done) / rate : -1});
}

}  // namespace kaleido
