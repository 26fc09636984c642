#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/model.h"
#include "engine/runtime/job.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace kaleido {

/// The model that was loaded last, kept for the next request. Belongs to the engine thread.
class ModelRegistry {
public:
    /// The model of this folder, loaded if it is not the one in memory, or if its model.json has changed since. Without a
    /// precision, one in memory is as good as it is. Asks the budget before it loads; throws Cancelled between files.
    Result<std::shared_ptr<const KaleidoModel>> get(const std::filesystem::path& folder,
                                                    std::optional<Precision> precision,
                                                    const JobContext& context);

private:
    std::shared_ptr<const KaleidoModel> m_model;
};

}  // namespace kaleido
