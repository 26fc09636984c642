#include "app/studio/plan_controller.h"

#include "app/studio/seed.h"
#include "engine/api/known_words.h"
#include "engine/plan/cells.h"
#include "engine/plan/edits.h"

#include <algorithm>
#include <random>

namespace kaleido {
namespace {

/// Locks a random half of the items, rounded up, besides those that are locked already.
Plan withHalfLocked(Plan plan, std::uint64_t seed) {
    std::vector<std::size_t> order(plan.items.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937_64 random(seed);
    std::shuffle(order.begin(), order.end(), random);
    order.resize((order.size() + 1) / 2);
    for (const std::size_t item : order) plan = setLocked(std::move(plan), {PartKind::Item, item}, true);
    return plan;
}

/// The plan with the locks that its items have in `base`.
Plan withLocksOf(const Plan& base, Plan plan) {
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const auto found = std::find_if(base.items.begin(), base.items.end(),
                                        [&](const Item& item) { return item.id == plan.items[i].id; });
        if (found != base.items.end()) plan.items[i].locked = found->locked;
    }
    return plan;
}

}  // namespace

PlanController::PlanController(Document& document, EngineBridge& bridge, const ModelInfo& model,
                               QObject* parent)
    : QObject(parent), m_document(document), m_bridge(bridge), m_model(model) {
    m_settings.sampling.temperature = model.temperature;
    m_settings.sampling.topP = model.topP;
    connect(&document, &Document::leaving, this, &PlanController::giveUp);
}

void PlanController::setSettings(const PlanSettings& settings) {
    if (settings == m_settings) return;
    m_settings = settings;
    Q_EMIT settingsChanged();
}

void PlanController::imagine(const QString& caption, std::function<void(const std::vector<PlanId>&)> then) {
    m_document.endTyping();
    submit({.caption = caption.toStdString(),
            .kinds = m_settings.kinds,
            .count = m_settings.count,
            .seed = seedOr(m_settings.seed)},
           {.purpose = Purpose::New, .then = std::move(then)});
}

void PlanController::moreLike(PlanId plan, int count) {
    m_document.endTyping();
    const DocumentPlan* base = m_document.find(plan);
    if (base == nullptr) return;
    const std::uint64_t seed = seedOr(m_settings.seed);
    for (int i = 0; i < count; ++i) {
        submit({.caption = base->plan.caption,
                .base = withHalfLocked(base->plan, seed + static_cast<std::uint64_t>(i)),
                .kinds = m_settings.kinds,
                .count = 1,
                .first = i,
                .seed = seed},
               {.purpose = Purpose::MoreLike,
                .base = base->plan,
                .revision = base->stored.current,
                .plan = plan});
    }
}

void PlanController::resampleRest(PlanId plan) {
    m_document.endTyping();
    const DocumentPlan* base = m_document.find(plan);
    if (base == nullptr) return;
    submit({.caption = base->plan.caption,
            .base = base->plan,
            .kinds = m_settings.kinds,
            .count = 1,
            .seed = seedOr(m_settings.seed)},
           {.purpose = Purpose::Rest, .base = base->plan, .revision = base->stored.current, .plan = plan});
}

void PlanController::resampleCells(PlanId plan, PartKind grid, const std::vector<std::size_t>& cells) {
    m_document.endTyping();
    const DocumentPlan* base = m_document.find(plan);
    if (base == nullptr) return;
    const Plan gridded = withGrids(base->plan, m_model.plan);
    if (!anyUnlocked(gridded, grid, cells)) return;
    Kinds kinds = Kinds::none();
    (grid == PartKind::Tokens ? kinds.tokens : kinds.colors) = true;
    submit({.caption = gridded.caption,
            .base = withCellsFree(gridded, grid, cells),
            .kinds = kinds,
            .count = 1,
            .seed = seedOr(m_settings.seed)},
           {.purpose = Purpose::Cells,
            .base = gridded,
            .revision = base->stored.current,
            .plan = plan,
            .grid = grid,
            .cells = cells});
}

std::optional<PlanId> PlanController::addEmpty(const QString& caption) {
    Plan plan;
    plan.caption = caption.toStdString();
    if (auto normalised = normalisedCaption(plan.caption)) plan.caption = *std::move(normalised);
    return m_document.addPlan(plan, Origin::Drawn, true);
}

void PlanController::stop(StopWhen when) {
    for (const auto& [id, job] : m_jobs) m_bridge.cancel(id, when);
}

void PlanController::giveUp() {
    if (m_jobs.empty()) return;
    stop(StopWhen::Now);
    m_jobs.clear();
    m_pending.clear();
    Q_EMIT pendingChanged();
    Q_EMIT busyChanged(false);
}

void PlanController::submit(PlanRequest request, Job job) {
    if (!m_document.mayAdd()) return;
    request.model = m_model.folder;
    request.sampling = m_settings.sampling;
    const int count = request.count;
    Plan empty;
    empty.caption = request.caption;
    const JobId id = m_bridge.submit(std::move(request), this,
                                     [this](JobId asked, const EventBody& event) { handle(asked, event); });
    m_jobs.emplace(id, std::move(job));
    for (int i = 0; i < count; ++i) m_pending.push_back({id, i, empty});
    if (m_jobs.size() == 1) Q_EMIT busyChanged(true);
    Q_EMIT pendingChanged();
}

void PlanController::handle(JobId id, const EventBody& event) {
    if (!m_jobs.contains(id)) return;  // given up
    const auto place = [&](int index) {
        return std::find_if(m_pending.begin(), m_pending.end(),
                            [&](const PendingPlan& one) { return one.job == id && one.index == index; });
    };
    if (const auto* partial = std::get_if<PlanPartial>(&event)) {
        if (const auto found = place(partial->index); found != m_pending.end()) {
            found->plan = partial->plan;
            Q_EMIT pendingChanged();
        }
    } else if (const auto* done = std::get_if<PlanDone>(&event)) {
        if (const auto found = place(done->index); found != m_pending.end()) m_pending.erase(found);
        keep(m_jobs.at(id), done->plan);
        Q_EMIT pendingChanged();
    } else if (const auto* finished = std::get_if<JobFinished>(&event)) {
        end(id, *finished);
    }
}

QString PlanController::editText(Purpose purpose) {
    switch (purpose) {
        case Purpose::New:
            break;
        case Purpose::MoreLike:
            return tr("More like this");
        case Purpose::Rest:
            return tr("Resample the rest");
        case Purpose::Cells:
            return tr("Resample region");
    }
    return {};
}

Plan PlanController::madeOf(const Job& job, const Plan& sampled) {
    if (job.purpose == Purpose::MoreLike) return withLocksOf(job.base, sampled);
    if (job.purpose == Purpose::Cells) return withCellsOf(job.base, job.grid, job.cells, sampled);
    return sampled;
}

void PlanController::keep(Job& job, const Plan& sampled) {
    const Plan made = madeOf(job, sampled);
    const QString text = editText(job.purpose);
    if (job.purpose == Purpose::Rest || job.purpose == Purpose::Cells) {
        m_document.endTyping();  // an edit as well
        const DocumentPlan* now = m_document.find(job.plan);
        if (now != nullptr && now->stored.current == job.revision) {
            m_document.edit(job.plan, made, text);
            return;
        }
    }
    const bool first = job.purpose == Purpose::New && job.made.empty();
    if (const auto id = m_document.addPlan(made, Origin::Sampled, first, job.revision, text))
        job.made.push_back(*id);
}

void PlanController::end(JobId id, const JobFinished& how) {
    const Job job = std::move(m_jobs.at(id));
    m_jobs.erase(id);
    std::erase_if(m_pending, [&](const PendingPlan& one) { return one.job == id; });
    Q_EMIT pendingChanged();
    if (how.outcome == Outcome::Failed) Q_EMIT failed(how.error);
    if (m_jobs.empty()) Q_EMIT busyChanged(false);
    if (how.outcome == Outcome::Done && job.then && !job.made.empty()) job.then(job.made);
}

}  // namespace kaleido
