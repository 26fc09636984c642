#include "engine/train/muon.h"

#include "engine/base/machine.h"
#include "engine/nn/one_thread.h"
#include "engine/nn/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace kaleido {
namespace {

constexpr std::int64_t kSmallestSide = 32;
constexpr std::array<std::string_view, 3> kTables = {"shared.weight", "lm_head.weight",
                                                     "relative_attention_bias.weight"};

torch::Tensor asMatrix(const torch::Tensor& tensor) {
    return tensor.reshape({tensor.size(0), -1});
}

}  // namespace

bool isHiddenMatrix(const std::string& name, const torch::Tensor& parameter) {
    if (parameter.dim() < 2) return false;
    for (const std::string_view table : kTables) {
        if (name.ends_with(table)) return false;
    }
    return std::min(parameter.size(0), parameter.numel() / parameter.size(0)) >= kSmallestSide;
}

torch::Tensor orthogonalised(const torch::Tensor& matrix, int iterations) {
    // The coefficients make small singular values grow as fast as they can without leaving [0.7, 1.2] in the end.
    constexpr double a = 3.4445, b = -4.7750, c = 2.0315;
    const bool tall = matrix.size(0) > matrix.size(1);
    torch::Tensor x = tall ? matrix.t() : matrix;
    const auto type = cpuFacts().fastBfloat16 ? torch::kBFloat16 : torch::kFloat32;
    x = (x / (x.norm() + 1e-7)).to(type).contiguous();
    for (int i = 0; i < iterations; ++i) {
        const torch::Tensor square = x.mm(x.t());
        x = a * x + torch::addmm(square, square, square, b, c).mm(x);
    }
    return (tall ? x.t() : x).to(torch::kFloat32);
}

Muon::Muon(NamedTensors parameters, const MuonOptions& options)
    : m_parameters(std::move(parameters)), m_options(options) {
    for (const auto& [name, parameter] : m_parameters) m_momentum.push_back(torch::zeros_like(parameter));
}

void Muon::step(double rate) {
    const auto count = static_cast<std::int64_t>(m_parameters.size());
    parallelFor(0, count, 1, [&](std::int64_t first, std::int64_t last) {
        const OneThread oneThread;
        for (std::int64_t i = first; i < last; ++i) update(static_cast<std::size_t>(i), rate);
    });
}

void Muon::update(std::size_t index, double rate) {
    const torch::NoGradGuard noGrad;
    torch::Tensor parameter = m_parameters[index].second;
    if (!parameter.grad().defined()) return;
    torch::Tensor& momentum = m_momentum[index];
    momentum.lerp_(parameter.grad(), 1.0 - m_options.momentum);
    const torch::Tensor ahead = parameter.grad().lerp(momentum, m_options.momentum);  // Nesterov's look ahead
    const torch::Tensor direction = orthogonalised(asMatrix(ahead), m_options.iterations);
    const double scale = 0.2 * std::sqrt(static_cast<double>(std::max(direction.size(0), direction.size(1))));
    parameter.sub_(direction.reshape(parameter.sizes()), rate * scale);
}

std::map<std::string, torch::Tensor> Muon::state() const {
    std::map<std::string, torch::Tensor> state;
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        state[m_parameters[i].first + "/momentum"] = m_momentum[i];
    return state;
}

void Muon::restore(const std::map<std::string, torch::Tensor>& state) {
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_momentum[i].copy_(state.at(m_parameters[i].first + "/momentum"));
}

}  // namespace kaleido
