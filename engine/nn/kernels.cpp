#include "engine/nn/kernels.h"

#include <initializer_list>

namespace kaleido::kernel {

extern const Kernels kBaselineKernels;
#ifdef KALEIDO_X86_KERNELS
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

const Kernels* kernels(Isa isa) {
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

const Kernels& kernels() {
    static const Kernels& widest = []() -> const Kernels& {
        for (const Isa isa : {Isa::Avx512, Isa::Avx2}) {
            if (const Kernels* found = kernels(isa)) return *found;
        }
        return kBaselineKernels;
    }();
    return widest;
}

}  // namespace kaleido::kernel
