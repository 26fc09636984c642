#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/model.h"
#include "engine/runtime/memory_budget.h"

#include <filesystem>
#include <memory>

namespace kaleido {

/// The model that was loaded last, kept for the next request. Belongs to the engine thread.
class ModelRegistry {
public:
    /// The model of this folder, loaded if it is not the one in memory, or if its files have changed since.
    /// Asks the budget before it loads.
    Result<std::shared_ptr<const KaleidoModel>> get(const std::filesystem::path& folder, Precision precision,
                                                    const MemoryBudget& memory);

private:
    std::shared_ptr<const KaleidoModel> m_model;
};

}  // namespace kaleido
