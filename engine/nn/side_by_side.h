#pragma once

#include <cstddef>
#include <functional>

namespace kaleido {

/// Calls work(0) … work(count − 1), each on one thread alone and as many at a time as this thread may use threads, in the
/// modes of this thread (gradients, inference, autocast). What one throws is thrown when all have ended.
void sideBySide(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace kaleido
