#include "engine/base/heap.h"

#include <cstdlib>  // defines __GLIBC__ where it is glibc's

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace kaleido {

#ifdef __GLIBC__

void keepFreedMemory() {
    constexpr int kMegabyte = 1 << 20;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte);  // the most that glibc takes
    mallopt(M_TRIM_THRESHOLD, 2047 * kMegabyte);
    mallopt(M_TOP_PAD, 16 * kMegabyte);
}

void returnFreedMemory() {
    malloc_trim(0);
}

#else

void keepFreedMemory() {}
void returnFreedMemory() {}

#endif

}  // namespace kaleido
