#pragma once

// KALEIDO_SANITIZED: built with the address or the thread sanitizer, which bring a heap of their own and need more address space.
// KALEIDO_THREAD_SANITIZED: with the latter. GCC tells by a macro, Clang by a feature.

#if defined(__SANITIZE_THREAD__)
#define KALEIDO_THREAD_SANITIZED
#endif
#if defined(__SANITIZE_ADDRESS__)
#define KALEIDO_SANITIZED
#endif
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define KALEIDO_THREAD_SANITIZED
#endif
#if __has_feature(address_sanitizer)
#define KALEIDO_SANITIZED
#endif
#endif
#if defined(KALEIDO_THREAD_SANITIZED)
#define KALEIDO_SANITIZED
#endif
