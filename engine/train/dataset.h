#pragma once

#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"
#include "engine/world/world.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace kaleido {

/// One picture to learn from, with its caption and its plan (items, detail, colours; no visual tokens).
struct Sample {
    Plan plan;
    Picture picture;
};

/// A sample that cannot be learned from, and why.
class BadSample : public std::runtime_error {
public:
    explicit BadSample(Error error) : std::runtime_error(describe(error)), m_error(std::move(error)) {}
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// An endless stream of samples: sample i is always the same. May be read from several threads at once.
class Dataset {
public:
    virtual ~Dataset() = default;
    /// Throws BadSample.
    virtual Sample at(std::uint64_t index) const = 0;
    /// Caption and description of sample `index` alone, as far as that is cheaper.
    virtual Plan textAt(std::uint64_t index) const { return at(index).plan; }
};

/// The seed of scene `index` of a split as a run of this seed sees it. The held-out scenes have seeds of their own, the
/// same for every run.
std::uint64_t sceneSeed(Split split, std::uint64_t runSeed, std::uint64_t index);

/// Scenes of the emoji world, rendered on the fly, with mosaics of the model's own grid and levels.
class WorldDataset : public Dataset {
public:
    WorldDataset(std::shared_ptr<const World> world, const SceneOptions& scenes, std::uint64_t seed)
        : m_world(std::move(world)), m_scenes(scenes), m_seed(seed) {}
    Sample at(std::uint64_t index) const override;
    Plan textAt(std::uint64_t index) const override;

private:
    std::shared_ptr<const World> m_world;
    SceneOptions m_scenes;
    std::uint64_t m_seed;
};

/// A folder of pictures with `data.jsonl`: one line a picture, {"picture": "000001.png", "plan": {…}}, the plan as in a plan
/// file. Pictures are square, as places are told in shares of the whole picture; they are read when they are needed and
/// scaled to the size that is asked for. Colours are the picture's own, whatever the plan says of them. The order is
/// shuffled anew each epoch by the seed.
class FolderDataset : public Dataset {
public:
    /// Of the options, `format` says what the plans may hold and what grid their colours have. Fails, naming the line, on a plan that has errors by it.
    static Result<std::unique_ptr<FolderDataset>> open(const std::filesystem::path& folder,
                                                       const SceneOptions& options, std::uint64_t seed);
    /// A bad sample is a picture that cannot be read or is not square.
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
    FolderDataset(const SceneOptions& options, std::uint64_t seed)
        : m_size(options.size), m_format(options.format), m_seed(seed) {}
    /// The picture as the line names it.
    static Result<Line> readLine(const std::string& text, const PlanFormat& format);
    /// The line that sample `index` comes from.
    const Line& lineAt(std::uint64_t index) const;

    std::vector<Line> m_lines;
    int m_size;
    PlanFormat m_format;
    std::uint64_t m_seed;
    mutable std::mutex m_mutex;  ///< for what follows: the order of the epoch that was last asked for
    mutable std::uint64_t m_epoch = 0;
    mutable std::vector<std::uint32_t> m_order;  ///< empty = none yet
};

}  // namespace kaleido
