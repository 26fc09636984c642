#include "engine/io/cads_settings.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

/// False for NaN, too.
bool isIn(double value, double low, double high) {
    return value >= low && value <= high;
}

Error usage(const char* field, std::string message) {
    return {Code::Usage, std::move(message), "", field};
}

}  // namespace

Result<void> checkCads(const CadsSettings& settings) {
    if (!isIn(settings.scale, 0, kMaxCadsScale))
        return usage("cads.scale", fmt::format("must be between 0 (off) and {}", kMaxCadsScale));
    if (!isIn(settings.tauHigh, 0, 1) || !isIn(settings.tauLow, 0, settings.tauHigh))
        return usage("cads.tau", "must be two numbers between 0 and 1, the lower one first");
    if (!isIn(settings.mix, 0, 1)) return usage("cads.mix", "must be between 0 and 1");
    return {};
}

JsonValue cadsToValue(const CadsSettings& settings) {
    return {JsonValue::Object{{"scale", {settings.scale}},
                              {"tau_low", {settings.tauLow}},
                              {"tau_high", {settings.tauHigh}},
                              {"mix", {settings.mix}}}};
}

CadsSettings cadsFromNode(const JsonNode& node) {
    node.allowOnly({"scale", "tau_low", "tau_high", "mix"});
    CadsSettings settings;
    settings.scale = node.at("scale").number(0, kMaxCadsScale);
    settings.tauHigh = node.at("tau_high").number(0, 1);
    settings.tauLow = node.at("tau_low").number(0, 1);
    settings.mix = node.at("mix").number(0, 1);
    if (settings.tauLow > settings.tauHigh) node.at("tau_low").report("must not be above tau_high");
    return settings;
}

}  // namespace kaleido
