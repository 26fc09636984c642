#pragma once

#include "app/document/change.h"
#include "app/document/document_value.h"
#include "engine/base/error.h"
#include "engine/plan/plan.h"
#include "engine/store/project_store.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace kaleido {

/// A plan of the document and what it says now.
struct DocumentPlan {
    StoredPlan stored;
    Plan plan;  ///< at stored.current
};

/// The open project as the window knows it: all plans in memory, runs and pictures in the store. Every change is in the
/// project's file before it is told; what cannot be written does not happen and is told by failed(). Plans, runs and
/// pictures are only ever added. What undo covers (edits, pins, discards, stars, the bin) goes through one command
/// class. GUI thread only.
class Document : public QObject {
    Q_OBJECT

public:
    /// Reads the plans of an open project.
    static Result<std::unique_ptr<Document>> open(ProjectStore store, QObject* parent = nullptr);
    ~Document() override;

    // ---- What it holds

    const ProjectStore& store() const { return m_store; }
    bool readOnly() const { return m_store.readOnly(); }
    /// Whether what is made now could be kept: to be asked before long work. False in a project that is read-only, and failed()
    /// tells why.
    bool mayAdd();
    /// In the order they were added, discarded ones too.
    const std::vector<DocumentPlan>& plans() const { return m_plans; }
    /// Null if there is no such plan.
    const DocumentPlan* find(PlanId plan) const;
    /// The plan as it is to be shown: as the gesture in progress leaves it, else as it is. Must be there.
    const Plan& shown(PlanId plan) const;
    /// The plan on the canvas; none in an empty project.
    PlanId currentPlan() const { return m_current; }
    QUndoStack& undoStack() { return m_undo; }

    // ---- Facts: never undone

    /// The new plan, which becomes the current one if `makeCurrent` says so or there was none.
    std::optional<PlanId> addPlan(const Plan& plan, Origin origin, bool makeCurrent = false,
                                  RevisionId parent = {}, const QString& edit = {});
    std::optional<RunId> addRun(const NewRun& run);
    std::optional<PictureId> addPicture(const NewPicture& picture);
    void setCurrentPlan(PlanId plan);

    // ---- Edits: undoable

    /// Makes the plan say this. `text` is an imperative: "Move box". Edits that follow each other with the same text and
    /// merge key become one entry of undo. Ends the preview. False if nothing changed or it could not be kept, as in the middle
    /// of undo and redo, whose stack takes nothing then.
    bool edit(PlanId plan, const Plan& after, const QString& text, const QString& mergeKey = {});
    bool setPlanMarks(PlanId plan, PlanMarks marks, const QString& text);
    bool setPictureMarks(std::span<const PictureId> pictures, PictureMarks marks, const QString& text);

    /// Shows a plan otherwise while a gesture lasts; nothing is stored until edit().
    void preview(PlanId plan, const Plan& during);
    /// Drops what is only shown: the gesture was given up.
    void endPreview();
    /// Has what is being typed, in whichever panel, taken over: before anything is made of the plan on the canvas or of settings.
    /// setCurrentPlan(), take() and saveAs() begin with it.
    void endTyping() { Q_EMIT typingEnds(); }

    // ---- The file

    /// Goes on with another project; undo starts anew. The former one is closed. After a failure nothing has changed.
    Result<void> take(ProjectStore store);
    /// See ProjectStore::saveAs().
    Result<void> saveAs(const std::filesystem::path& path, FormerFile former = FormerFile::Keep);
    QueueTable& queue() { return m_store.queue(); }
    SettingTable& settings() { return m_store.settings(); }

Q_SIGNALS:
    void changed(const kaleido::Change& change);
    /// What has been typed so far counts: whoever has it makes an edit of it now. The plan that it was typed for is still the
    /// current one.
    void typingEnds();
    /// Another project is about to take the place of this one, which is still open: work for it ends here.
    void leaving();
    /// Something could not be written or read; nothing was changed.
    void failed(const kaleido::Error& error);

private:
    friend class EditCommand;

    struct Content {
        std::vector<DocumentPlan> plans;
        PlanId current;
    };

    Document(ProjectStore store, Content content, QObject* parent);
    static Result<Content> read(const ProjectStore& store);
    DocumentPlan* entry(PlanId plan);
    /// Sets all of the values or, if the store refuses, none.
    bool assign(const std::vector<DocumentValue>& values);
    /// The same for a command that is undone, redone or merged.
    void restore(const std::vector<DocumentValue>& values);
    Result<void> write(const DocumentValue& value);
    void show(const DocumentValue& value);
    bool fail(const Error& error);

    ProjectStore m_store;
    QUndoStack m_undo;
    std::vector<DocumentPlan> m_plans;
    PlanId m_current;
    struct Preview {
        PlanId id;
        Plan plan;
    };
    std::optional<Preview> m_preview;
    bool m_restoring = false;
};

}  // namespace kaleido
