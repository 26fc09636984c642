#pragma once

/// The spacing grid of the window, in device-independent pixels: every gap and margin is a multiple of kUnit.
namespace kaleido::ui {

inline constexpr int kUnit = 4;
inline constexpr int kGap = 2 * kUnit;     ///< between neighbours
inline constexpr int kMargin = 3 * kUnit;  ///< around what belongs together
inline constexpr int kRadius = 4;          ///< of rounded corners
inline constexpr int kSmallIcon = 16;      ///< in lists, beside text
inline constexpr int kIcon = 20;           ///< on tool buttons
inline constexpr int kTarget = 28;         ///< the least side of what is clicked

}  // namespace kaleido::ui
