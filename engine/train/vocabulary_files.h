#pragma once

#include "engine/base/error.h"
#include "engine/train/train_config.h"
#include "engine/world/world.h"

#include <filesystem>

namespace kaleido {

/// Writes what a trained model's Vocabulary is read from into its folder: `words.txt`, the words it was trained on (those of
/// the world, or of a data folder's captions, details and labels with how often each stands there), and
/// `related-words.txt`, what to offer for words that it does not know ("kitten: cat"). Fails if the data folder
/// cannot be read or nothing can be written.
Result<void> writeVocabulary(const TrainConfig& config, const World& world,
                             const std::filesystem::path& folder);

}  // namespace kaleido
