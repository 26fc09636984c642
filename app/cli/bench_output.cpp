#include "app/cli/bench_output.h"

#include <fmt/format.h>

namespace kaleido::cli {
namespace {

constexpr double kGiga = 1e9;
constexpr double kMega = 1e6;

JsonValue machineJson(const CpuFacts& cpu, int threads) {
    return JsonValue::Object{
        {"processor", cpu.model}, {"isa", cpu.isa}, {"cores", cpu.cores}, {"threads", threads}};
}

JsonValue networkJson(const NetworkSpeed& speed) {
    return JsonValue::Object{{"what", speed.what},
                             {"precision", speed.precision},
                             {"seconds", speed.seconds},
                             {"gflop", speed.flop / kGiga},
                             {"gflop_per_second", speed.rate() / kGiga},
                             {"bare_gflop_per_second", speed.bareRate() / kGiga},
                             {"bare_share", speed.bareShare()}};
}

JsonValue networksJson(const std::vector<NetworkSpeed>& speeds) {
    JsonValue::Array networks;
    for (const NetworkSpeed& speed : speeds) networks.push_back(networkJson(speed));
    return networks;
}

JsonValue peersJson(const std::vector<PeerSpeed>& peers) {
    JsonValue::Array all;
    for (const PeerSpeed& peer : peers)
        all.push_back(JsonValue::Object{{"what", peer.what},
                                        {"machine", peer.machine},
                                        {"isa", peer.isa},
                                        {"seconds", peer.seconds},
                                        {"gflop_per_second", peer.rate / kGiga},
                                        {"convolution_gflop_per_second", peer.convolutionRate / kGiga},
                                        {"convolution_share", peer.share()}});
    return all;
}

bool comparable(const PeerSpeed& peer, const CpuFacts& cpu) {
    return peer.isa == cpu.isa;
}

/// Each of our steps over each of the peers that were measured on a machine like this one.
JsonValue speedUpsJson(const PublicBenchReport& report, const CpuFacts& cpu) {
    JsonValue::Array all;
    for (const NetworkSpeed& step : report.steps) {
        for (const PeerSpeed& peer : report.peers) {
            if (comparable(peer, cpu))
                all.push_back(JsonValue::Object{{"precision", step.precision},
                                                {"peer", peer.what},
                                                {"times_as_fast", report.speedUp(step, peer)}});
        }
    }
    return all;
}

void printLine(const char* name, const std::string& value) {
    fmt::print("{:<40} {}\n", name, value);
}

std::string secondsText(double value) {
    return fmt::format("{:.2f} s", value);
}

std::string megabytesText(std::uint64_t bytes) {
    return fmt::format("{:.0f} MB", static_cast<double>(bytes) / kMega);
}

void printNetworks(const std::vector<NetworkSpeed>& speeds) {
    fmt::print("\n{:<40} {:>9} {:>9} {:>9} {:>9} {:>6}\n", "network", "ms", "GFLOP", "GFLOP/s", "bare",
               "share");
    for (const NetworkSpeed& speed : speeds) {
        fmt::print("{:<40} {:>9.2f} {:>9.3f} {:>9.1f} {:>9.1f} {:>5.0f}%  {}\n", speed.what,
                   1000 * speed.seconds, speed.flop / kGiga, speed.rate() / kGiga, speed.bareRate() / kGiga,
                   100 * speed.bareShare(), speed.precision);
    }
}

/// "2.10 x as fast" for each of our steps; nothing for a machine of another kind.
std::string speedUpsText(const PublicBenchReport& report, const PeerSpeed& peer) {
    std::string text;
    for (const NetworkSpeed& step : report.steps)
        text += fmt::format("  {}: {:.2f} x as fast", step.precision, report.speedUp(step, peer));
    return text;
}

void printPeers(const PublicBenchReport& report, const CpuFacts& cpu) {
    const double here = report.convolutionRate.value() / kGiga;
    fmt::print(
        "\nThe public code, or its architecture written anew, on 2 cores elsewhere; \"bare\" and \"share\" "
        "by\n"
        "bf16 convolutions alone, {:.0f} GFLOP/s here.\n"
        "{:<48} {:>9} {:>9} {:>9} {:>6}\n",
        here, "in PyTorch eager", "ms", "GFLOP/s", "bare", "share");
    for (const PeerSpeed& peer : report.peers)
        fmt::print("{:<48} {:>9.0f} {:>9.0f} {:>9.0f} {:>5.0f}%{}\n",
                   fmt::format("{} ({})", peer.what, peer.isa), 1000 * peer.seconds, peer.rate / kGiga,
                   peer.convolutionRate / kGiga, 100 * peer.share(),
                   comparable(peer, cpu) ? speedUpsText(report, peer) : "");
}

}  // namespace

JsonValue benchJson(const BenchReport& report, const CpuFacts& cpu) {
    return JsonValue::Object{{"machine", machineJson(cpu, report.threads)},
                             {"model", report.model},
                             {"precision", report.precision},
                             {"start_up", report.startUp},
                             {"eight_plans", report.uses.plans},
                             {"eight_plans_tokens", report.uses.plannedTokens},
                             {"sixteen_pictures", report.uses.grid},
                             {"first_preview", report.uses.firstPreview},
                             {"peak_memory_painting", report.peakPainting},
                             {"peak_memory", report.peak},
                             {"networks", networksJson(report.networks)}};
}

JsonValue benchJson(const PublicBenchReport& report, const CpuFacts& cpu) {
    JsonValue::Object json{{"machine", machineJson(cpu, report.threads)},
                           {"network", report.network},
                           {"parameters", report.parameters},
                           {"peak_memory", report.peak},
                           {"steps", networksJson(report.steps)},
                           {"texts", networksJson(report.texts)},
                           {"public_code", peersJson(report.peers)}};
    if (!report.convolutionRate) return json;
    json.emplace_back("convolution_gflop_per_second", *report.convolutionRate / kGiga);
    json.emplace_back("against_public_code", speedUpsJson(report, cpu));
    return json;
}

void printBench(const BenchReport& report, const CpuFacts& cpu) {
    fmt::print("{} in {} on {}, {} threads\n\n", report.model, report.precision, cpu.model, report.threads);
    printLine("start to model loaded", secondsText(report.startUp));
    printLine("8 plans",
              fmt::format("{} ({} tokens)", secondsText(report.uses.plans), report.uses.plannedTokens));
    printLine("16 pictures, 20 guided steps", secondsText(report.uses.grid));
    printLine("start of painting to first preview", secondsText(report.uses.firstPreview));
    printLine("peak memory, planning and painting", megabytesText(report.peakPainting));
    printLine("peak memory, this command", megabytesText(report.peak));
    printNetworks(report.networks);
}

void printBench(const PublicBenchReport& report, const CpuFacts& cpu) {
    fmt::print("{}, {:.0f} million random weights, on {}, {} threads\n\n", report.network,
               static_cast<double>(report.parameters) / kMega, cpu.model, report.threads);
    printLine("peak memory, this command", megabytesText(report.peak));
    std::vector<NetworkSpeed> speeds = report.steps;
    speeds.insert(speeds.end(), report.texts.begin(), report.texts.end());
    printNetworks(speeds);
    if (report.convolutionRate) printPeers(report, cpu);
}

}  // namespace kaleido::cli
