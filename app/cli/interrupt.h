#pragma once

#include "engine/base/cancel.h"

namespace kaleido::cli {

/// Turns Ctrl+C and a termination request into a question that a loop can ask. Installed once, by main().
void watchInterrupts();

/// How urgently the user has asked to stop so far: never, after the picture (once), or now (twice or more).
StopWhen interruptRequested();

}  // namespace kaleido::cli
