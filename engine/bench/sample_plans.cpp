#include "engine/bench/sample_plans.h"

#include "engine/base/random.h"
#include "engine/kaleido/picture_tensor.h"
#include "engine/kaleido/voken_grid.h"
#include "engine/world/world.h"

#include <torch/types.h>
#include <torch/utils.h>

namespace kaleido {

Result<std::vector<Plan>> samplePlans(const KaleidoModel& model, const std::filesystem::path& resources,
                                      int count) {
    const auto world = World::open(resources);
    if (!world) return world.error();
    std::vector<Plan> plans;
    std::vector<Picture> pictures;
    for (int i = 0; i < count; ++i) {
        Scene scene = world->scene(splitmix(0, static_cast<std::uint64_t>(i)),
                                   {.size = model.manifest().resolution, .split = Split::HeldOut});
        scene.plan.caption = std::move(scene.caption);
        plans.push_back(std::move(scene.plan));
        pictures.push_back(std::move(scene.picture));
    }
    const torch::InferenceMode inference;
    addVisualTokens(model.pictureTokenizer(), toTensor(pictures), plans);
    return plans;
}

}  // namespace kaleido
