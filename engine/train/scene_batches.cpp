#include "engine/train/scene_batches.h"

#include "engine/kaleido/picture_tensor.h"
#include "engine/train/dataset.h"

#include <ATen/CPUGeneratorImpl.h>

namespace kaleido {
namespace {

constexpr double kMostGrain = 0.1;  ///< standard deviation, where pictures lie in [−1, 1]

torch::Tensor picturesOf(const std::vector<SceneWithFigures>& scenes) {
    std::vector<Picture> pictures;
    for (const SceneWithFigures& scene : scenes) pictures.push_back(scene.scene.picture);
    return toTensor(pictures).contiguous(torch::MemoryFormat::ChannelsLast);
}

}  // namespace

Random SceneBatches::randomOf(std::int64_t index) const {
    return Random(splitmix(m_seed ^ fnv1a("labels"), static_cast<std::uint64_t>(index)));
}

SceneBatch SceneBatches::scenes(Split split, std::int64_t first, std::int64_t count) const {
    SceneBatch batch;
    for (std::int64_t i = first; i < first + count; ++i) {
        const std::uint64_t seed = sceneSeed(split, m_seed, static_cast<std::uint64_t>(i));
        batch.scenes.push_back(m_world->sceneWithFigures(seed, {.size = m_size, .split = split}));
    }
    batch.pictures = picturesOf(batch.scenes);
    return batch;
}

SceneBatch SceneBatches::training(std::int64_t first, std::int64_t count) const {
    SceneBatch batch = scenes(Split::Train, first, count);
    for (std::int64_t i = 0; i < count; ++i) {
        Random random(splitmix(m_seed ^ fnv1a("grain"), static_cast<std::uint64_t>(first + i)));
        auto generator = at::detail::createCPUGenerator(random.bits());
        const double grain = random.uniform(0, kMostGrain);
        batch.pictures[i] += torch::randn({3, m_size, m_size}, generator) * grain;
    }
    return batch;
}

SceneBatch SceneBatches::heldOut(std::int64_t first, std::int64_t count) const {
    return scenes(Split::HeldOut, first, count);
}

}  // namespace kaleido
