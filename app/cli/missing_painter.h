#pragma once

#include "app/cli/session.h"
#include "app/cli/shard.h"
#include "app/painting/painting.h"
#include "app/painting/picture_folder.h"
#include "engine/base/error.h"
#include "engine/io/picture_record.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace kaleido::cli {

/// Paints the pictures that a folder has not got yet, each once, and keeps every one as soon as it is there. So work that was
/// stopped goes on where it was, and shards share it.
class MissingPainter {
public:
    MissingPainter(Session& session, PictureFolder folder, Shard shard)
        : m_session(session), m_folder(std::move(folder)), m_shard(shard) {}

    /// Paints this shard's part of the records by the model in this folder. A picture whose file is damaged is painted
    /// again, and that is said on stderr. Code::Cancelled after Ctrl+C.
    Result<void> paint(const std::filesystem::path& model, std::vector<PictureRecord> records);
    /// Pictures painted so far.
    std::size_t painted() const { return m_painted; }

private:
    /// Records of one request.
    struct Batch {
        Painting painting;
        std::vector<PictureRecord> records;
    };

    Result<std::vector<Batch>> missingOf(std::vector<PictureRecord> records) const;
    Result<void> paint(const std::filesystem::path& model, const Batch& batch);

    Session& m_session;
    PictureFolder m_folder;
    Shard m_shard;
    std::size_t m_painted = 0;
};

}  // namespace kaleido::cli
