#pragma once

#include "app/sheet/sheet.h"
#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/io/picture_record.h"
#include "engine/io/png_metadata.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace kaleido {

/// What a picture's file tells of it.
struct MetadataOptions {
    MetadataChoice choice = MetadataChoice::Full;
    bool xmp = true;  ///< the mark that a trained algorithm made it
};

struct SheetFileOptions {
    MetadataOptions metadata = {};
    std::function<Result<void>()> goOn = {};  ///< asked before every strip; its error ends the writing
};

/// Composes a sheet in strips and writes it as a PNG file, whole or not at all; needs the memory of one strip. `records` are
/// those of the pictures on it; without any the file carries no metadata. Fails with Usage if the sheet is too wide, and
/// with WriteFailed.
Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path,
                        const std::vector<PictureRecord>& records = {}, const SheetFileOptions& options = {});

/// The bytes of the PNG file of one painted picture with its record.
Result<std::string> paintedPng(const Picture& picture, const PictureRecord& record,
                               const MetadataOptions& options = {});

/// Writes one painted picture with its record, whole or not at all.
Result<void> writePainted(const Picture& picture, const std::filesystem::path& path,
                          const PictureRecord& record, const MetadataOptions& options = {});

}  // namespace kaleido
