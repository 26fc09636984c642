#pragma once

#include "app/document/document.h"
#include "app/engine/engine_bridge.h"
#include "engine/api/model_info.h"
#include "engine/plan/parts.h"
#include "engine/plan/plan.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace kaleido {

/// How plans are imagined where the artist does not say otherwise.
struct PlanSettings {
    int count = 8;                           ///< plans at a time, 1 … kMaxPlans
    std::optional<std::uint64_t> seed = {};  ///< fixed; absent: a new one each time
    PlanSampling sampling = {};
    Kinds kinds = Kinds::all();

    bool operator==(const PlanSettings&) const = default;
};

/// A plan that is being written.
struct PendingPlan {
    JobId job;
    int index = 0;  ///< of the job's plans
    Plan plan;      ///< as far as it goes; at first only its caption

    bool operator==(const PendingPlan&) const = default;
};

/// Has plans imagined, and puts them into the document; whatever is asked for takes over first what is being typed. Where another
/// project takes the document's place, what is being imagined is given up. GUI thread only.
class PlanController : public QObject {
    Q_OBJECT

public:
    PlanController(Document& document, EngineBridge& bridge, const ModelInfo& model,
                   QObject* parent = nullptr);

    const PlanSettings& settings() const { return m_settings; }
    void setSettings(const PlanSettings& settings);

    /// Imagines new plans for a caption. The first that is finished comes onto the canvas. `then` is called with all of them
    /// when they are done, unless they were stopped or failed.
    void imagine(const QString& caption, std::function<void(const std::vector<PlanId>&)> then = {});
    /// Imagines plans that keep a random half of this one's items, another half each.
    void moreLike(PlanId plan, int count = 4);
    /// Keeps what is locked or edited in the plan and imagines all the rest anew: an edit, which undo takes back. If the
    /// plan has been edited before that is done, the result is a plan of its own.
    void resampleRest(PlanId plan);
    /// Imagines these cells of a grid (Tokens or Colors) anew but for those that are locked, and keeps all the rest of the plan:
    /// an edit as well.
    void resampleCells(PlanId plan, PartKind grid, const std::vector<std::size_t>& cells);
    /// A plan without anything in it, to draw into. The caption is normalised, as that of an imagined plan is.
    std::optional<PlanId> addEmpty(const QString& caption);

    bool isBusy() const { return !m_jobs.empty(); }
    /// Those that are being written, in the order they were asked for.
    const std::vector<PendingPlan>& pending() const { return m_pending; }
    void stop(StopWhen when);

Q_SIGNALS:
    void settingsChanged();
    void busyChanged(bool busy);
    /// The list or what a plan in it says.
    void pendingChanged();
    void failed(const kaleido::Error& error);

private:
    enum class Purpose { New, MoreLike, Rest, Cells };
    struct Job {
        Purpose purpose = Purpose::New;
        Plan base = {};                    ///< as the artist has it
        RevisionId revision = {};          ///< of `base`
        PlanId plan = {};                  ///< that `base` is of
        PartKind grid = PartKind::Tokens;  ///< of Purpose::Cells
        std::vector<std::size_t> cells = {};
        std::vector<PlanId> made = {};
        std::function<void(const std::vector<PlanId>&)> then = {};
    };

    void submit(PlanRequest request, Job job);
    void handle(JobId job, const EventBody& event);
    static QString editText(Purpose purpose);
    static Plan madeOf(const Job& job, const Plan& sampled);
    void keep(Job& job, const Plan& sampled);
    void end(JobId job, const JobFinished& how);
    void giveUp();

    Document& m_document;
    EngineBridge& m_bridge;
    const ModelInfo m_model;
    PlanSettings m_settings;
    std::map<JobId, Job> m_jobs;
    std::vector<PendingPlan> m_pending;
};

}  // namespace kaleido
