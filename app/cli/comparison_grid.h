#pragma once

#include "app/compare/comparison_folder.h"
#include "app/compare/comparison_sheet.h"
#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

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

    /// Measures the variety of every set, composes the grid from the pictures of the folder and returns where it was written; nothing is overwritten. Pictures that
    /// are missing or damaged leave a blank pane; every other one is told in the metadata.
    Result<std::filesystem::path> write(Session& session, const ComparisonFolder& folder,
                                        const std::filesystem::path& path);

    /// Vendi scores of the cells of the grid that was written, row by row; empty where cells hold one picture.
    const std::vector<std::optional<double>>& variety() const { return m_options.variety; }

private:
    std::filesystem::path m_out;
    std::string m_filter = "nearest";
    bool m_swap = false;
    ComparisonSheetOptions m_options;

    Comparison turned(const Comparison& comparison) const;
};

}  // namespace kaleido::cli
