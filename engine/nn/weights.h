#pragma once

#include "engine/base/error.h"
#include "engine/io/safetensors.h"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <filesystem>
#include <map>
#include <string>

namespace kaleido {

/// All parameters and persistent buffers of a module under their full names ("encoder.final_layer_norm.weight"),
/// sharing memory with it. A buffer whose own name begins with '_' is computed, not learned: it moves with the
/// module, but is left out here and in weight files.
torch::OrderedDict<std::string, torch::Tensor> stateDict(const torch::nn::Module& module);

/// Fills a module with the tensors whose names are `prefix` + the module's names. Floating-point types are
/// converted to those of the module (a bf16 file fills a float32 network). Strict: a tensor that is missing,
/// one that begins with `prefix` and has no place, another shape, or another kind of number gives one error
/// that names them (a few of each and how many more), and the module stays as it was. Code::BadWeights.
Result<void> loadWeights(torch::nn::Module& module, const SafeTensorsFile& file,
                         const std::string& prefix = "");

/// Writes parameters and persistent buffers, floating-point ones as `dtype`, integers as they are. The file
/// appears whole or not at all. Code::WriteFailed.
Result<void> saveWeights(const torch::nn::Module& module, const std::filesystem::path& path,
                         torch::Dtype dtype, const std::map<std::string, std::string>& metadata = {});

/// A tensor of its own with the values of a stored one, on the CPU.
torch::Tensor toTensor(const TensorView& view);
/// The bytes of a contiguous CPU tensor under a name; the tensor must outlive the view. Throws
/// std::invalid_argument for an element type that safetensors files do not hold here.
TensorView toView(std::string name, const torch::Tensor& tensor);

}  // namespace kaleido
