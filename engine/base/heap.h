#pragma once

namespace kaleido {

// The heap is tcmalloc's, but for sanitizer builds, whose own heap these functions leave alone. Tensors come and go in
// large blocks of many sizes, from two threads in training: glibc's heap spends an eighth of a training step looking for
// them, or, as it comes, has the kernel fetch and zero their pages anew at every step.

/// Has the heap keep what is freed for the next allocation until returnFreedMemory() is called.
void keepFreedMemory();

/// Gives what is free back to the kernel.
void returnFreedMemory();

}  // namespace kaleido
