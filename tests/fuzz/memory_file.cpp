#include "tests/fuzz/memory_file.h"

#include "tests/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include <string>

namespace kaleido::fuzz {

MemoryFile::MemoryFile()
    : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC)),
      m_path("/proc/self/fd/" + std::to_string(m_descriptor)) {
    require(m_descriptor >= 0, "a file can be made in memory");
}

MemoryFile::~MemoryFile() {
    ::close(m_descriptor);
}

void MemoryFile::write(std::string_view bytes) {
    require(::ftruncate(m_descriptor, 0) == 0, "the file in memory can be emptied");
    const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), 0);
    require(written == static_cast<ssize_t>(bytes.size()), "the file in memory can be written");
}

}  // namespace kaleido::fuzz
