#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace kaleido {

/// A regular file mapped into memory for reading; pages come in when they are touched. Move-only; the bytes
/// are valid as long as this object lives. Whoever replaces such a file renames a new one over it
/// (AtomicFile) and never shortens it in place, since touching a page that is gone ends the process.
class MappedFile {
public:
    /// Code::NotFound if `path` is missing, a folder or another thing that is no regular file, or may not be
    /// read.
    static Result<MappedFile> open(const std::filesystem::path& path);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    explicit MappedFile(std::span<const std::byte> bytes) : m_bytes(bytes) {}
    std::span<const std::byte> m_bytes;
};

/// The whole file as a string. Fails like MappedFile::open(), and with Code::BadInput if it is longer than
/// `maxBytes`, before anything is read.
Result<std::string> readWholeFile(const std::filesystem::path& path, std::uint64_t maxBytes);

}  // namespace kaleido
