#pragma once

#include "engine/bench/operation_log.h"

#include <torch/types.h>

#include <cstddef>
#include <map>
#include <vector>

namespace kaleido {

/// Runs operations alone, each as it was logged but on random numbers: what the processor's libraries need for them when
/// nothing stands in between.
class BareRun {
public:
    /// `atOnce`: so many threads run all of the operations side by side, each on its own, as they do in a network whose rows
    /// are computed apart (separate_rows.h); 0 = one operation after the other, each on all threads.
    explicit BareRun(std::vector<Operation> operations, std::size_t atOnce = 0);

    /// One more round: every operation once without and once with a clock.
    void round();
    /// Seconds of all calls together, of each operation the median over the rounds.
    double seconds() const;
    double flop() const;

private:
    std::vector<c10::IValue> withNumbers(const Operation& operation) const;
    std::vector<double> clockedOnce() const;  ///< seconds of each operation

    std::vector<Operation> m_operations;
    std::size_t m_atOnce = 0;
    std::vector<std::vector<double>> m_seconds;     ///< for each operation, of each round
    std::map<torch::Dtype, torch::Tensor> m_pools;  ///< random numbers that the arguments are cut from
};

}  // namespace kaleido
