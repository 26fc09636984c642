#include "engine/kaleido/condition_annealing.h"

#include "engine/base/random.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include <utility>

namespace kaleido {

ConditionAnnealing::ConditionAnnealing(CadsSettings options, std::vector<std::uint64_t> seeds,
                                       int scheduleSteps)
    : m_options(options), m_seeds(std::move(seeds)), m_scheduleSteps(scheduleSteps) {}

double ConditionAnnealing::power(int time) const {
    return conditionPower(m_options, static_cast<double>(time) / m_scheduleSteps);
}

Condition ConditionAnnealing::at(const Condition& condition, int time) const {
    const auto rows = static_cast<std::int64_t>(m_seeds.size());
    TORCH_CHECK(condition.states.size(0) == rows, condition.states.size(0), " conditions for ", rows,
                " seeds");
    Condition annealed = condition;
    annealed.states = condition.states.clone();
    for (std::int64_t row = 0; row < rows; ++row) {
        const torch::Tensor real = condition.mask[row].nonzero().squeeze(1);
        const torch::Tensor states = condition.states[row].index_select(0, real);
        const torch::Tensor drawn = noise(static_cast<std::size_t>(row), time, states.sizes());
        annealed.states[row].index_copy_(0, real, annealedCondition(states, drawn, power(time), m_options));
    }
    return annealed;
}

torch::Tensor ConditionAnnealing::noise(std::size_t row, int time, at::IntArrayRef shape) const {
    const std::uint64_t stream = splitmix(m_seeds[row], fnv1a("condition annealing"));
    const std::uint64_t seed = splitmix(stream, static_cast<std::uint64_t>(time));
    return torch::randn(shape, at::detail::createCPUGenerator(seed), torch::kFloat32);
}

}  // namespace kaleido
