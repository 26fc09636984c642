#include "tests/support/sanitized.h"

// Qt Test's watchdog thread talks to the main thread by locks of a distribution's Qt, which is not built with
// the thread sanitizer and so looks unlocked to it. Our own threads use nothing of Qt.
#if defined(KALEIDO_THREAD_SANITIZED)
// The name is the sanitizer's. NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __tsan_default_suppressions();
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __tsan_default_suppressions() {
    return "called_from_lib:libQt6Core.so.6\ncalled_from_lib:libQt6Test.so.6\n";
}
#endif
