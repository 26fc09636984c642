#pragma once

#include "app/sheet/sheet.h"
#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/io/picture_record.h"
#include "engine/io/png_metadata.h"

#include <filesystem>
#include <vector>

namespace kaleido::cli {

/// What a picture's file tells of it.
struct MetadataOptions {
    MetadataChoice choice = MetadataChoice::Full;
    bool xmp = true;  ///< the mark that a trained algorithm made it
};

/// Composes a sheet and writes it as a PNG file without metadata, whole or not at all.
Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path);

/// The same with the records of the pictures on it, at least one.
Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path,
                        const std::vector<PictureRecord>& records, const MetadataOptions& options);

/// Writes one painted picture with its record, whole or not at all.
Result<void> writePainted(const Picture& picture, const std::filesystem::path& path,
                          const PictureRecord& record, const MetadataOptions& options);

/// What `--metadata` may say: full, settings, none.
Result<MetadataChoice> parseMetadataChoice(const std::string& text);

}  // namespace kaleido::cli
