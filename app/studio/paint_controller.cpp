#include "app/studio/paint_controller.h"

#include "app/studio/seed.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kaleido {
namespace {

constexpr const char* kPaintKind = "paint";

/// The places of one row that are not painted yet.
std::vector<Columns> gapsOf(const std::set<int>& painted, int columns) {
    std::vector<Columns> gaps;
    for (int column = 0; column < columns; ++column) {
        if (painted.contains(column)) continue;
        if (gaps.empty() || gaps.back().end() != column) gaps.push_back({column, 0});
        ++gaps.back().count;
    }
    return gaps;
}

}  // namespace

PaintController::PaintController(Document& document, EngineBridge& bridge, const ModelInfo& model,
                                 QObject* parent)
    : QObject(parent),
      m_document(document),
      m_bridge(bridge),
      m_model(model),
      m_settings{.painting = defaultPainting(model)} {
    connect(&document, &Document::leaving, this, &PaintController::giveUp);
}

void PaintController::setSettings(const PaintSettings& settings) {
    if (settings == m_settings) return;
    m_settings = settings;
    Q_EMIT settingsChanged();
}

std::optional<RunId> PaintController::paint(const std::vector<PlanId>& plans) {
    NewRun run;
    run.settings = recordFor(m_settings.painting, m_model);
    run.settings.seed = seedOr(m_settings.seed);
    run.settings.width = run.settings.height = m_model.resolution;
    run.pictures = m_settings.pictures;
    for (const PlanId plan : plans) {
        if (const DocumentPlan* found = m_document.find(plan)) {
            run.plans.push_back(found->stored.current);
            if (run.plans.size() == 1) run.settings.plan.caption = found->plan.caption;
        }
    }
    return start(run);
}

std::optional<RunId> PaintController::repaint(PictureId picture) {
    const auto stored = m_document.store().pictures().picture(picture);
    if (!stored) return refuse(stored.error());
    const auto revision = m_document.store().plans().revision(stored->revision);
    if (!revision) return refuse(revision.error());
    return sameNoise(picture, revision->plan);
}

std::optional<RunId> PaintController::vary(PictureId picture) {
    m_document.endTyping();
    const auto stored = m_document.store().pictures().picture(picture);
    if (!stored) return refuse(stored.error());
    return again(*stored, stored->revision, seedOr({}));
}

std::optional<RunId> PaintController::sameNoise(PictureId picture, PlanId plan) {
    m_document.endTyping();
    const auto stored = m_document.store().pictures().picture(picture);
    if (!stored) return refuse(stored.error());
    const DocumentPlan* found = m_document.find(plan);
    if (found == nullptr) return std::nullopt;
    return again(*stored, found->stored.current, stored->seed);
}

std::optional<RunId> PaintController::again(const StoredPicture& former, RevisionId plan,
                                            std::uint64_t seed) {
    const auto run = m_document.store().runs().run(former.run);
    if (!run) return refuse(run.error());
    const auto says = m_document.store().plans().plan(plan);
    if (!says) return refuse(says.error());
    NewRun request{
        .settings = recordFor(paintingOf(run->request.settings), m_model), .plans = {plan}, .pictures = 1};
    request.settings.plan.caption = says->caption;
    request.settings.seed = seed;
    request.settings.width = request.settings.height = m_model.resolution;
    return start(request);
}

std::optional<RunId> PaintController::start(const NewRun& request) {
    if (request.plans.empty()) return std::nullopt;
    const auto id = m_document.addRun(request);
    if (!id) return std::nullopt;
    const auto run = m_document.store().runs().run(*id);
    if (!run) return refuse(run.error());
    const auto entry = m_document.queue().add({.kind = kPaintKind, .run = *id});
    if (!entry) return refuse(entry.error());
    if (auto done = submitMissing(*run, entry->id); !done) return refuse(done.error());
    return id;
}

int PaintController::resume() {
    if (m_document.readOnly()) return 0;
    const auto entries = m_document.queue().entries();
    if (!entries) {
        refuse(entries.error());
        return 0;
    }
    int resumed = 0;
    for (const QueueEntry& entry : *entries) {
        if (entry.job.kind != kPaintKind || entry.state == QueueState::Failed) continue;
        if (isUnderWay(entry.id)) continue;
        const auto run = m_document.store().runs().run(entry.job.run);
        if (run && run->request.settings.modelHash != m_model.hash) {
            refuse({Code::BadInput,
                    "pictures that another model has begun to paint wait for it: " +
                        run->request.settings.modelId +
                        "; start the program with that model to have them finished",
                    "", ""});
            continue;
        }
        if (const auto done = run ? submitMissing(*run, entry.id) : Result<void>(run.error()); !done)
            refuse(done.error());
        else
            ++resumed;
    }
    return resumed;
}

Result<void> PaintController::submitMissing(const Run& run, QueueEntryId entry) {
    const auto ids = m_document.store().pictures().ids({.run = run.id, .bin = BinFilter::Both});
    if (!ids) return ids.error();
    const auto there = m_document.store().pictures().list(*ids);
    if (!there) return there.error();
    std::map<int, std::set<int>> painted;  // columns by row
    for (const StoredPicture& picture : *there) painted[picture.row].insert(picture.column);
    // Rows with the same gap are painted together.
    std::map<Columns, Job> jobs;
    for (int row = 0; row < static_cast<int>(run.request.plans.size()); ++row) {
        auto plan = m_document.store().plans().plan(run.request.plans[static_cast<std::size_t>(row)]);
        if (!plan) return plan.error();
        for (const Columns& gap : gapsOf(painted[row], run.request.pictures)) {
            Job& job = jobs[gap];
            job.rows.push_back(row);
            job.plans.push_back(*plan);
        }
    }
    if (jobs.empty()) return m_document.queue().remove(entry);
    for (auto& [gap, job] : jobs) {
        job.run = run;
        job.entry = entry;
        job.columns = gap;
        submit(std::move(job));
    }
    return {};
}

void PaintController::submit(Job job) {
    const PictureRecord& settings = job.run.request.settings;
    GenerateRequest request = requestFor(paintingOf(settings), m_model.folder);
    request.plans = job.plans;
    request.pictures = job.columns.count;
    request.seed = settings.seed + static_cast<std::uint64_t>(job.columns.first);
    request.revision = job.run.id.value;
    for (const int row : job.rows) {
        for (int column = job.columns.first; column < job.columns.end(); ++column) {
            m_pending.push_back({.run = job.run.id,
                                 .revision = job.run.request.plans[static_cast<std::size_t>(row)],
                                 .seed = settings.seed + static_cast<std::uint64_t>(column),
                                 .row = row,
                                 .column = column});
        }
    }
    const JobId id = m_bridge.submit(std::move(request), this,
                                     [this](JobId asked, const EventBody& event) { handle(asked, event); });
    m_jobs.emplace(id, std::move(job));
    if (m_jobs.size() == 1) Q_EMIT busyChanged(true);
    Q_EMIT pendingChanged();
}

void PaintController::handle(JobId id, const EventBody& event) {
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) return;  // given up
    const Job& job = found->second;
    if (const auto* preview = std::get_if<Preview>(&event)) {
        const auto place = pendingAt(job.run.id, job.rows.at(static_cast<std::size_t>(preview->ref.plan)),
                                     job.columns.first + preview->ref.picture);
        if (place == m_pending.end()) return;
        place->preview = preview->picture;
        Q_EMIT previewed(static_cast<int>(place - m_pending.begin()));
    } else if (const auto* done = std::get_if<PictureDone>(&event)) {
        keep(job, *done);
    } else if (const auto* finished = std::get_if<JobFinished>(&event)) {
        end(id, *finished);
    }
}

void PaintController::end(JobId id, const JobFinished& how) {
    const Job job = std::move(m_jobs.at(id));
    m_jobs.erase(id);
    std::erase_if(m_pending, [&](const PendingPicture& one) {
        return one.run == job.run.id && one.column >= job.columns.first && one.column < job.columns.end() &&
               std::find(job.rows.begin(), job.rows.end(), one.row) != job.rows.end() &&
               !isUnkept(one.run, one.row, one.column);
    });
    Q_EMIT pendingChanged();
    if (how.outcome == Outcome::Failed) {
        const auto kept = m_document.queue().setState(job.entry, QueueState::Failed, describe(how.error));
        if (!kept) refuse(kept.error());
        refuse(how.error);
    } else {
        leaveQueue(job.entry);
    }
    if (m_jobs.empty()) Q_EMIT busyChanged(false);
}

void PaintController::giveUp() {
    if (m_jobs.empty() && m_unkept.empty()) return;
    const bool wasBusy = isBusy();
    stop(StopWhen::Now);
    m_jobs.clear();
    m_pending.clear();
    m_unkept.clear();  // their runs are in the queue of the project that is left, and paint the same again
    Q_EMIT pendingChanged();
    Q_EMIT unkeptChanged();
    if (wasBusy) Q_EMIT busyChanged(false);
}

std::vector<PendingPicture>::iterator PaintController::pendingAt(RunId run, int row, int column) {
    return std::find_if(m_pending.begin(), m_pending.end(), [&](const PendingPicture& one) {
        return one.run == run && one.row == row && one.column == column;
    });
}

void PaintController::stop(StopWhen when) {
    for (const auto& [id, job] : m_jobs) m_bridge.cancel(id, when);
}

std::nullopt_t PaintController::refuse(const Error& error) {
    Q_EMIT failed(error);
    return std::nullopt;
}

}  // namespace kaleido
