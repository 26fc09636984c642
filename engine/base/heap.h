#pragma once

namespace kaleido {

/// Has the heap keep what is freed for the next allocation, all threads together, until returnFreedMemory() is called.
/// Otherwise the large blocks that tensors come and go in are given back to the kernel and fetched anew, zeroed page by
/// page, at every step: a fifth of the time of painting. To be called before other threads are started.
void keepFreedMemory();

/// Gives what is free back to the kernel.
void returnFreedMemory();

}  // namespace kaleido
