#pragma once

#include <filesystem>
#include <string_view>

namespace kaleido::fuzz {

/// A file that lives in memory only, for readers that want a path. One a process is enough: it is written anew for
/// every input.
class MemoryFile {
public:
    MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile();

    /// The file holds these bytes from now on; nobody has the former ones open or mapped any more.
    void write(std::string_view bytes);
    const std::filesystem::path& path() const { return m_path; }

private:
    int m_descriptor;
    std::filesystem::path m_path;
};

}  // namespace kaleido::fuzz
