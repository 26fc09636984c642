#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kaleido {

/// Exponential moving average of named parameters, with the warm-up decay min(limit, (1+n)/(10+n)) after n updates (plan
/// format, "Losses and sizes"). Starts as a copy.
class Ema {
public:
    using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

    Ema(const NamedTensors& parameters, double limit);

    void update(std::int64_t updates);
    /// The averages, in the order and under the names of the parameters.
    const NamedTensors& averages() const { return m_averages; }

    /// While it lives, the network's parameters hold the averages; afterwards their own values again.
    class Swap {
    public:
        explicit Swap(Ema& ema) : m_ema(ema) { m_ema.exchange(); }
        ~Swap() { m_ema.exchange(); }
        Swap(const Swap&) = delete;
        Swap& operator=(const Swap&) = delete;

    private:
        Ema& m_ema;
    };

private:
    void exchange();

    NamedTensors m_parameters;
    NamedTensors m_averages;
    double m_limit;
};

}  // namespace kaleido
