#pragma once

#include <chrono>
#include <vector>

namespace kaleido {

/// Measures from its own making on.
class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }

private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_start = Clock::now();
};

/// The middle one; of an even number the mean of the middle two. `values` must not be empty.
double median(std::vector<double> values);

}  // namespace kaleido
