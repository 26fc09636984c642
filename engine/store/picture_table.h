#pragma once

#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

class StoreConnection;

/// What the artist thinks of a picture: state of the document, subject to undo.
struct PictureMarks {
    bool starred = false;
    bool binned = false;

    bool operator==(const PictureMarks&) const = default;
};

/// A finished picture that is to be kept.
struct NewPicture {
    std::string_view png = {};  ///< the file's bytes with all their chunks; kept as they are
    RunId run = {};
    RevisionId revision = {};  ///< of the plan it was painted from
    std::uint64_t seed = 0;    ///< of its noise
    int row = 0;               ///< place in the run's grid
    int column = 0;
};

/// A picture of the project, without its bytes; see PictureTable::png(). All but `marks` is never changed.
struct StoredPicture {
    PictureId id;
    RunId run;
    RevisionId revision;
    std::uint64_t seed = 0;
    int row = 0;
    int column = 0;
    int width = 0;  ///< pixels
    int height = 0;
    StoreTime madeAt;
    PictureMarks marks;

    bool operator==(const StoredPicture&) const = default;
};

enum class BinFilter { Outside, Inside, Both };

/// Added: in the order they were added. NewestRunFirst: run by run, each in the order of its grid, row by row.
enum class PictureOrder { Added, NewestRunFirst };

/// Which pictures to list; what is left out does not restrict.
struct PictureQuery {
    RunId run = {};
    PlanId plan = {};  ///< painted from any revision of this plan
    RevisionId revision = {};
    bool starred = false;  ///< starred ones only
    BinFilter bin = BinFilter::Outside;
    PictureOrder order = PictureOrder::Added;
};

/// The pictures of a project. Part of ProjectStore, and for its thread only. They are only ever added; a picture is on the
/// disk when add() returns.
///
/// A grid of many pictures asks for their ids() once, which is quick, and for rows and bytes of those in sight only. So a
/// place in the grid keeps its picture whatever is added or binned meanwhile.
class PictureTable {
public:
    explicit PictureTable(StoreConnection& connection) : m_connection(connection) {}

    /// Code::BadInput if the bytes are no PNG file of at most kMaxPictureFileBytes.
    Result<StoredPicture> add(const NewPicture& picture);
    /// All of them at once or none.
    Result<void> setMarks(std::span<const PictureId> pictures, PictureMarks marks);
    Result<void> setMarks(PictureId picture, PictureMarks marks);

    Result<std::vector<PictureId>> ids(const PictureQuery& query = {}) const;
    /// In the order asked for.
    Result<std::vector<StoredPicture>> list(std::span<const PictureId> pictures) const;
    Result<StoredPicture> picture(PictureId picture) const;
    Result<std::string> png(PictureId picture) const;

private:
    StoreConnection& m_connection;
};

}  // namespace kaleido
