#pragma once

#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/plan/plan.h"
#include "engine/world/world.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace kaleido {

/// One picture to learn from, with its caption and its plan (items, detail, colours; no visual tokens).
struct Sample {
    Plan plan;
    Picture picture;
};

/// An endless stream of samples: sample i is always the same.
class Dataset {
public:
    virtual ~Dataset() = default;
    virtual Sample at(std::uint64_t index) const = 0;
    /// Caption and description of sample `index` alone, as far as that is cheaper.
    virtual Plan textAt(std::uint64_t index) const { return at(index).plan; }
};

/// The seed of scene `index` of a split as a run of this seed sees it. The held-out scenes have seeds of their own, the
/// same for every run.
std::uint64_t sceneSeed(Split split, std::uint64_t runSeed, std::uint64_t index);

/// Scenes of the emoji world, rendered on the fly.
class WorldDataset : public Dataset {
public:
    WorldDataset(std::shared_ptr<const World> world, Split split, int size, std::uint64_t seed)
        : m_world(std::move(world)), m_split(split), m_size(size), m_seed(seed) {}
    Sample at(std::uint64_t index) const override;
    Plan textAt(std::uint64_t index) const override;

private:
    std::shared_ptr<const World> m_world;
    Split m_split;
    int m_size;
    std::uint64_t m_seed;
};

/// A folder of pictures with `data.jsonl`: one line a picture, {"picture": "000001.png", "plan": {…}}, the plan as in a plan
/// file. Pictures are read when they are needed, scaled and cropped to size × size; the order is shuffled anew each
/// epoch by the seed.
class FolderDataset : public Dataset {
public:
    static Result<std::unique_ptr<FolderDataset>> open(const std::filesystem::path& folder, Split split,
                                                       int size, std::uint64_t seed);
    /// Throws std::runtime_error if a picture that was there at the start can no longer be read.
    Sample at(std::uint64_t index) const override;
    Plan textAt(std::uint64_t index) const override { return lineAt(index).plan; }
    std::size_t size() const { return m_lines.size(); }
    /// The plan of one line, 0 … size() − 1, in the order of the file.
    const Plan& planOf(std::size_t line) const { return m_lines[line].plan; }

private:
    struct Line {
        std::filesystem::path picture;
        Plan plan;
    };
    /// The line that sample `index` comes from.
    const Line& lineAt(std::uint64_t index) const;

    std::vector<Line> m_lines;
    int m_size = 0;
    std::uint64_t m_seed = 0;
};

}  // namespace kaleido
