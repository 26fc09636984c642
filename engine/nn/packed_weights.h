#pragma once

#include <torch/nn/modules/conv.h>
#include <torch/types.h>

#include <mutex>

namespace kaleido {

/// Runs a layer whose weights may be laid out once as oneDNN wants them; torch lays them out anew at every call, which takes
/// long beside small maps and large weights. Laid out at the first call after freeze(), for its size; other sizes come out
/// right too, only slower. Frozen layers also end in an addition or GELU without another pass. May be called from several
/// threads at a time.
class PackedWeights {
public:
    /// From now on the weights stay as they are, and no gradient is wanted. Nothing happens where oneDNN does not take them.
    void freeze(const torch::nn::Conv2dImpl& layer);

    /// layer(x) + added, which may be undefined. x: [B,C,H,W], fastest in channels-last.
    torch::Tensor convolve(const torch::nn::Conv2d& layer, const torch::Tensor& x,
                           const torch::Tensor& added = {});
    /// A 1×1 convolution as the product it is, + added, which may be undefined: [B,N,in] → [B,N,out].
    torch::Tensor multiply(const torch::nn::Conv2dImpl& layer, const torch::Tensor& tokens,
                           const torch::Tensor& added = {});
    /// The same through an exact GELU.
    torch::Tensor multiplyGelu(const torch::nn::Conv2dImpl& layer, const torch::Tensor& tokens);

private:
    const torch::Tensor& forConvolution(const torch::nn::Conv2dImpl& layer, const torch::Tensor& x);
    const torch::Tensor& forProduct(const torch::nn::Conv2dImpl& layer, const torch::Tensor& tokens);

    bool m_frozen = false;
    std::mutex m_mutex;
    torch::Tensor m_packed;  ///< undefined until it is needed
};

/// A block that can be told that its weights will not change any more.
class Freezable {
public:
    virtual ~Freezable() = default;
    virtual void freeze() = 0;
};

}  // namespace kaleido
