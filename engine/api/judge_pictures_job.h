#pragma once

#include "engine/api/requests.h"
#include "engine/eval/judges_registry.h"
#include "engine/runtime/job.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace kaleido {

/// Judges how far pictures obey their plans, some a slice.
class JudgePicturesJob : public Job {
public:
    JudgePicturesJob(JudgePicturesRequest request, JudgesRegistry& judges)
        : m_request(std::move(request)), m_registry(judges) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> open();

    JudgePicturesRequest m_request;
    JudgesRegistry& m_registry;
    std::shared_ptr<const JudgedWorld> m_judges;
    std::optional<SceneReader> m_reader;
    std::size_t m_done = 0;
};

}  // namespace kaleido
