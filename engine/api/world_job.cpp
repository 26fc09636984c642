#include "engine/api/world_job.h"

#include "engine/base/random.h"

namespace kaleido {

Result<void> WorldJob::open() {
    if (!m_request.seeds.empty()) m_request.count = static_cast<int>(m_request.seeds.size());
    if (m_request.count < 1) return Error{Code::Usage, "must be at least 1", "", "count"};
    if (m_request.size < 16 || m_request.size > 512)
        return Error{Code::Usage, "must be between 16 and 512", "", "size"};
    m_options.size = m_request.size;
    m_options.format = m_request.format;
    if (m_request.split == "train")
        m_options.split = Split::Train;
    else if (m_request.split == "held_out")
        m_options.split = Split::HeldOut;
    else if (m_request.split == "composition")
        m_options.split = Split::Composition;
    else
        return Error{Code::Usage, "must be train, held_out or composition", "", "split"};
    auto world = World::open(m_request.resources);
    if (!world) return world.error();
    m_world.emplace(*std::move(world));
    return {};
}

Result<Slice> WorldJob::runSlice(JobContext& context) {
    if (!m_world) {
        if (auto opened = open(); !opened) return opened.error();
    }
    const std::uint64_t seed = m_request.seeds.empty()
                                   ? splitmix(m_request.seed, static_cast<std::uint64_t>(m_done))
                                   : m_request.seeds[static_cast<std::size_t>(m_done)];
    Scene scene = m_world->scene(seed, m_options);
    context.post(SceneDone{seed, std::move(scene.plan), std::move(scene.picture)});
    ++m_done;
    context.post(Progress{.stage = "rendering", .done = m_done, .total = m_request.count});
    if (m_done == m_request.count) return Slice::Done;
    context.checkpointAfterPicture();
    return Slice::More;
}

}  // namespace kaleido
