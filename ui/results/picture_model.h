#pragma once

#include "app/document/change.h"
#include "app/studio/paint_controller.h"
#include "ui/cards/keyed_rows.h"
#include "ui/results/picture_images.h"

#include <QCache>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace kaleido {

/// Which pictures are shown: those of any revision of the plan on the canvas, all, starred ones, or those in the bin.
enum class PictureScope { CurrentPlan, All, Starred, Bin };

/// One cell: a picture of the project or, where `picture` is none, a place of a run's grid that is not painted yet.
struct PictureRow {
    PictureId picture;
    RunId run;
    int row = 0;
    int column = 0;

    bool isPending() const { return !picture; }
    RowKey key() const {
        return isPending()
                   ? RowKey{1, run.value, static_cast<std::uint64_t>(row), static_cast<std::uint64_t>(column)}
                   : RowKey{0, picture.value, 0, 0};
    }
    bool operator==(const PictureRow&) const = default;
};

/// The pictures of a scope, the newest run first and each run in the order of its grid, with its pictures that are still to
/// come in their places: a finished picture replaces its cell. Only the names of all pictures are in memory; rows, bytes and
/// plans are read when somebody looks, and kept within a budget. GUI thread only.
class PictureModel : public KeyedRows<PictureRow> {
    Q_OBJECT

public:
    PictureModel(Document& document, PaintController& controller, QObject* parent = nullptr);

    PictureScope scope() const { return m_scope; }
    void setScope(PictureScope scope);

    int rowOfPicture(PictureId picture) const { return rowOf(RowKey{0, picture.value, 0, 0}); }
    PictureId pictureAt(int row) const { return at(row).picture; }
    /// Nothing for a place that is not painted yet, or if the project cannot be read.
    std::optional<StoredPicture> stored(int row) const;
    std::optional<StoredPicture> stored(PictureId picture) const;
    /// Null if the place is painted.
    const PendingPicture* pending(int row) const;
    /// The image as it was painted; of a place that is not, its preview. Null if there is none.
    QImage image(int row) const;
    /// Of a painted picture. Known: null unless it was made before, which costs nothing.
    enum class Scaling { Known, Make };
    QImage scaledImage(int row, QSize size, sheet::Filter filter, Scaling scaling = Scaling::Make) const;
    /// The plan that it was painted from; null if it cannot be read.
    const Plan* planOf(int row) const;
    PlanId planIdOf(RevisionId revision) const;
    /// Whether the plan says something else by now.
    bool hasPlanMovedOn(int row) const;
    /// The side that pictures have here, in pixels; of the newest.
    int pictureSide() const;

    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    /// The PNG file's bytes of the first picture, and a copy of each in a temporary folder as a URL.
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

private:
    void follow(const Change& change);
    void replacePainted(const std::vector<PictureId>& pictures);
    void readNames();
    std::vector<PictureRow> wanted() const;
    void update();
    void reset();
    bool isInScope(const PendingPicture& pending) const;
    const Plan* plan(RevisionId revision) const;

    Document& m_document;
    PaintController& m_controller;
    PictureScope m_scope = PictureScope::All;
    std::vector<PictureId> m_names;
    mutable QCache<std::uint64_t, StoredPicture> m_stored;
    mutable QCache<std::uint64_t, Plan> m_plans;
    mutable std::unordered_map<RevisionId, PlanId> m_planIds;
    mutable PictureImages m_images;
    mutable std::unique_ptr<QTemporaryDir> m_dragged;
};

}  // namespace kaleido
