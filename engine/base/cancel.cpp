#include "engine/base/cancel.h"

namespace kaleido {

void CancelToken::checkpoint() const {
    if (stopRequested(StopWhen::Now)) throw Cancelled();
}

bool CancelToken::stopRequested(StopWhen when) const {
    return m_state && m_state->load(std::memory_order_relaxed) >= static_cast<int>(when);
}

StopSource::StopSource() : m_state(std::make_shared<std::atomic<int>>(static_cast<int>(StopWhen::Never))) {}

void StopSource::requestStop(StopWhen when) {
    int current = m_state->load(std::memory_order_relaxed);
    const int wanted = static_cast<int>(when);
    while (current < wanted && !m_state->compare_exchange_weak(current, wanted, std::memory_order_relaxed)) {
    }
}

}  // namespace kaleido
