#include "engine/base/heap.h"

#ifdef KALEIDO_TCMALLOC
#include <gperftools/malloc_extension.h>
#endif

namespace kaleido {

#ifdef KALEIDO_TCMALLOC

void keepFreedMemory() {
    MallocExtension::instance()->SetMemoryReleaseRate(0);
}

void returnFreedMemory() {
    MallocExtension::instance()->ReleaseFreeMemory();
}

#else

void keepFreedMemory() {}
void returnFreedMemory() {}

#endif

}  // namespace kaleido
