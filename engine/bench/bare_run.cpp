#include "engine/bench/bare_run.h"

#include "engine/bench/stopwatch.h"
#include "engine/nn/side_by_side.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

namespace kaleido {
namespace {

/// Elements of the memory that a strided tensor lies in.
std::int64_t extent(const torch::Tensor& tensor) {
    if (tensor.numel() == 0) return 0;
    std::int64_t last = 0;
    for (std::int64_t i = 0; i < tensor.dim(); ++i) last += (tensor.size(i) - 1) * tensor.stride(i);
    return last + 1;
}

/// Whether it is a tensor that needs numbers; packed weights have kept theirs.
bool needsNumbers(const c10::IValue& argument) {
    return argument.isTensor() && argument.toTensor().defined() && !argument.toTensor().is_mkldnn();
}

}  // namespace

BareRun::BareRun(std::vector<Operation> operations, std::size_t atOnce)
    : m_operations(std::move(operations)), m_atOnce(atOnce), m_seconds(m_operations.size()) {
    std::map<torch::Dtype, std::int64_t> largest;
    for (const Operation& operation : m_operations) {
        std::map<torch::Dtype, std::int64_t> needed;
        for (const c10::IValue& argument : operation.arguments) {
            if (needsNumbers(argument))
                needed[argument.toTensor().scalar_type()] += extent(argument.toTensor());
        }
        for (const auto& [type, elements] : needed) largest[type] = std::max(largest[type], elements);
    }
    for (const auto& [type, elements] : largest) m_pools[type] = torch::randn({elements}).to(type);
}

std::vector<c10::IValue> BareRun::withNumbers(const Operation& operation) const {
    std::map<torch::Dtype, std::int64_t> used;
    std::vector<c10::IValue> arguments;
    for (const c10::IValue& argument : operation.arguments) {
        if (!needsNumbers(argument)) {
            arguments.push_back(argument);
            continue;
        }
        const torch::Tensor& layout = argument.toTensor();
        std::int64_t& offset = used[layout.scalar_type()];
        arguments.emplace_back(
            m_pools.at(layout.scalar_type()).as_strided(layout.sizes(), layout.strides(), offset));
        offset += extent(layout);
    }
    return arguments;
}

std::vector<double> BareRun::clockedOnce() const {
    const torch::NoGradGuard noGrad;
    std::vector<double> seconds;
    for (const Operation& operation : m_operations) {
        const auto op = c10::Dispatcher::singleton().findSchemaOrThrow(operation.name.name.c_str(),
                                                                       operation.name.overload_name.c_str());
        const auto arguments = withNumbers(operation);
        auto unclocked = arguments;
        op.callBoxed(unclocked);
        auto clocked = arguments;
        const Stopwatch watch;
        op.callBoxed(clocked);
        seconds.push_back(watch.seconds());
    }
    return seconds;
}

void BareRun::round() {
    std::vector<std::vector<double>> runs(std::max<std::size_t>(m_atOnce, 1));
    const auto run = [&](std::size_t i) { runs[i] = clockedOnce(); };
    if (m_atOnce == 0) {
        run(0);
    } else {
        sideBySide(m_atOnce, run);
    }
    const auto count = static_cast<double>(runs.size());
    for (std::size_t i = 0; i < m_operations.size(); ++i) {
        double sum = 0;
        for (const auto& seconds : runs) sum += seconds[i];
        m_seconds[i].push_back(sum / count / count);  // the mean run's, and so many are done in that time
    }
}

double BareRun::seconds() const {
    double sum = 0;
    for (std::size_t i = 0; i < m_operations.size(); ++i)
        sum += median(m_seconds[i]) * static_cast<double>(m_operations[i].calls);
    return sum;
}

double BareRun::flop() const {
    double sum = 0;
    for (const Operation& operation : m_operations)
        sum += operation.flop() * static_cast<double>(operation.calls);
    return sum;
}

}  // namespace kaleido
