#include "engine/nn/group_norm_loops.h"
#include "engine/nn/softmax_loops.h"

namespace kaleido::kernel {

/// Built for what every processor of this family has.
extern const Kernels kBaselineKernels;
const Kernels kBaselineKernels{{groupNormLoops<float>(), softmaxLoops<float>()},
                               {groupNormLoops<Bf16>(), softmaxLoops<Bf16>()}};

}  // namespace kaleido::kernel
