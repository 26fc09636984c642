#pragma once

#include <torch/types.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kaleido {

struct MuonOptions {
    double momentum = 0.95;
    int iterations = 5;  ///< Newton-Schulz steps of each orthogonalisation
};

/// True for the weights that Muon is made for: matrices and convolution kernels between hidden layers. Tables of embeddings,
/// output heads and whatever has fewer than 32 rows or columns are not.
bool isHiddenMatrix(const std::string& name, const torch::Tensor& parameter);

/// The nearest matrix with orthonormal rows (or columns, where there are fewer), roughly: singular values come out between
/// 0.7 and 1.2. The quintic Newton-Schulz iteration of Jordan et al. 2024, in bfloat16 where the processor is fast at it. matrix
/// [rows, columns] → the same shape, float32.
torch::Tensor orthogonalised(const torch::Tensor& matrix, int iterations = 5);

/// Momentum orthogonalised by Newton-Schulz (Jordan et al. 2024, "Muon") over named matrices, each update scaled by
/// 0.2·√max(rows, columns) so that it is as large as one of AdamW at the same rate (Liu et al. 2025, arXiv 2502.16982).
/// Kernels [out, in, h, w] count as matrices [out, in·h·w]. State is plain named tensors, as AdamW's.
class Muon {
public:
    using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

    Muon(NamedTensors parameters, const MuonOptions& options);

    /// One update with this learning rate. Parameters without a gradient are left alone, with their momentum.
    void step(double rate);

    /// Momentum by name: "<parameter>/momentum".
    std::map<std::string, torch::Tensor> state() const;
    /// Takes over a state of the same names and shapes; anything else is a broken promise (the checkpoint was checked).
    void restore(const std::map<std::string, torch::Tensor>& state);

private:
    void update(std::size_t index, double rate);

    NamedTensors m_parameters;
    MuonOptions m_options;
    std::vector<torch::Tensor> m_momentum;
};

}  // namespace kaleido
