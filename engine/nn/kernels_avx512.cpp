#include "engine/nn/group_norm_loops.h"
#include "engine/nn/softmax_loops.h"

namespace kaleido::kernel {

/// Built for AVX-512 F, BW, DQ, VL and FMA.
extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels{{groupNormLoops<float>(), softmaxLoops<float>()},
                             {groupNormLoops<Bf16>(), softmaxLoops<Bf16>()}};

}  // namespace kaleido::kernel
