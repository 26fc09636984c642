#include "engine/train/ema.h"

#include <algorithm>

namespace kaleido {

Ema::Ema(const NamedTensors& parameters, double limit) : m_parameters(parameters), m_limit(limit) {
    for (const auto& [name, parameter] : m_parameters) {
        m_averages.emplace_back(name, parameter.detach().clone());
    }
}

void Ema::update(std::int64_t updates) {
    const torch::NoGradGuard noGrad;
    const auto n = static_cast<double>(updates);
    const double decay = std::min(m_limit, (1.0 + n) / (10.0 + n));
    std::vector<torch::Tensor> averages, parameters;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        averages.push_back(m_averages[i].second);
        parameters.push_back(m_parameters[i].second.detach());
    }
    torch::_foreach_lerp_(averages, parameters, 1.0 - decay);
}

void Ema::exchange() {
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        torch::Tensor& average = m_averages[i].second;
        torch::Tensor& parameter = m_parameters[i].second;
        const torch::Tensor kept = parameter.detach().clone();
        parameter.copy_(average);
        average.copy_(kept);
    }
}

}  // namespace kaleido
