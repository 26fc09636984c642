#pragma once

#include "app/document/document.h"
#include "app/engine/engine_bridge.h"
#include "app/painting/painting.h"
#include "engine/api/model_info.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace kaleido {

/// How pictures are painted where the artist does not say otherwise.
struct PaintSettings {
    Painting painting;
    int pictures = 2;                        ///< of each plan, 1 … kMaxPictures
    std::optional<std::uint64_t> seed = {};  ///< fixed; absent: a new one each time

    bool operator==(const PaintSettings&) const = default;
};

/// A picture that waits or is being painted: a place in the grid that is not filled yet.
struct PendingPicture {
    RunId run;
    RevisionId revision;
    std::uint64_t seed = 0;
    int row = 0;  ///< place in the run's grid
    int column = 0;
    Picture preview = {};  ///< empty until there is one

    bool operator==(const PendingPicture&) const = default;
};

/// Has plans painted, and puts the pictures into the document as they come. A run is in the project's queue until it is
/// finished, so that one which a crash has cut off is finished when the project is open again. GUI thread only.
class PaintController : public QObject {
    Q_OBJECT

public:
    PaintController(Document& document, EngineBridge& bridge, const ModelInfo& model,
                    QObject* parent = nullptr);

    const PaintSettings& settings() const { return m_settings; }
    void setSettings(const PaintSettings& settings);

    /// Paints each plan, as it is now, settings().pictures times.
    std::optional<RunId> paint(const std::vector<PlanId>& plans);
    /// The picture's noise and settings with its plan as that is now: before and after an edit.
    std::optional<RunId> repaint(PictureId picture);
    /// What the picture was painted from, with new noise.
    std::optional<RunId> vary(PictureId picture);
    /// The picture's noise and settings with another plan.
    std::optional<RunId> sameNoise(PictureId picture, PlanId plan);
    /// Goes on with the runs that the project's queue holds; says how many there are.
    int resume();

    bool isBusy() const { return !m_jobs.empty(); }
    /// In the order of the runs and their grids.
    const std::vector<PendingPicture>& pending() const { return m_pending; }
    void stop(StopWhen when);

Q_SIGNALS:
    void settingsChanged();
    void busyChanged(bool busy);
    /// Pictures were asked for, came, or are given up.
    void pendingChanged();
    /// This place of pending() shows more now.
    void previewed(int index);
    void painted(kaleido::PictureId picture);
    void failed(const kaleido::Error& error);

private:
    /// A part of a run's grid: some of its rows, from a column on.
    struct Job {
        Run run;
        QueueEntryId entry;
        std::vector<int> rows;
        std::vector<Plan> plans;  ///< one for each of the rows
        int firstColumn = 0;
    };

    /// A request to paint once more what `former` was painted with, but for plan and noise.
    std::optional<RunId> again(const StoredPicture& former, RevisionId plan, std::uint64_t seed);
    std::optional<RunId> start(const NewRun& request);
    /// Submits what the run lacks.
    Result<void> submitMissing(const Run& run, QueueEntryId entry);
    void submit(Job job, int columns);
    void handle(JobId job, const EventBody& event);
    void keep(const Job& job, const PictureDone& done);
    void end(JobId job, const JobFinished& how);
    std::vector<PendingPicture>::iterator pendingAt(RunId run, int row, int column);
    std::nullopt_t refuse(const Error& error);

    Document& m_document;
    EngineBridge& m_bridge;
    const ModelInfo m_model;
    PaintSettings m_settings;
    std::map<JobId, Job> m_jobs;
    std::vector<PendingPicture> m_pending;
};

}  // namespace kaleido
