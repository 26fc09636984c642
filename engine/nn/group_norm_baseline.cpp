#include "engine/nn/group_norm_loops.h"

namespace kaleido::kernel {

/// Built for what every processor of this family has.
extern const GroupNormKernels kBaselineKernels;
const GroupNormKernels kBaselineKernels{loopsOf<float>(), loopsOf<Bf16>()};

}  // namespace kaleido::kernel
