#pragma once

#include <cstdint>

/// The inner loops that torch does not do well on a CPU, for float32 and bf16: plain C++ that the compiler vectorises,
/// built once for each instruction set.
namespace kaleido::kernel {

/// A bf16 number by its bits.
enum class Bf16 : std::uint16_t {};

/// The rows (places of a map) that a call works on; each row holds `channels` values.
struct Rows {
    std::int64_t count = 0;
    std::int64_t channels = 0;
};

/// y = f(a·x + d) for each channel; f is SiLU or nothing.
struct Affine {
    const float* a = nullptr;  ///< [channels]
    const float* d = nullptr;  ///< [channels]
    bool silu = false;
};

/// GroupNorm over channels-last rows of numbers T. torch's own kernel takes several times as long and leaves scale,
/// shift and activation to further passes. Sums are float32 and overwrite their targets, [channels] each.
template <typename T>
struct GroupNormLoops {
    /// Sums over the rows of (x − origin) and of its square.
    void (*moments)(const T* x, Rows rows, const float* origin, float* sum, float* squares);
    void (*apply)(const T* x, Rows rows, Affine affine, T* y);
    /// With dz = dy·f'(a·x + d): sums over the rows of dz and of dz·(x − mean).
    void (*gradientSums)(const T* x, const T* dy, Rows rows, Affine affine, const float* mean, float* sum,
                         float* product);
    /// dx = a·dz + slope·x + offset.
    void (*inputGradient)(const T* x, const T* dy, Rows rows, Affine affine, const float* slope,
                          const float* offset, T* dx);
    float (*toFloat)(T value);
};

/// Softmax of each row on its own, `channels` logits long.
template <typename T>
struct SoftmaxLoops {
    /// scratch: [channels + 16]. −∞ gives exactly 0; NaN anywhere in a row, or a row of −∞, gives NaN.
    void (*forward)(const T* x, Rows rows, float* scratch, T* y);
    /// dx = y·(dy − Σ dy·y).
    void (*backward)(const T* y, const T* dy, Rows rows, T* dx);
};

template <typename T>
struct Loops {
    GroupNormLoops<T> groupNorm;
    SoftmaxLoops<T> softmax;
};

struct Kernels {
    Loops<float> float32;
    Loops<Bf16> bf16;

    template <typename T>
    const Loops<T>& loops() const {
        if constexpr (sizeof(T) == sizeof(float)) {
            return float32;
        } else {
            return bf16;
        }
    }
};

enum class Isa { Baseline, Avx2, Avx512 };

/// The loops built for an instruction set; null if this processor or this build does not have it.
const Kernels* kernels(Isa isa);
/// The widest that runs here.
const Kernels& kernels();

}  // namespace kaleido::kernel
