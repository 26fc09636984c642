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

/// Columns of a run's grid that follow each other.
struct Columns {
    int first = 0;
    int count = 0;

    int end() const { return first + count; }
    auto operator<=>(const Columns&) const = default;
};

/// Has plans painted, and puts the pictures into the document as they come. A run is in the project's queue until all its
/// pictures are in the project, so that one which a crash, or another project in the document's place, has cut off is finished
/// when the project is open again. A picture that cannot be written, because the disk is full, waits in memory. GUI thread only.
class PaintController : public QObject {
    Q_OBJECT

public:
    PaintController(Document& document, EngineBridge& bridge, const ModelInfo& model,
                    QObject* parent = nullptr);

    const PaintSettings& settings() const { return m_settings; }
    void setSettings(const PaintSettings& settings);

    /// Paints each plan, as it is now, settings().pictures times. What is being typed is left alone, for this also follows by
    /// itself on plans that have just been imagined; see generate(). The others, which only artists ask for, take it over.
    std::optional<RunId> paint(const std::vector<PlanId>& plans);
    /// The picture's noise and settings with its plan as that is now: before and after an edit.
    std::optional<RunId> repaint(PictureId picture);
    /// What the picture was painted from, with new noise, also where the artist has fixed a seed.
    std::optional<RunId> vary(PictureId picture);
    /// The picture's noise and settings with another plan.
    std::optional<RunId> sameNoise(PictureId picture, PlanId plan);
    /// Goes on with the runs that the project's queue holds and that are not being painted; says how many there are. None in
    /// a project that is read-only: whoever may write it paints them. Those of another model stay in the queue, and failed()
    /// tells that they do.
    int resume();
    /// Finished pictures that could not be written yet.
    int unkept() const { return static_cast<int>(m_unkept.size()); }
    /// Tries to write them again, as each next picture does by itself. Whether all are kept now.
    bool keepAgain();

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
    /// One more finished picture waits to be written, or they were tried again. Document::failed() has told what is in the way.
    void unkeptChanged();
    void failed(const kaleido::Error& error);

private:
    /// A part of a run's grid.
    struct Job {
        Run run;
        QueueEntryId entry;
        std::vector<int> rows;
        std::vector<Plan> plans;  ///< one for each of the rows
        Columns columns;
    };

    /// A finished picture with what it needs to come into the project.
    struct Unkept {
        QueueEntryId entry;
        std::string png;
        NewPicture picture;  ///< without its bytes
    };

    /// A request to paint once more what `former` was painted with, but for plan and noise.
    std::optional<RunId> again(const StoredPicture& former, RevisionId plan, std::uint64_t seed);
    std::optional<RunId> start(const NewRun& request);
    /// Submits what the run lacks.
    Result<void> submitMissing(const Run& run, QueueEntryId entry);
    void submit(Job job);
    void handle(JobId job, const EventBody& event);
    void keep(const Job& job, const PictureDone& done);
    bool write(const Unkept& one);
    /// Whether some of a run is being painted or waits to be written.
    bool isUnderWay(QueueEntryId entry) const;
    /// Takes a run out of the queue unless it is under way or failed.
    void leaveQueue(QueueEntryId entry);
    bool isUnkept(RunId run, int row, int column) const;
    void end(JobId job, const JobFinished& how);
    void giveUp();
    std::vector<PendingPicture>::iterator pendingAt(RunId run, int row, int column);
    std::nullopt_t refuse(const Error& error);

    Document& m_document;
    EngineBridge& m_bridge;
    const ModelInfo m_model;
    PaintSettings m_settings;
    std::map<JobId, Job> m_jobs;
    std::vector<PendingPicture> m_pending;
    std::vector<Unkept> m_unkept;
};

}  // namespace kaleido
