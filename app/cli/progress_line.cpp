#include "app/cli/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace kaleido::cli {
namespace {

constexpr int kBarWidth = 24;

std::string duration(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
    if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} s", whole);
}

std::string describe(const Progress& progress) {
    if (progress.total <= 0) {
        return progress.done > 0 ? fmt::format("{} {}", progress.stage, progress.done)
                                 : progress.stage + " …";
    }
    std::string text = fmt::format("{} {}/{}", progress.stage, progress.done, progress.total);
    if (progress.secondsLeft >= 0) text += ", " + duration(progress.secondsLeft) + " left";
    return text;
}

}  // namespace

ProgressLine::ProgressLine() : m_terminal(isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
    clear();
}

void ProgressLine::clear() {
    if (m_drawn) fmt::print(stderr, "\r\x1b[K");
    m_drawn = false;
}

void ProgressLine::show(const Progress& progress) {
    const double fraction =
        progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0.0;
    if (m_terminal) {
        std::string bar;
        for (int i = 0; i < kBarWidth; ++i) bar += i < fraction * kBarWidth ? "█" : "░";
        fmt::print(stderr, "\r\x1b[K{} {}", progress.total > 0 ? bar : "", describe(progress));
        std::fflush(stderr);
        m_drawn = true;
        return;
    }
    const int tenth = static_cast<int>(fraction * 10);
    if (progress.stage == m_stage && tenth == m_tenth) return;
    m_stage = progress.stage;
    m_tenth = tenth;
    fmt::print(stderr, "{}\n", describe(progress));
}

void ProgressLine::note(const std::string& text) {
    clear();
    fmt::print(stderr, "{}\n", text);
}

}  // namespace kaleido::cli
