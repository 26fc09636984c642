#include "engine/eval/judges_registry.h"

#include "engine/io/picture_resize.h"
#include "engine/kaleido/picture_tensor.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr std::size_t kAtOnce = 128;  ///< pictures, for memory's sake

}  // namespace

torch::Tensor JudgedWorld::featuresOf(const std::vector<Picture>& pictures) const {
    std::vector<torch::Tensor> parts = {torch::empty({0, ThingClassifierImpl::kFeatures})};
    for (std::size_t first = 0; first < pictures.size(); first += kAtOnce) {
        std::vector<Picture> fitting;
        for (std::size_t i = first; i < std::min(first + kAtOnce, pictures.size()); ++i)
            fitting.push_back(fitSquare(pictures[i], resolution));
        parts.push_back(Judges(networks)->classifier->features(toTensor(fitting)));
    }
    return torch::cat(parts);
}

Result<std::shared_ptr<const JudgedWorld>> JudgesRegistry::get(const std::filesystem::path& file,
                                                               const std::filesystem::path& resources) {
    std::error_code code;
    const auto written = std::filesystem::last_write_time(file, code);
    if (m_judges && m_file == file && m_written == written && !code) return m_judges;
    m_judges.reset();
    m_renderFeatures = torch::empty({0, ThingClassifierImpl::kFeatures});
    auto world = World::open(resources);
    if (!world) return world.error();
    auto judges = loadJudges(file, world->atlas());
    if (!judges) return judges.error();
    m_judges = std::make_shared<const JudgedWorld>(
        JudgedWorld{*std::move(world), judges->networks, judges->resolution});
    m_file = file;
    m_written = written;
    return m_judges;
}

bool JudgesRegistry::addRenders(std::int64_t count) {
    std::vector<Picture> pictures;
    const std::int64_t first = m_renderFeatures.size(0),
                       end = std::min(count, first + static_cast<std::int64_t>(kAtOnce));
    for (std::int64_t i = first; i < end; ++i) {
        pictures.push_back(
            m_judges->world
                .scene(static_cast<std::uint64_t>(i), {.size = m_judges->resolution, .split = Split::HeldOut})
                .picture);
    }
    if (!pictures.empty()) m_renderFeatures = torch::cat({m_renderFeatures, m_judges->featuresOf(pictures)});
    return end >= count;
}

}  // namespace kaleido
