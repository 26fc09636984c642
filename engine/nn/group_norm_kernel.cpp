#include "engine/nn/group_norm_kernel.h"

namespace kaleido::kernel {

extern const GroupNormKernels kBaselineKernels;
#ifdef KALEIDO_X86_KERNELS
extern const GroupNormKernels kAvx2Kernels;
extern const GroupNormKernels kAvx512Kernels;
#endif

const GroupNormKernels* groupNormKernels(Isa isa) {
    if (isa == Isa::Baseline) return &kBaselineKernels;
#ifdef KALEIDO_X86_KERNELS
    const bool fma = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (isa == Isa::Avx2) return fma ? &kAvx2Kernels : nullptr;
    const bool wide = fma && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (wide) return &kAvx512Kernels;
#endif
    return nullptr;
}

const GroupNormKernels& groupNormKernels() {
    static const GroupNormKernels& widest = []() -> const GroupNormKernels& {
        for (const Isa isa : {Isa::Avx512, Isa::Avx2}) {
            if (const GroupNormKernels* kernels = groupNormKernels(isa)) return *kernels;
        }
        return kBaselineKernels;
    }();
    return widest;
}

}  // namespace kaleido::kernel
