#include "engine/api/bench_report.h"

#include "engine/io/json_value.h"

namespace kaleido {
namespace {

constexpr double kGiga = 1e9;

JsonValue networkJson(const NetworkSpeed& speed) {
    return JsonValue::Object{{"what", speed.what},
                             {"precision", speed.precision},
                             {"seconds", speed.seconds},
                             {"gflop", speed.flop / kGiga},
                             {"gflop_per_second", speed.rate() / kGiga},
                             {"bare_gflop_per_second", speed.bareRate() / kGiga},
                             {"bare_share", speed.bareShare()}};
}

}  // namespace

std::string benchJson(const BenchReport& report, const CpuFacts& cpu) {
    JsonValue::Array networks;
    for (const NetworkSpeed& speed : report.networks) networks.push_back(networkJson(speed));
    const JsonValue document = JsonValue::Object{
        {"machine",
         JsonValue::Object{
             {"processor", cpu.model}, {"isa", cpu.isa}, {"cores", cpu.cores}, {"threads", report.threads}}},
        {"model", report.model},
        {"precision", report.precision},
        {"start_up", report.startUp},
        {"eight_plans", report.uses.plans},
        {"eight_plans_tokens", report.uses.plannedTokens},
        {"sixteen_pictures", report.uses.grid},
        {"first_preview", report.uses.firstPreview},
        {"peak_memory_painting", report.peakPainting},
        {"peak_memory", report.peak},
        {"networks", std::move(networks)}};
    return writeJson(document, {.indent = 2});
}

}  // namespace kaleido
