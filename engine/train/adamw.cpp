#include "engine/train/adamw.h"

namespace kaleido {

AdamW::AdamW(NamedTensors parameters, const AdamWOptions& options)
    : m_parameters(std::move(parameters)), m_options(options) {
    for (const auto& [name, parameter] : m_parameters) {
        m_first.push_back(torch::zeros_like(parameter));
        m_second.push_back(torch::zeros_like(parameter));
        m_steps.push_back(torch::zeros({}, torch::kFloat32));
    }
}

void AdamW::step(double rate) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> parameters, gradients, first, second, steps;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const torch::Tensor& parameter = m_parameters[i].second;
        if (!parameter.grad().defined()) continue;
        parameters.push_back(parameter);
        gradients.push_back(parameter.grad());
        first.push_back(m_first[i]);
        second.push_back(m_second[i]);
        m_steps[i] += 1;
        steps.push_back(m_steps[i]);
    }
    if (parameters.empty()) return;
    torch::_fused_adamw_(parameters, gradients, first, second, {}, steps, rate, m_options.beta1,
                         m_options.beta2, m_options.weightDecay, m_options.epsilon, /*amsgrad=*/false,
                         /*maximize=*/false);
}

std::map<std::string, torch::Tensor> AdamW::state() const {
    std::map<std::string, torch::Tensor> state;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const std::string& name = m_parameters[i].first;
        state[name + "/m"] = m_first[i];
        state[name + "/v"] = m_second[i];
        state[name + "/steps"] = m_steps[i];
    }
    return state;
}

void AdamW::restore(const std::map<std::string, torch::Tensor>& state) {
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const std::string& name = m_parameters[i].first;
        m_first[i].copy_(state.at(name + "/m"));
        m_second[i].copy_(state.at(name + "/v"));
        m_steps[i].copy_(state.at(name + "/steps"));
    }
}

}  // namespace kaleido
