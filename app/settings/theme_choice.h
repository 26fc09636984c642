#pragma once

namespace kaleido {

/// How light the window is to be; System follows the desktop.
enum class ThemeChoice { System, Light, Dark };

}  // namespace kaleido
