#pragma once

#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace kaleido::cli {

/// Refuses what no caption may hold (BadInput, told of `path` and `field`).
Result<void> checkText(const std::string& caption, const std::string& path, const std::string& field);

/// Captions from the command line or from a file, one a line.
class CaptionOptions {
public:
    void addTo(CLI::App& app);
    bool empty() const { return m_captions.empty() && m_file.empty(); }

    /// All of them, in order, at least one. Empty lines of a file are passed over; an empty --caption is one. Each is
    /// checked before any work begins: an error names the option, or the file and its line.
    Result<std::vector<std::string>> all() const;

private:
    Result<void> readFile(std::vector<std::string>& captions) const;

    std::vector<std::string> m_captions;
    std::filesystem::path m_file;
};

}  // namespace kaleido::cli
