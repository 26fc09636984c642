#include "engine/io/atomic_file.h"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaleido {

namespace fs = std::filesystem;

namespace {

Error writeError(const fs::path& path, std::string message) {
    return Error{Code::WriteFailed, std::move(message), path.string(), {}};
}

std::string reason(int number) {
    return std::generic_category().message(number);
}

/// Where the links lead, also when nothing is there yet; empty if they go round in a circle.
fs::path followLinks(fs::path path) {
    constexpr int kMostLinks = 40;  // as the kernel
    std::error_code ignored;
    for (int i = 0; i < kMostLinks; ++i) {
        if (!fs::is_symlink(path, ignored)) return path;
        path = path.parent_path() / fs::read_symlink(path, ignored);
    }
    return {};
}

/// Unused by any other file of this process; another process differs in its number.
fs::path temporaryName(const fs::path& path) {
    static std::atomic<unsigned> counter{0};
    // Kept short, so that a name as long as the file system allows still has room for the suffix.
    const std::string stem = path.filename().string().substr(0, 64);
    return path.parent_path() / fmt::format(".{}.{}-{}.part", stem, ::getpid(), counter++);
}

/// A rename is only durable once the folder that holds the name is on the disk. Some file systems cannot
/// flush a folder; the rename has happened all the same, so that is not a failure.
void flushFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

Result<AtomicFile> AtomicFile::create(const fs::path& path) {
    if (!path.has_filename()) return writeError(path, "this does not name a file; give a file name");

    AtomicFile file;
    file.m_path = followLinks(path);
    if (file.m_path.empty()) return writeError(path, "the symbolic link cannot be followed");

    struct stat present {};
    const bool exists = ::stat(file.m_path.c_str(), &present) == 0;
    if (exists && !S_ISREG(present.st_mode))
        return writeError(path, "this is a folder or a device, not a file; give another name");

    const fs::path beside = temporaryName(file.m_path);
    file.m_descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file.m_descriptor < 0)
        return writeError(path,
                          fmt::format("cannot write into this folder ({}); make it, or choose another place",
                                      reason(errno)));
    file.m_beside = beside;
    if (exists && ::fchmod(file.m_descriptor, present.st_mode & 07777) != 0)
        return file.fail("cannot keep the permissions of", errno);
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_beside(std::exchange(other.m_beside, {})),
      m_descriptor(std::exchange(other.m_descriptor, -1)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    if (this != &other) {
        discard();
        m_path = std::move(other.m_path);
        m_beside = std::exchange(other.m_beside, {});
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

AtomicFile::~AtomicFile() {
    discard();
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes) {
    if (m_descriptor < 0) return writeError(m_path, "not written, because an earlier step failed");
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail("cannot write", errno);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> AtomicFile::commit() {
    if (m_descriptor < 0) return writeError(m_path, "not written, because an earlier step failed");
    if (::fsync(m_descriptor) != 0) return fail("cannot flush", errno);
    if (::close(std::exchange(m_descriptor, -1)) != 0) return fail("cannot close", errno);
    if (::rename(m_beside.c_str(), m_path.c_str()) != 0) return fail("cannot replace", errno);
    m_beside.clear();
    flushFolder(m_path.has_parent_path() ? m_path.parent_path() : fs::path("."));
    return {};
}

Error AtomicFile::fail(const char* deed, int number) {
    discard();
    return writeError(
        m_path, fmt::format("{} the file ({}); nothing was changed. Make room, or choose another place", deed,
                            reason(number)));
}

void AtomicFile::discard() noexcept {
    if (m_descriptor >= 0) ::close(std::exchange(m_descriptor, -1));
    if (!m_beside.empty()) ::unlink(m_beside.c_str());
    m_beside.clear();
}

Result<void> writeFileAtomically(const fs::path& path, std::span<const std::byte> bytes) {
    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file) return file.error();
    if (Result<void> written = file->write(bytes); !written) return written;
    return file->commit();
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view bytes) {
    return writeFileAtomically(path, std::as_bytes(std::span(bytes)));
}

}  // namespace kaleido
