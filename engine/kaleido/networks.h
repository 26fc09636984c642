#pragma once

#include "engine/base/error.h"
#include "engine/io/model_manifest.h"
#include "engine/nn/denoiser.h"
#include "engine/nn/picture_tokenizer.h"
#include "engine/nn/t5.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kaleido {

/// The three networks of a model.
struct Networks {
    std::shared_ptr<T5Impl> t5;
    std::shared_ptr<DenoiserImpl> denoiser;
    std::shared_ptr<PictureTokenizerImpl> pictureTokenizer;
};

/// How many levels of a nested denoiser to build.
enum class DenoiserLevels { All, InnermostOnly };

/// Builds what the manifest describes, freshly initialised (LibTorch's global generator). Errors name the section and key; sections
/// that do not fit each other are errors too.
Result<Networks> buildNetworks(const ModelManifest& manifest, DenoiserLevels levels = DenoiserLevels::All);

/// Prefixes of the networks' names in checkpoints; also the roles of weight files.
inline const std::string kT5Prefix = "t5/";
inline const std::string kUNetPrefix = "unet/";
inline const std::string kVqPrefix = "vq/";

/// The innermost network's place inside the whole denoiser: "inner_unet." once for each nesting.
std::string innermostPrefix(const ModelManifest& manifest);

/// Parameters under prefix + their own names.
std::vector<std::pair<std::string, torch::Tensor>> namedParameters(const torch::nn::Module& module,
                                                                   const std::string& prefix);
/// Persistent buffers under prefix + their own names (see stateDict()).
std::vector<std::pair<std::string, torch::Tensor>> namedBuffers(const torch::nn::Module& module,
                                                                const std::string& prefix);

/// Sides of the whole denoiser's scales over the lowest one's, highest first.
Result<std::vector<std::int64_t>> denoiserScales(const ModelManifest& manifest);

/// Loads one network from the model file with this role; of its tensors, those under `prefix`.
Result<void> loadNetwork(torch::nn::Module& network, const ModelManifest& manifest, const std::string& role,
                         const std::string& prefix = "");

/// Lays the weights of convolutions out channels-last, the layout every kernel here is fastest in.
void toChannelsLast(torch::nn::Module& module);

}  // namespace kaleido
