#pragma once

#include "app/compare/comparison.h"
#include "app/painting/picture_folder.h"
#include "engine/base/error.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace kaleido {

/// Where the pictures of comparisons are kept: comparison.json, and the pictures themselves in pictures/. So a picture is
/// painted once, however often a comparison is stopped and gone on with, and whatever rows and columns are chosen later.
/// plans.json holds the plans of a comparison that was stopped while they were sampled. A folder belongs to one model and
/// one caption.
class ComparisonFolder {
public:
    /// The folder with its comparison, which must be there (NotFound, BadInput).
    static Result<ComparisonFolder> open(const std::filesystem::path& folder);
    /// The plans of a seed that a folder keeps, from the first one on; none where there is no such folder yet. Refuses as
    /// create() does.
    static Result<std::vector<Plan>> plansIn(const std::filesystem::path& folder,
                                             const Comparison& comparison, std::uint64_t planSeed);
    /// Keeps plans, from the first one on, of a comparison that cannot be created before it has more. Refuses as create()
    /// does.
    static Result<void> keepPlans(const std::filesystem::path& folder, const Comparison& comparison);
    /// Makes the folder if need be and makes this its comparison. Pictures that are there stay. Refuses a folder that
    /// belongs to another model or caption (BadInput).
    static Result<ComparisonFolder> create(const std::filesystem::path& folder, const Comparison& comparison);

    const std::filesystem::path& path() const { return m_folder; }
    const Comparison& comparison() const { return m_comparison; }

    /// Whatever its rows and columns were and will be.
    const PictureFolder& pictures() const { return m_pictures; }

private:
    ComparisonFolder(std::filesystem::path folder, Comparison comparison)
        : m_folder(std::move(folder)),
          m_comparison(std::move(comparison)),
          m_pictures(m_folder / "pictures") {}

    std::filesystem::path m_folder;
    Comparison m_comparison;
    PictureFolder m_pictures;
};

}  // namespace kaleido
