#include "engine/runtime/job.h"

#include "engine/runtime/event_outbox.h"

namespace kaleido {

JobContext::JobContext(JobId id, CancelToken cancel, EventOutbox& outbox, const MemoryBudget& memory)
    : m_id(id), m_cancel(std::move(cancel)), m_outbox(outbox), m_memory(memory) {}

void JobContext::checkpointAfterPicture() const {
    if (m_cancel.stopRequested(StopWhen::AfterPicture)) throw Cancelled();
}

void JobContext::postBody(EventBody body) {
    const bool droppable = std::holds_alternative<Preview>(body) || std::holds_alternative<PlanPartial>(body);
    if (droppable && m_cancel.stopRequested(StopWhen::Now)) return;
    m_outbox.post(m_id, std::move(body));
}

}  // namespace kaleido
