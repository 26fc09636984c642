#pragma once

#include <cstdint>
#include <functional>

namespace kaleido {

/// Calls work(from, to) for runs of at least `grain` that make up [begin, end), side by side on torch's threads, and returns
/// when all are done; on this thread alone within another such loop. What one throws is thrown then.
///
/// Does what at::parallel_for does. That is a template which shares nothing out, without a word, where its caller is compiled
/// without GCC's -fopenmp, and Clang's would bring a second OpenMP runtime into the process.
void parallelFor(std::int64_t begin, std::int64_t end, std::int64_t grain,
                 const std::function<void(std::int64_t from, std::int64_t to)>& work);

}  // namespace kaleido
