#pragma once

#include <torch/types.h>
#include <torch/utils.h>

namespace kaleido {

/// Gives this thread, when it goes, the number of threads back that there were.
class ThreadsAsBefore {
public:
    ThreadsAsBefore() : m_threads(torch::get_num_threads()) {}
    ~ThreadsAsBefore() { torch::set_num_threads(m_threads); }
    ThreadsAsBefore(const ThreadsAsBefore&) = delete;
    ThreadsAsBefore& operator=(const ThreadsAsBefore&) = delete;

private:
    const int m_threads;
};

/// While it lives, this thread computes alone. Steps as small as a decoder's are not worth sharing out: where other programs
/// use the cores too, waiting for the other threads costs more than they bring. And so the result does not depend on how
/// many there are.
class OneThread {
public:
    OneThread() { torch::set_num_threads(1); }

private:
    const ThreadsAsBefore m_asBefore;
};

}  // namespace kaleido
