#pragma once

#include "engine/diffusion/noise_schedule.h"

#include <vector>

namespace kaleido {

/// The times that N sampling steps go through: N + 1 of them, strictly falling, the last is 0.
using TimeGrid = std::vector<int>;

/// Even in time: round_half_even(k·(T+1)/(N+1)), k = N … 0 (MDM specification 3.3). 1 ≤ steps ≤ T. A short
/// chain starts below T, from pure noise all the same.
TimeGrid evenTimes(int scheduleSteps, int steps);

/// The part of a schedule that is worth steps: log-SNR of the smallest scale. The default was the best
/// range for DPM-Solver++ at 10 to 30 steps on Gaussian pictures with the spectrum of natural ones.
struct LogSnrRange {
    double lowest = -8.0;
    double highest = 7.0;
};

/// Even in log-SNR from range.lowest to range.highest, each at the nearest time of the schedule, then 0 (Lu
/// et al. 2022). What the schedule does not reach is cut off the range. 1 ≤ steps ≤ T.
TimeGrid evenLogSnrTimes(const NoiseSchedule& schedule, int steps, const LogSnrRange& range = {});

}  // namespace kaleido
