#pragma once

#include "engine/base/error.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace kaleido {

/// Who has a project open for writing.
struct ProjectHolder {
    std::int64_t process = 0;  ///< 0 = not known
    std::string host;          ///< name of the machine; empty = not known

    bool operator==(const ProjectHolder&) const = default;
};

/// "process 1234 on this machine", for messages.
std::string describe(const ProjectHolder& holder);
/// False if it is known to be another one.
bool isOnThisMachine(const ProjectHolder& holder);

/// The right to write a project, held by one holder at a time: a lock on a file beside the project, name.kaleido-lock,
/// which tells who has it. The kernel keeps the lock for the open file and drops it with the process, however that ends;
/// a file that is left over means nothing. Two holders in one process exclude each other as well.
class HolderLock {
public:
    /// The lock, or who has it. Code::WriteFailed if the folder cannot be written.
    static Result<std::variant<HolderLock, ProjectHolder>> take(const std::filesystem::path& project);

    HolderLock(HolderLock&& other) noexcept;
    HolderLock& operator=(HolderLock&& other) noexcept;
    ~HolderLock();  ///< gives it back and takes the file away

private:
    HolderLock(std::filesystem::path path, int descriptor);
    void release() noexcept;

    std::filesystem::path m_path;  ///< of the lock's file
    int m_descriptor = -1;
};

}  // namespace kaleido
