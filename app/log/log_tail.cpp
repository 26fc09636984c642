#include "app/log/log_tail.h"

#include <utility>

namespace kaleido {
namespace {

constexpr std::size_t kMaxLine = 1000;  ///< bytes

const char* wordFor(LogLevel level) {
    switch (level) {
        case LogLevel::Debug:
            return "debug";
        case LogLevel::Info:
            return "info";
        case LogLevel::Warning:
            return "warning";
        case LogLevel::Error:
            break;
    }
    return "error";
}

}  // namespace

LogSink LogTail::sink(LogSink next) {
    return [this, next = std::move(next)](LogLevel level, std::string_view text) {
        add(level, text);
        if (next) next(level, text);
    };
}

std::vector<std::string> LogTail::lines() const {
    const std::lock_guard lock(m_mutex);
    return {m_lines.begin(), m_lines.end()};
}

void LogTail::add(LogLevel level, std::string_view text) {
    std::string line = std::string(wordFor(level)) + ": " + std::string(text.substr(0, kMaxLine));
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(std::move(line));
    if (m_lines.size() > m_most) m_lines.pop_front();
}

}  // namespace kaleido
