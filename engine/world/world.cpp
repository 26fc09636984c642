#include "engine/world/world.h"

#include "engine/base/random.h"
#include "engine/plan/format.h"
#include "engine/plan/mosaic.h"
#include "engine/plan/sentences.h"
#include "engine/world/atlas.h"
#include "engine/world/caption.h"
#include "engine/world/describe.h"
#include "engine/world/layout.h"
#include "engine/world/painter.h"
#include "engine/world/recipe.h"

#include <array>

namespace kaleido {

namespace {

/// A stream of its own for each split, so that held-out scenes are not training scenes.
Random randomOf(std::uint64_t seed, Split split) {
    constexpr std::array<std::string_view, 3> streams = {"train", "held out", "composition"};
    return Random(splitmix(fnv1a(streams[static_cast<std::size_t>(split)]), seed));
}

Item itemOf(const Atlas& atlas, const Figure& figure, std::uint64_t id) {
    const Sprite& sprite = atlas.sprite(figure.thing, figure.style, figure.color);
    Item item;
    item.id = ItemId{id};
    item.words = itemWords(atlas, figure);
    item.box = figure.box;
    item.blob = sprite.blobIn(figure.box, figure.mirrored);
    return item;
}

/// The scene without its picture; `layout` receives what to paint.
Scene compose(const Atlas& atlas, const HeldOutPairs& pairs, std::uint64_t seed, Split split,
              Layout& layout) {
    Random random = randomOf(seed, split);
    layout = arrange(atlas, chooseRecipe(atlas, pairs, split, random), random);
    Scene scene;
    scene.setting = layout.stage.setting;
    scene.plan.detail = describe(atlas, layout, random);
    scene.plan.sentences.resize(splitSentences(scene.plan.detail).size());
    scene.caption = caption(atlas, layout, random);
    scene.plan.caption = scene.caption;
    for (const Figure& figure : layout.figures) {
        scene.plan.items.push_back(itemOf(atlas, figure, scene.plan.items.size() + 1));
    }
    return scene;
}

}  // namespace

World::World(std::shared_ptr<const Atlas> atlas)
    : m_atlas(std::move(atlas)), m_pairs(std::make_shared<const HeldOutPairs>(*m_atlas)) {}

Result<World> World::open(const std::filesystem::path& resources) {
    Result<Atlas> atlas = Atlas::open(resources / "sprites");
    if (!atlas) return atlas.error();
    return World(std::make_shared<const Atlas>(std::move(*atlas)));
}

Scene World::paintedScene(std::uint64_t seed, const SceneOptions& options, Layout& layout) const {
    Scene scene = compose(*m_atlas, *m_pairs, seed, options.split, layout);
    scene.picture = paint(*m_atlas, layout, options.size);
    scene.plan.colors = mosaicOf(scene.picture, options.format);
    return scene;
}

Scene World::scene(std::uint64_t seed, const SceneOptions& options) const {
    Layout layout;
    return paintedScene(seed, options, layout);
}

SceneWithFigures World::sceneWithFigures(std::uint64_t seed, const SceneOptions& options) const {
    Layout layout;
    Scene scene = paintedScene(seed, options, layout);
    Visibility visible = visibility(*m_atlas, layout, options.size);
    return {std::move(scene), std::move(layout.figures), std::move(visible)};
}

Scene World::textScene(std::uint64_t seed, Split split) const {
    Layout layout;
    return compose(*m_atlas, *m_pairs, seed, split, layout);
}

}  // namespace kaleido
