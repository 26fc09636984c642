#pragma once

#include "engine/base/error.h"
#include "engine/eval/judges.h"
#include "engine/eval/scene_words.h"
#include "engine/world/world.h"

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace kaleido {

/// The judging networks with the world that they know.
struct JudgedWorld {
    World world;
    Judges networks{nullptr};
    int resolution = 0;  ///< side of the pictures that they learned from

    /// Features of pictures, scaled to the networks' resolution: [N, D].
    torch::Tensor featuresOf(const std::vector<Picture>& pictures) const;
};

/// The judges that were loaded last, kept for the next request, and what they say of the world's own pictures. Belongs to
/// the engine thread.
class JudgesRegistry {
public:
    /// The judges of this file, read if they are not the ones in memory, or if the file has changed since.
    Result<std::shared_ptr<const JudgedWorld>> get(const std::filesystem::path& file,
                                                   const std::filesystem::path& resources);

    /// Features of the held-out scenes 0, 1, … of the judges that get() gave last: as many as are known so far.
    const torch::Tensor& renderFeatures() const { return m_renderFeatures; }
    /// Renders and adds some more, up to `count` altogether; true once there are so many.
    bool addRenders(std::int64_t count);

private:
    std::filesystem::path m_file;
    std::filesystem::file_time_type m_written;
    std::shared_ptr<const JudgedWorld> m_judges;
    torch::Tensor m_renderFeatures;  ///< [N, D]
};

}  // namespace kaleido
