#pragma once

#include "app/painting/sheet_file.h"
#include "app/sheet/picture_image.h"
#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

class ProjectStore;

inline constexpr int kMaxExportScale = 16;

struct ExportOptions {
    MetadataOptions metadata = {};
    int scale = 1;  ///< 1 … kMaxExportScale
    sheet::Filter filter = sheet::Filter::Nearest;
    /// Names of files, without ".png": {caption}, {plan} (from 1 on), {seed}, {model} and {number} (001, 002, …) stand for the
    /// picture's own; what is no letter or digit becomes "-".
    std::string pattern = "{caption}-p{plan}-s{seed}";
    /// Asked before every picture, with how many are written; its error ends the export.
    std::function<Result<void>(std::size_t written)> goOn = {};
};

/// A picture's PNG file as it leaves the program, from the one that the project holds. Fails on what is no such file, or, if its
/// settings are to be told, on one that does not tell them.
Result<std::string> exportedPng(std::string_view stored, const ExportOptions& options);

/// The name of a picture's file. Code::Usage if the pattern has another word in braces.
Result<std::string> exportedName(const std::string& pattern, const PictureRecord& record, int number);

/// What an export has written, also if it ended early.
struct Exported {
    std::vector<std::filesystem::path> files;
    Result<void> ended;
};

/// Writes pictures into a folder, which must be there. Nothing is overwritten: a name that is taken gets a counter.
Exported exportPictures(const ProjectStore& store, std::span<const PictureId> pictures,
                        const std::filesystem::path& folder, const ExportOptions& options);

}  // namespace kaleido
