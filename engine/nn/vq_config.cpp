#include "engine/nn/vq_config.h"

#include "engine/io/json_node.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

void readChannels(const JsonNode& root, VqConfig& config) {
    const JsonNode field = root.at("channels");
    config.channels.clear();
    for (const JsonNode& entry : field.elements(8)) {
        config.channels.push_back(entry.integer<std::int64_t>(8, 4096));
        if (config.channels.back() % 8 != 0) entry.report("a multiple of 8 is needed");
    }
    if (config.channels.empty()) field.report("at least one number of channels is needed");
}

void readSizes(const JsonNode& root, VqConfig& config) {
    config.resolution = root.at("resolution").integer<std::int64_t>(2, 4096);
    config.stride = root.at("stride").integer<std::int64_t>(2, 256);
    const std::int64_t halvings = std::int64_t{1} << config.channels.size();
    if (config.stride != halvings)
        root.at("stride").report(
            fmt::format("{} halvings (\"channels\") make a stride of {}", config.channels.size(), halvings));
    if (config.resolution % config.stride != 0)
        root.at("resolution").report(fmt::format("a multiple of the stride {} is needed", config.stride));
    config.codes = root.at("codes").integer<std::int64_t>(2, 65'536);
    config.codeDim = root.at("code_dim").integer<std::int64_t>(1, 4096);
}

}  // namespace

Result<VqConfig> parseVqConfig(std::string_view json) {
    const auto document = parseJson(json, {});
    if (!document) return Error{Code::BadManifest, "VQ configuration: " + document.error().message, {}, {}};
    JsonFault fault(Code::BadManifest, {});
    const JsonNode root(*document, fault);
    root.allowOnly(
        {"resolution", "stride", "channels", "codes", "code_dim", "commitment", "decay", "dead_below"});
    VqConfig config;
    readChannels(root, config);
    readSizes(root, config);
    if (const auto field = root.find("commitment")) config.commitment = field->number(0, 1000);
    if (const auto field = root.find("decay")) config.decay = field->number(0, 1);
    if (const auto field = root.find("dead_below")) config.deadBelow = field->number(0, 1);
    if (fault.error()) return *fault.error();
    return config;
}

}  // namespace kaleido
