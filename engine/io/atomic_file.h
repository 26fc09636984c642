#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace kaleido {

/// A file that appears under its name whole or not at all: written beside its place under a temporary name,
/// flushed to the disk and then renamed. A file of that name stays as it was until commit() and keeps its
/// permissions; a symbolic link is followed. Without commit(), or after any failure, nothing is left behind.
/// For one thread at a time.
class AtomicFile {
public:
    /// Fails if the folder is not there or may not be written, or if `path` is something else than a regular
    /// file.
    static Result<AtomicFile> create(const std::filesystem::path& path);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&& other) noexcept;
    ~AtomicFile();

    /// Appends. After a failure (disk full) the temporary file is gone and every later call fails as well.
    Result<void> write(std::span<const std::byte> bytes);
    Result<void> write(std::string_view bytes) { return write(std::as_bytes(std::span(bytes))); }

    /// Where the file is until commit(), for a writer that wants a name: it may write there in place of write(), and has
    /// closed the file when commit() is called.
    const std::filesystem::path& beside() const { return m_beside; }

    /// Puts the file in its place, flushed to the disk. At most once.
    Result<void> commit();

private:
    AtomicFile() = default;
    Error fail(const char* deed, int number);
    void discard() noexcept;

    std::filesystem::path m_path;    ///< where the file belongs, links resolved
    std::filesystem::path m_beside;  ///< where it is until commit(); empty when there is none
    int m_descriptor = -1;
};

/// All of a file in one go.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace kaleido
