#pragma once

#include "engine/base/error.h"
#include "engine/store/holder_lock.h"
#include "engine/store/picture_table.h"
#include "engine/store/plan_table.h"
#include "engine/store/queue_table.h"
#include "engine/store/run_table.h"
#include "engine/store/setting_table.h"
#include "engine/store/store_values.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kaleido {

/// A project at a glance.
struct ProjectInfo {
    std::string title;    ///< the newest plan's caption; empty if there is none
    std::string program;  ///< that made it
    StoreTime madeAt;
    StoreTime changedAt;  ///< when the newest plan, edit, run or picture was added
    std::int64_t plans = 0;
    std::int64_t pictures = 0;

    bool operator==(const ProjectInfo&) const = default;
};

/// What becomes of the file that a project had before it was saved under another name.
enum class FormerFile { Keep, Remove };

/// An open project: one SQLite file, of which nothing that was finished is ever lost. Every change is a transaction of its
/// own and on the disk when its call returns, so that there is nothing to save. Whoever opens the project first may write;
/// later ones, in this program or another, read, and see what the first one adds.
///
/// Owned by the document and for its thread only; it may be moved to another thread between calls. No call waits for
/// another program for more than a second. Do not open a project's file by other means in this process (closing it there
/// would drop SQLite's locks). A call on a project that is read-only, or in which the disk runs full, is Code::WriteFailed
/// and leaves everything as it was; an id that is not there is Code::NotFound; a damaged file is Code::BadInput.
class ProjectStore {
public:
    /// A new, empty project. Fails if a file of this name is there.
    static Result<ProjectStore> create(const std::filesystem::path& path, const StoreOptions& options = {});
    /// A project that is there, brought up to this program's version first. Read-only if another program has it open or if
    /// it cannot be written. Fails on what is no project, is damaged, was made by a newer program, or is open on another
    /// machine (whose changes could not be read reliably).
    static Result<ProjectStore> open(const std::filesystem::path& path, const StoreOptions& options = {});
    /// Deletes a project, for good. Fails if it is open anywhere.
    static Result<void> remove(const std::filesystem::path& path);
    /// Deletes a project in which there is nothing: no plan, run, picture or job. Whether it did; false also for one that is
    /// open anywhere.
    static Result<bool> removeIfEmpty(const std::filesystem::path& path);

    ProjectStore(ProjectStore&& other) noexcept;
    ProjectStore& operator=(ProjectStore&& other) noexcept;
    ~ProjectStore();  ///< closes

    /// Puts everything into the one file, and lets others write. Nothing is lost if that fails (or while others read): what
    /// the file lacks stays beside it and is found when it is opened next. The store must not be used afterwards.
    Result<void> close();

    const std::filesystem::path& path() const;
    bool readOnly() const;
    /// Who may write, if somebody else does.
    const std::optional<ProjectHolder>& holder() const;
    Result<ProjectInfo> info() const;
    /// Whether there is no plan, run, picture or job in it.
    Result<bool> isEmpty() const;

    /// Writes all of the project, as it is now, to another file, which appears whole or not at all and replaces one of that
    /// name; fails if that one is open anywhere. Also for a project that is read-only.
    Result<void> saveCopy(const std::filesystem::path& path) const;
    /// The same, and goes on with that file. After a failure it goes on with the former one.
    Result<void> saveAs(const std::filesystem::path& path, FormerFile former = FormerFile::Keep);

    /// Makes several changes one: all or, if `work` returns an error or throws, none.
    Result<void> inOne(const std::function<Result<void>()>& work);

    PlanTable& plans();
    const PlanTable& plans() const;
    RunTable& runs();
    const RunTable& runs() const;
    PictureTable& pictures();
    const PictureTable& pictures() const;
    QueueTable& queue();
    const QueueTable& queue() const;
    SettingTable& settings();
    const SettingTable& settings() const;

private:
    struct Parts;
    explicit ProjectStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}  // namespace kaleido
