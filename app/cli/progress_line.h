#pragma once

#include "engine/runtime/event.h"

#include <string>

namespace kaleido::cli {

/// One line on stderr that says how far the work is: redrawn in place on a terminal, one line every tenth part elsewhere.
class ProgressLine {
public:
    ProgressLine();
    /// Leaves the line clean.
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const Progress& progress);
    /// A message of its own, above the progress.
    void note(const std::string& text);
    /// Makes room for other output; the next show() draws it again.
    void clear();

private:
    bool m_terminal;
    bool m_drawn = false;
    std::string m_stage;
    int m_tenth = -1;
};

}  // namespace kaleido::cli
