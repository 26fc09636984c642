#pragma once

#include <functional>
#include <string_view>

namespace kaleido {

enum class LogLevel { Debug, Info, Warning, Error };

/// Where log lines go. Handed to whoever logs by its constructor; an empty sink is silent. Called from any
/// thread.
using LogSink = std::function<void(LogLevel, std::string_view)>;

}  // namespace kaleido
