#pragma once

#include "engine/base/cancel.h"
#include "engine/base/error.h"

#include <string>

namespace kaleido::cli {

/// Turns Ctrl+C and a termination request into a question that a loop can ask. Installed once, by main().
void watchInterrupts();

/// How urgently the user has asked to stop so far: never, after the picture (once), or now (twice or more).
StopWhen interruptRequested();

/// For loops: Code::Cancelled with this message once the user has asked to stop.
Result<void> checkInterrupt(const std::string& message);

}  // namespace kaleido::cli
