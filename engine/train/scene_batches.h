#pragma once

#include "engine/base/random.h"
#include "engine/world/world.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace kaleido {

/// Scenes with their figures, and their pictures as the networks take them.
struct SceneBatch {
    std::vector<SceneWithFigures> scenes;
    torch::Tensor pictures;  ///< [B,3,S,S], channels-last
};

/// Batches of scenes for the judging networks. Scene i is always the same.
class SceneBatches {
public:
    SceneBatches(std::shared_ptr<const World> world, int size, std::uint64_t seed)
        : m_world(std::move(world)), m_size(size), m_seed(seed) {}

    /// Training scenes, each under a grain of its own, so that a picture that is not quite clean is judged as well.
    SceneBatch training(std::int64_t first, std::int64_t count) const;
    /// Held-out scenes as they are.
    SceneBatch heldOut(std::int64_t first, std::int64_t count) const;

    /// For what else is random about scene i.
    Random randomOf(std::int64_t index) const;
    const World& world() const { return *m_world; }

private:
    SceneBatch scenes(Split split, std::int64_t first, std::int64_t count) const;

    std::shared_ptr<const World> m_world;
    int m_size;
    std::uint64_t m_seed;
};

}  // namespace kaleido
