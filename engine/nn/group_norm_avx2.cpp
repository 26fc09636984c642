#include "engine/nn/group_norm_loops.h"

namespace kaleido::kernel {

/// Built for AVX2 and FMA.
extern const GroupNormKernels kAvx2Kernels;
const GroupNormKernels kAvx2Kernels{loopsOf<float>(), loopsOf<Bf16>()};

}  // namespace kaleido::kernel
