#pragma once

#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/io/picture_record.h"

#include <filesystem>
#include <optional>

namespace kaleido {

/// A folder of painted pictures, one PNG file with full metadata for each, named by what it was painted with: a picture is
/// painted once, whatever is made of it later. What its record says of settings, plan and seed decides; its place in a grid,
/// the device and how many were painted together do not.
class PictureFolder {
public:
    explicit PictureFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    const std::filesystem::path& path() const { return m_folder; }
    /// Makes it, if need be, with the folders above it (WriteFailed).
    Result<void> make() const;

    /// Where the picture of a record is or would be.
    std::filesystem::path fileOf(const PictureRecord& record) const;
    /// The picture, if it is there; BadInput if its file is damaged or was painted with something else.
    Result<std::optional<Picture>> picture(const PictureRecord& record) const;
    /// What the picture's own file tells of it, the device and the code that painted it included; nothing where picture()
    /// has none.
    std::optional<PictureRecord> told(const PictureRecord& record) const;
    Result<void> keep(const Picture& picture, PictureRecord record) const;
    /// Copies the file of a picture that the other folder has.
    Result<void> take(const PictureFolder& from, const PictureRecord& record) const;

private:
    std::filesystem::path m_folder;
};

}  // namespace kaleido
