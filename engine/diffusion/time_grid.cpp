#include "engine/diffusion/time_grid.h"

#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kaleido {
namespace {

/// a/b rounded to the nearest whole number, halves to the even one.
int roundHalfEven(std::int64_t a, std::int64_t b) {
    const std::int64_t floor = a / b;
    const std::int64_t twice = 2 * (a % b);
    const bool up = twice > b || (twice == b && floor % 2 == 1);
    return static_cast<int>(floor + (up ? 1 : 0));
}

void checkSteps(int steps, int scheduleSteps) {
    TORCH_CHECK(steps >= 1 && steps <= scheduleSteps, "a schedule of ", scheduleSteps, " times allows 1 to ",
                scheduleSteps, " sampling steps, not ", steps);
}

/// The time in 1 … T whose log-SNR is nearest.
int nearestTime(const NoiseSchedule& schedule, double logSnr) {
    int low = 1;  // log-SNR falls with time: low is above the wanted value or the first time
    int high = schedule.steps();
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        (schedule.logSnr(middle) >= logSnr ? low : high) = middle;
    }
    return std::abs(schedule.logSnr(low) - logSnr) <= std::abs(schedule.logSnr(high) - logSnr) ? low : high;
}

}  // namespace

TimeGrid evenTimes(int scheduleSteps, int steps) {
    checkSteps(steps, scheduleSteps);
    TimeGrid times;
    for (int k = steps; k >= 0; --k)
        times.push_back(roundHalfEven(std::int64_t{k} * (scheduleSteps + 1), steps + 1));
    return times;
}

TimeGrid evenLogSnrTimes(const NoiseSchedule& schedule, int steps, const LogSnrRange& range) {
    checkSteps(steps, schedule.steps());
    const double lowest = std::max(range.lowest, schedule.logSnr(schedule.steps()));
    const double highest = std::min(range.highest, schedule.logSnr(1));
    TimeGrid times;
    for (int i = 0; i < steps; ++i) {
        const double wanted = lowest + (highest - lowest) * i / std::max(1, steps - 1);
        const int nearest = nearestTime(schedule, wanted);
        times.push_back(times.empty() ? nearest : std::min(nearest, times.back() - 1));
    }
    // Many steps fall on the same time near the ends: keep them apart, with room for those that follow.
    for (int i = 0; i < steps; ++i) times[i] = std::max(times[i], steps - i);
    times.push_back(0);
    return times;
}

}  // namespace kaleido
