#pragma once

#include "engine/base/log.h"

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// The last lines of the log, for a problem report. Lines come from any thread; must outlive whoever logs.
class LogTail {
public:
    explicit LogTail(std::size_t most = 200) : m_most(most) {}

    /// What to hand to those who log; each line goes on to `next`, if there is one.
    LogSink sink(LogSink next = {});
    /// The oldest first: "warning: …". Lines are cut at 1,000 bytes.
    std::vector<std::string> lines() const;

private:
    void add(LogLevel level, std::string_view text);

    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::deque<std::string> m_lines;
};

}  // namespace kaleido
