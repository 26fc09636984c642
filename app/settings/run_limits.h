#pragma once

namespace kaleido {

// What may be asked for in one go, and how strongly it may be guided.

constexpr int kMaxPlans = 64;     ///< imagined at once
constexpr int kMaxPictures = 64;  ///< painted of each plan
constexpr double kMaxGuidance = 100;

}  // namespace kaleido
