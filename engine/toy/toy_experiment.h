#pragma once

#include "engine/base/cancel.h"
#include "engine/base/random.h"
#include "engine/diffusion/noise_schedule.h"
#include "engine/runtime/toy_report.h"
#include "engine/toy/toy_network.h"

#include <torch/optim/adamw.h>
#include <torch/types.h>

#include <memory>

namespace kaleido {

struct ToyOptions {
    std::uint64_t seed = 1;  ///< of weights, data and samples
    int trainingSteps = 6000;
    int batch = 512;
    double rate = 2e-3;      ///< falls linearly to zero
    int points = 2000;       ///< sampled for each condition and weight, half of them for each class
    int samplingSteps = 40;  ///< DPM-Solver++ 2M
};

/// The experiment, in pieces that a job can stop between. One network learns nothing, class, or class and mode as its
/// condition, a third of the time each. Guidance then starts from "nothing" in both conditions, as the paper's does: u +
/// w·(c − u) (arXiv 2405.21048, Eq. 8). The mode is drawn from the shares of the modes in the data that was learned from.
class ToyExperiment {
public:
    explicit ToyExperiment(const ToyOptions& options);
    ~ToyExperiment();

    /// `count` more steps of training. Returns the mean loss of these steps.
    double train(int count);
    int trained() const { return m_trained; }

    ToySamples sample(ToyCondition condition, double guidance, const CancelToken& cancel = {});

    /// Points like those that were learned from.
    std::vector<ToyPoint> data(int count) const;

private:
    std::vector<ToyPoint> wishes(ToyCondition condition, Random& random) const;

    ToyOptions m_options;
    NoiseSchedule m_schedule;
    ToyNetwork m_network{nullptr};
    std::unique_ptr<torch::optim::AdamW> m_optimiser;
    Random m_random;
    std::vector<std::int64_t> m_seen;  ///< points of each mode
    int m_trained = 0;
};

/// Shares of the modes, what is left of them, and what went astray.
void measure(ToySamples& samples);

}  // namespace kaleido
