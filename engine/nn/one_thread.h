#pragma once

#include <torch/torch.h>

namespace kaleido {

/// While it lives, this thread computes alone. Steps as small as a decoder's are not worth sharing out: where other programs
/// use the cores too, waiting for the other threads costs more than they bring. And so the result does not depend on how
/// many there are.
class OneThread {
public:
    OneThread() : m_before(torch::get_num_threads()) { torch::set_num_threads(1); }
    ~OneThread() { torch::set_num_threads(m_before); }
    OneThread(const OneThread&) = delete;
    OneThread& operator=(const OneThread&) = delete;

private:
    const int m_before;
};

}  // namespace kaleido
