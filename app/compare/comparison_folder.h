#pragma once

#include "app/compare/comparison.h"
#include "engine/base/error.h"
#include "engine/base/picture.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace kaleido {

/// Where the pictures of comparisons are kept: comparison.json, and in pictures/ one PNG file with full metadata for each,
/// named by what it was painted with. So a picture is painted once, however often a comparison is stopped and gone on with,
/// and whatever rows and columns are chosen later. A folder belongs to one model and one caption.
class ComparisonFolder {
public:
    /// The folder with its comparison, which must be there (NotFound, BadInput).
    static Result<ComparisonFolder> open(const std::filesystem::path& folder);
    /// The plans that a folder keeps, none where there is no such folder yet. Refuses as create() does.
    static Result<std::vector<Plan>> plansIn(const std::filesystem::path& folder,
                                             const Comparison& comparison);
    /// Makes the folder if need be and makes this its comparison. Pictures that are there stay. Refuses a folder that
    /// belongs to another model or caption (BadInput).
    static Result<ComparisonFolder> create(const std::filesystem::path& folder, const Comparison& comparison);

    const std::filesystem::path& path() const { return m_folder; }
    const Comparison& comparison() const { return m_comparison; }

    /// Where the picture of a record is or would be. Settings, plan and seed decide; its place in the grid, the device and
    /// how many were painted together do not.
    std::filesystem::path fileOf(const PictureRecord& record) const;

    /// The picture, if it is there; BadInput if its file is damaged or was painted with something else.
    Result<std::optional<Picture>> picture(const PictureRecord& record) const;
    /// What the picture's own file tells of it, the device and the code that painted it included; nothing where picture()
    /// has none.
    std::optional<PictureRecord> told(const PictureRecord& record) const;
    Result<void> keep(const Picture& picture, PictureRecord record) const;
    /// Copies the file of a picture that the other folder has.
    Result<void> take(const ComparisonFolder& from, const PictureRecord& record) const;

private:
    ComparisonFolder(std::filesystem::path folder, Comparison comparison)
        : m_folder(std::move(folder)), m_comparison(std::move(comparison)) {}

    std::filesystem::path m_folder;
    Comparison m_comparison;
};

}  // namespace kaleido
