#include "engine/nn/group_norm_loops.h"

namespace kaleido::kernel {

/// Built for AVX-512 F, BW, DQ, VL and FMA.
extern const GroupNormKernels kAvx512Kernels;
const GroupNormKernels kAvx512Kernels{loopsOf<float>(), loopsOf<Bf16>()};

}  // namespace kaleido::kernel
