#include "engine/bench/public_step.h"

#include "engine/base/machine.h"
#include "engine/bench/bare_run.h"
#include "engine/bench/network_speed.h"
#include "engine/bench/operation_log.h"
#include "engine/kaleido/model.h"
#include "engine/kaleido/networks.h"
#include "engine/nn/separate_rows.h"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace kaleido {
namespace {

constexpr std::int64_t kRows = 2;  ///< with the text and without it
constexpr std::int64_t kTime = 500;
constexpr int kRounds = 5;

/// Random also where a fresh network has zeros, which a processor may be quicker at.
void fillWithNumbers(torch::nn::Module& module) {
    for (torch::Tensor& parameter : module.parameters()) {
        parameter.set_requires_grad(false);
        if (parameter.dim() > 1) parameter.uniform_(-0.02, 0.02);
    }
}

/// 3×3 on a 64×64 map of 256 channels, channels-last: what the processor's library is good at.
BareRun largeConvolution() {
    const auto map = torch::zeros({kRows, 256, 64, 64}, torch::kBFloat16);
    const auto weight = torch::zeros({256, 256, 3, 3}, torch::kBFloat16);
    const auto layout = torch::MemoryFormat::ChannelsLast;
    const OperationLog log;
    torch::conv2d(map.contiguous(layout), weight.contiguous(layout), {}, 1, 1);
    return BareRun(log.operations());
}

}  // namespace

Result<PublicStep> PublicStep::build(const PublicNetwork& network) {
    const auto config = parseUNetConfig(network.config);
    if (!config) return config.error();
    const torch::NoGradGuard noGrad;
    torch::manual_seed(0);
    PublicStep step;
    step.m_network = network;
    step.m_denoiser = makeDenoiser(*config);
    fillWithNumbers(*step.m_denoiser);
    toChannelsLast(*step.m_denoiser);
    step.m_denoiser->eval();
    step.m_denoiser->freeze();
    step.m_condition = {
        .states = torch::randn({kRows, network.textLength, std::int64_t{config->conditioningFeatureDim}}),
        .mask = torch::ones({kRows, network.textLength}),
        .items = {}};
    step.m_noise = torch::randn({kRows, 3, network.side, network.side});
    return step;
}

void PublicStep::toBfloat16() {
    m_denoiser->to(torch::kBFloat16);
    toChannelsLast(*m_denoiser);
    m_denoiser->freeze();
}

NetworkSpeed PublicStep::clockStep(const CancelToken& cancel) {
    const torch::InferenceMode inference;
    const auto times = torch::full({kRows}, kTime, torch::kInt64);
    const PreparedRows prepared = prepareRows(*m_denoiser, m_condition);
    std::optional<BareRun> yardstick;
    if (cpuFacts().fastBfloat16) yardstick = largeConvolution();
    const auto runYardstick = [&] {
        if (yardstick) yardstick->round();
    };
    const NetworkSpeed speed =
        measureSpeed([&] { forwardRows(*m_denoiser, {m_noise}, times, prepared, cancel); },
                     {.rounds = kRounds, .rowsApart = kRows, .afterRound = runYardstick}, cancel);
    if (yardstick) m_convolutionRate = yardstick->flop() / yardstick->seconds();
    return labelled(speed, "guided step");
}

NetworkSpeed PublicStep::clockText(const CancelToken& cancel) {
    const torch::InferenceMode inference;
    const NetworkSpeed speed = measureSpeed([&] { prepareRows(*m_denoiser, m_condition); },
                                            {.rounds = kRounds, .rowsApart = kRows}, cancel);
    return labelled(speed, "text of a painting");
}

NetworkSpeed PublicStep::labelled(NetworkSpeed speed, const std::string& what) const {
    const bool bfloat16 = m_denoiser->parameters().front().scalar_type() == torch::kBFloat16;
    speed.what = m_network.name + ", " + what;
    speed.precision = precisionText(bfloat16 ? Precision::BFloat16 : Precision::Float32);
    return speed;
}

}  // namespace kaleido
