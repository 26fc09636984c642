#include "engine/io/mapped_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>
#include <utility>

namespace kaleido {
namespace {

/// Closes the descriptor at the end of the scope; a mapping outlives it.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

Error cannotRead(const std::filesystem::path& path, int error) {
    const std::string reason = std::generic_category().message(error);
    return Error{Code::NotFound,
                 fmt::format("cannot be read ({}); check the name and its permissions", reason),
                 path.string(),
                 {}};
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    // Non-blocking, so that a pipe without a writer is refused instead of waited for.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) return cannotRead(path, errno);
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) return cannotRead(path, errno);
    if (S_ISDIR(facts.st_mode))
        return Error{Code::NotFound, "is a folder; a file is needed", path.string(), {}};
    if (!S_ISREG(facts.st_mode)) {
        return Error{Code::NotFound, "is a pipe or device; a regular file is needed", path.string(), {}};
    }
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size == 0) return MappedFile(std::span<const std::byte>{});
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (address == MAP_FAILED) {
        if (errno != ENOMEM) return cannotRead(path, errno);
        return Error{
            Code::NoMemory, fmt::format("cannot be mapped into memory ({} bytes)", size), path.string(), {}};
    }
    return MappedFile(std::span(static_cast<const std::byte*>(address), size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

MappedFile::~MappedFile() {
    if (!m_bytes.empty()) ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

Result<std::string> readWholeFile(const std::filesystem::path& path, std::uint64_t maxBytes) {
    const Result<MappedFile> file = MappedFile::open(path);
    if (!file) return file.error();
    const std::span<const std::byte> bytes = file->bytes();
    if (bytes.size() > maxBytes) {
        return Error{Code::BadInput,
                     fmt::format("is {} bytes long, more than the {} that are read; it is not such a file",
                                 bytes.size(), maxBytes),
                     path.string(),
                     {}};
    }
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace kaleido
