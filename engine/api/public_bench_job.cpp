#include "engine/api/public_bench_job.h"

#include "engine/base/machine.h"
#include "engine/runtime/memory_budget.h"

#include <torch/types.h>
#include <torch/utils.h>

namespace kaleido {
namespace {

constexpr double kGiga = 1e9;

/// Clocked with 2 threads on 2 cores. The first two are the public code itself. The others are its architecture written anew
/// in plain PyTorch, as its layers are: float32 softmax, maps not channels-last, the text projected at every step.
std::vector<PeerSpeed> publicCode() {
    const auto peer = [](const char* what, const char* machine, const char* isa, double seconds, double rate,
                         double convolutions) {
        return PeerSpeed{what, machine, isa, seconds, rate * kGiga, convolutions * kGiga};
    };
    return {peer("PyTorch 2.13 eager, float32", "EPYC", "avx512_bf16", 4.16, 173, 440),
            peer("PyTorch 2.13 eager, bf16 autocast", "EPYC", "avx512_bf16", 2.73, 263, 440),
            peer("written anew, float32", "Xeon", "amx_bf16", 3.67, 196, 2110),
            peer("written anew, bf16 autocast", "Xeon", "amx_bf16", 2.99, 240, 2110)};
}

}  // namespace

Result<Slice> PublicBenchJob::runSlice(JobContext& context) {
    if (!m_step) {
        context.post(Progress{.stage = "building " + m_network.name, .done = 0, .total = 0});
        if (auto built = build(context); !built) return built.error();
        return Slice::More;
    }
    context.post(Progress{.stage = "clocking " + m_network.name,
                          .done = static_cast<std::int64_t>(m_report.steps.size()),
                          .total = static_cast<std::int64_t>(m_precisions.size())});
    clock(context);
    if (!isDone()) return Slice::More;
    m_report.convolutionRate = m_step->convolutionRate();
    m_report.peak = memoryFacts().peakResident;
    context.post(PublicBenchDone{m_report});
    return Slice::Done;
}

Result<void> PublicBenchJob::build(JobContext& context) {
    auto admitted = context.memory().ask(
        {.what = "clocking " + m_network.name + " with random weights", .fixed = m_network.neededBytes()});
    if (!admitted) return admitted.error();
    auto step = PublicStep::build(m_network);
    if (!step) return step.error();
    m_step = *std::move(step);
    if (m_request.bfloat16.value_or(false) == false) m_precisions.push_back(false);
    if (m_request.bfloat16.value_or(cpuFacts().fastBfloat16)) m_precisions.push_back(true);
    m_report.network = m_network.name;
    m_report.parameters = m_network.parameters;
    m_report.threads = torch::get_num_threads();
    m_report.peers = publicCode();
    return {};
}

void PublicBenchJob::clock(const JobContext& context) {
    if (m_precisions[m_report.steps.size()]) m_step->toBfloat16();
    m_report.texts.push_back(m_step->clockText(context.cancel()));
    m_report.steps.push_back(m_step->clockStep(context.cancel()));
}

}  // namespace kaleido
