#include "engine/nn/group_norm_loops.h"
#include "engine/nn/softmax_loops.h"

namespace kaleido::kernel {

/// Built for AVX2 and FMA.
extern const Kernels kAvx2Kernels;
const Kernels kAvx2Kernels{{groupNormLoops<float>(), softmaxLoops<float>()},
                           {groupNormLoops<Bf16>(), softmaxLoops<Bf16>()}};

}  // namespace kaleido::kernel
