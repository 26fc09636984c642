#pragma once

#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"
#include "engine/world/layout.h"
#include "engine/world/setting.h"
#include "engine/world/splits.h"
#include "engine/world/visibility.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace kaleido {

class Atlas;

struct SceneOptions {
    int size = 64;  ///< side of the picture in pixels, at least 8; does not change what is shown
    Split split = Split::Train;
    PlanFormat format = {};  ///< grid and levels of the plan's colours
};

/// A picture of which everything is known. The plan has caption, detail with its sentences, items (far to near, with
/// box and blob) and colours; no visual tokens.
struct Scene {
    std::string caption;
    Plan plan;
    Picture picture;
    Setting setting = Setting::Meadow;
};

/// A scene with what is seen of each of its items, which its plan does not tell.
struct SceneWithFigures {
    Scene scene;
    std::vector<Figure> figures;  ///< the plan's items, in their order
    Visibility visibility;
};

/// A word that people type but the world does not show, and the nearest words that it knows.
struct RelatedWords {
    std::string word;
    std::vector<std::string> known;
};

/// The emoji world: an endless supply of scenes made of emoji sprites, with exact captions, descriptions and items.
/// Immutable after open(); scenes may be drawn from any number of threads at once.
class World {
public:
    /// `resources`: the folder that holds sprites/. Fails if the atlas is missing or damaged.
    static Result<World> open(const std::filesystem::path& resources);

    /// The scene of this seed; the same on every machine, for every size.
    Scene scene(std::uint64_t seed, const SceneOptions& options = {}) const;
    /// The same, and where each of its things is seen.
    SceneWithFigures sceneWithFigures(std::uint64_t seed, const SceneOptions& options = {}) const;
    /// The same without painting: picture and colours are empty. Cheap, for text corpora.
    Scene textScene(std::uint64_t seed, Split split = Split::Train) const;

    /// Every word that captions and descriptions can use, and the names of several words ("palm tree"); sorted.
    std::vector<std::string> words() const;
    /// Words next to them: categories and what belongs to them ("fruit": apple, banana), and words that only people use
    /// ("kitten": cat).
    std::vector<RelatedWords> relatedWords() const;

    const Atlas& atlas() const { return *m_atlas; }
    const HeldOutPairs& heldOutPairs() const { return *m_pairs; }

private:
    World(std::shared_ptr<const Atlas> atlas);
    /// `layout` receives what was painted.
    Scene paintedScene(std::uint64_t seed, const SceneOptions& options, Layout& layout) const;

    std::shared_ptr<const Atlas> m_atlas;
    std::shared_ptr<const HeldOutPairs> m_pairs;
};

}  // namespace kaleido
