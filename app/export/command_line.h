#pragma once

#include "app/painting/painting.h"
#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kaleido {

class ProjectStore;

/// The program and the model of a command line; what is empty is left to the program.
struct CommandOptions {
    std::string program = "kaleido";
    std::filesystem::path model = {};
};

/// A word that a POSIX shell reads as this text, whatever it holds but NUL: a single-quoted one, or the text itself where it
/// needs no quotes.
QString shellQuoted(std::string_view text);

/// The command that paints the pictures of one of our PNG files (with full metadata) again: settings, plans and seeds are in
/// the file.
QString commandFor(const std::filesystem::path& png, const CommandOptions& options = {});

/// A set that is imagined and painted from a caption alone.
struct CaptionSet {
    std::string caption;
    int plans = 8;
    std::uint64_t planSeed = 0;
    Painting painting;
    int pictures = 2;  ///< of each plan
    std::uint64_t seed = 0;
};
/// The command that imagines and paints it. All settings are told, so that another version's defaults change nothing.
QString commandFor(const CaptionSet& set, const CommandOptions& options = {});

/// Puts the picture, as the project holds it, into a folder (made if need be) for a command to read, and says where it is. A picture has one
/// file there, however often it is asked for.
Result<std::filesystem::path> keepForCommand(const ProjectStore& store, PictureId picture,
                                             const std::filesystem::path& folder);

}  // namespace kaleido
