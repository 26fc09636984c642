#pragma once

#include "app/compare/comparison_folder.h"
#include "app/compare/comparison_sheet.h"
#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kaleido::cli {

class Session;

/// The labelled grid of a comparison: its options, and how it is written from the folder's pictures.
class ComparisonGrid {
public:
    void addTo(CLI::App& app);

    /// Where it is wanted; `fallback` if nowhere was said.
    std::filesystem::path file(const std::string& fallback) const;
    /// Before any work is done: whether the file could be written and is not too wide for a picture.
    Result<void> check(const Comparison& comparison);

    /// A grid that was written.
    struct Written {
        std::filesystem::path file;
        std::vector<std::optional<double>>
            variety;  ///< Vendi scores of the cells, row by row; empty where they hold one picture
    };
    /// Measures the variety of every set and composes the grid from the pictures of the folder; nothing is overwritten.
    /// Pictures that are missing or damaged leave a blank pane; every other one is told in the metadata.
    Result<Written> write(Session& session, const ComparisonFolder& folder,
                          const std::filesystem::path& path) const;

private:
    std::filesystem::path m_out;
    std::string m_filter = "nearest";
    bool m_swap = false;
    ComparisonSheetOptions m_options;

    Comparison turned(const Comparison& comparison) const;
};

}  // namespace kaleido::cli
