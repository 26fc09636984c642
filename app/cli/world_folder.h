#pragma once

#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/io/atomic_file.h"
#include "engine/plan/plan.h"

#include <filesystem>

namespace kaleido::cli {

/// A data folder to train on: pictures 000001.png, … and data.jsonl with one line a picture,
/// {"picture": "000001.png", "plan": {…}}. data.jsonl appears with finish(), so that a folder is whole or shows it.
class WorldFolder {
public:
    /// Makes the folder, which must be new or empty.
    static Result<WorldFolder> create(const std::filesystem::path& folder);

    Result<void> add(const Picture& picture, const Plan& plan);
    /// Puts data.jsonl in its place, unless nothing was added.
    Result<void> finish();

private:
    WorldFolder(std::filesystem::path folder, AtomicFile lines)
        : m_folder(std::move(folder)), m_lines(std::move(lines)) {}

    std::filesystem::path m_folder;
    AtomicFile m_lines;
    int m_count = 0;
};

}  // namespace kaleido::cli
