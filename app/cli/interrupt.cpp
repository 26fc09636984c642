#include "app/cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace kaleido::cli {
namespace {

std::atomic<int> interrupts = 0;
static_assert(std::atomic<int>::is_always_lock_free, "the signal handler may only touch lock-free atomics");

void count(int /*signal*/) {
    interrupts.fetch_add(1);
}

}  // namespace

void watchInterrupts() {
    std::signal(SIGINT, count);
    std::signal(SIGTERM, count);
}

StopWhen interruptRequested() {
    const int pressed = interrupts.load();
    return pressed == 0 ? StopWhen::Never : pressed == 1 ? StopWhen::AfterPicture : StopWhen::Now;
}

Result<void> checkInterrupt(const std::string& message) {
    if (interruptRequested() == StopWhen::Never) return {};
    return Error{Code::Cancelled, message, "", ""};
}

}  // namespace kaleido::cli
