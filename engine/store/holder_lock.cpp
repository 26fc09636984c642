#include "engine/store/holder_lock.h"

#include "engine/io/printable.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaleido {

namespace fs = std::filesystem;

namespace {

std::string thisHost() {
    std::array<char, HOST_NAME_MAX + 1> name{};
    ::gethostname(name.data(), name.size() - 1);
    return printable(name.data());
}

/// The holder says "1234 host". It may just be about to.
ProjectHolder holderToldBy(int descriptor) {
    std::array<char, 512> bytes{};
    const ssize_t count = ::pread(descriptor, bytes.data(), bytes.size(), 0);
    std::string_view text(bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    text = text.substr(0, text.find('\n'));
    ProjectHolder holder;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), holder.process);
    if (fault != std::errc() || holder.process <= 0) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty()) holder.host = printable(text.substr(1));
    return holder;
}

void tellHolder(int descriptor) {
    const std::string text = fmt::format("{} {}\n", ::getpid(), thisHost());
    // On a full disk the holder stays unknown; the lock holds all the same.
    if (::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, text.data(), text.size(), 0) < 0) return;
}

/// The holder before may have taken the file away between our opening and locking it.
bool isStillThere(int descriptor, const fs::path& path) {
    struct stat ours {};
    struct stat there {};
    return ::fstat(descriptor, &ours) == 0 && ::stat(path.c_str(), &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

}  // namespace

std::string describe(const ProjectHolder& holder) {
    if (holder.process == 0) return "another program";
    std::string process = fmt::format("process {}", holder.process);
    if (holder.host.empty()) return process;
    return isOnThisMachine(holder) ? process + " on this machine" : process + " on " + holder.host;
}

bool isOnThisMachine(const ProjectHolder& holder) {
    return holder.host.empty() || holder.host == thisHost();
}

Result<std::variant<HolderLock, ProjectHolder>> HolderLock::take(const fs::path& project) {
    const fs::path path = project.string() + "-lock";
    const auto fault = [&](int number) {
        return Error{Code::WriteFailed,
                     fmt::format("this folder cannot be written ({}); choose another place",
                                 std::generic_category().message(number)),
                     project.string(),
                     {}};
    };
    while (true) {
        int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        const int number = errno;
        const bool mayTell = descriptor >= 0;
        // Somebody else's, in a folder that is not ours: it can still be seen who has it.
        if (descriptor < 0) descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor < 0) return fault(number);
        HolderLock lock(mayTell ? path : fs::path(), descriptor);
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK) return fault(errno);
            lock.m_path.clear();  // not ours to take away
            return std::variant<HolderLock, ProjectHolder>(holderToldBy(descriptor));
        }
        if (!mayTell) return fault(number);
        if (!isStillThere(descriptor, path)) {
            lock.m_path.clear();
            continue;
        }
        tellHolder(descriptor);
        return std::variant<HolderLock, ProjectHolder>(std::move(lock));
    }
}

HolderLock::HolderLock(fs::path path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}

HolderLock::HolderLock(HolderLock&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_descriptor(std::exchange(other.m_descriptor, -1)) {}

HolderLock& HolderLock::operator=(HolderLock&& other) noexcept {
    if (this != &other) {
        release();
        m_path = std::exchange(other.m_path, {});
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

HolderLock::~HolderLock() {
    release();
}

void HolderLock::release() noexcept {
    if (!m_path.empty()) ::unlink(m_path.c_str());  // first, so that nobody locks a file that is about to go
    if (m_descriptor >= 0) ::close(m_descriptor);
    m_path.clear();
    m_descriptor = -1;
}

}  // namespace kaleido
