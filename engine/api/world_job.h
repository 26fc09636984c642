#pragma once

#include "engine/api/requests.h"
#include "engine/runtime/job.h"
#include "engine/world/world.h"

#include <optional>

namespace kaleido {

/// Renders scenes of the emoji world, one a slice.
class WorldJob : public Job {
public:
    explicit WorldJob(WorldRequest request) : m_request(std::move(request)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> open();

    WorldRequest m_request;
    std::optional<World> m_world;
    SceneOptions m_options;
    int m_done = 0;
};

}  // namespace kaleido
