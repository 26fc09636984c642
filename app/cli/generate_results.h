#pragma once

#include "app/cli/paint_set.h"
#include "app/cli/shard.h"
#include "app/painting/picture_grid.h"
#include "app/painting/sheet_file.h"
#include "engine/io/json_value.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace kaleido::cli {

/// Where the pictures of `kaleido generate` go: single files as they arrive, a labelled grid for each set, and what stdout
/// says of them.
class GenerateResults {
public:
    void addTo(CLI::App& app);

    /// Checks the options and makes the folder, before any work is done.
    Result<void> prepare(const ModelInfo& info, const Shard& shard);
    /// Writes one finished picture, if single pictures are wanted.
    Result<void> keep(const Painted& painted);
    /// Writes the grid of a set's finished pictures, if there are any.
    Result<void> keepGrid(const PaintSet& set, const std::vector<Painted>& painted, const std::string& title);
    /// Prints the JSON document, if wanted, and returns how it all ended; of a stop it says what was kept.
    Result<void> finish(const Result<void>& ended) const;

private:
    std::filesystem::path gridPath(const std::string& title) const;

    std::filesystem::path m_out, m_folder;
    std::string m_metadata = "full", m_filter = "nearest";
    bool m_noXmp = false, m_json = false;
    PictureGridOptions m_grid;
    MetadataOptions m_choice;
    std::string m_shardName;  ///< "-3of16", or nothing
    JsonValue::Object m_head;
    JsonValue::Array m_sets;
    JsonValue::Array m_files;  ///< single pictures of the set at hand
    std::size_t m_pictures = 0;
    std::size_t m_grids = 0;
};

}  // namespace kaleido::cli
