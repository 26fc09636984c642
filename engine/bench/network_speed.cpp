#include "engine/bench/network_speed.h"

#include "engine/bench/bare_run.h"
#include "engine/bench/operation_log.h"
#include "engine/bench/stopwatch.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <vector>

namespace kaleido {
namespace {

std::vector<Operation> operationsOf(const std::function<void()>& network) {
    OperationLog log;
    network();
    return log.operations();
}

}  // namespace

NetworkSpeed measureSpeed(const std::function<void()>& network, const SpeedOptions& options,
                          const CancelToken& cancel) {
    network();
    const auto threads = static_cast<std::size_t>(torch::get_num_threads());
    BareRun bare(operationsOf(network), std::min(options.rowsApart, threads));
    std::vector<double> seconds;
    for (int i = 0; i < options.rounds; ++i) {
        cancel.checkpoint();
        const Stopwatch watch;
        network();
        seconds.push_back(watch.seconds());
        bare.round();
        if (options.afterRound) options.afterRound();
    }
    NetworkSpeed speed;
    speed.seconds = median(seconds) / options.parts;
    speed.flop = bare.flop() / options.parts;
    speed.bareSeconds = bare.seconds() / options.parts;
    return speed;
}

}  // namespace kaleido
