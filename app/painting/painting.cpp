#include "app/painting/painting.h"

#include "engine/base/machine.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kaleido {
namespace {

/// The samplers' names in requests and files, and as viewers of generated pictures know them.
constexpr std::array<std::pair<const char*, const char*>, 5> kSamplers{{
    {"dpmpp_2m", "DPM++ 2M"},
    {"dpmpp_3m", "DPM++ 3M"},
    {"unipc", "UniPC"},
    {"ddim", "DDIM"},
    {"ddpm", "DDPM"},
}};

}  // namespace

std::vector<std::string> samplerNames() {
    std::vector<std::string> names;
    for (const auto& [name, title] : kSamplers) names.emplace_back(name);
    return names;
}

Painting defaultPainting(const ModelInfo& info) {
    return {.kinds = info.plan.kinds,
            .negative = {},
            .sampler = info.sampler,
            .eta = 0,
            .steps = info.steps,
            .guidance = info.guidance,
            .rescale = 0,
            .cads = {},
            .bfloat16 = defaultPrecision() == "bfloat16"};
}

Painting paintingOf(const PictureRecord& record) {
    return {.kinds = record.kinds,
            .negative = record.negative,
            .sampler = record.sampler,
            .eta = record.eta,
            .steps = record.steps,
            .guidance = record.guidance,
            .rescale = record.rescale,
            .cads = record.cads,
            .bfloat16 = record.precision == "bfloat16"};
}

GenerateRequest requestFor(const Painting& painting, const std::filesystem::path& model) {
    GenerateRequest request;
    request.model = model;
    request.kinds = painting.kinds;
    request.negative = painting.negative;
    request.sampler = painting.sampler;
    request.eta = painting.eta;
    request.steps = painting.steps;
    request.guidance = painting.guidance;
    request.rescale = painting.rescale;
    request.cads = painting.cads;
    request.bfloat16 = painting.bfloat16;
    return request;
}

PictureRecord recordFor(const Painting& painting, const ModelInfo& info) {
    PictureRecord record;
    record.kinds = painting.kinds;
    record.negative = painting.negative;
    record.sampler = painting.sampler;
    record.eta = painting.eta;
    record.steps = painting.steps;
    record.guidance = painting.guidance;
    record.rescale = painting.rescale;
    record.cads = painting.cads;
    record.modelId = info.id;
    record.modelHash = info.hash;
    record.codeVersion = codeVersion();
    record.device = deviceText();
    record.precision = precisionName(painting);
    return record;
}

std::string precisionName(const Painting& painting) {
    return painting.bfloat16 ? "bfloat16" : "float32";
}

std::string samplerTitle(const std::string& sampler) {
    const auto* found = std::find_if(kSamplers.begin(), kSamplers.end(),
                                     [&](const auto& known) { return sampler == known.first; });
    return found == kSamplers.end() ? sampler : found->second;
}

std::string codeVersion() {
    return std::string("Kaleido Studio ") + KALEIDO_VERSION;
}

std::string deviceText() {
    return "cpu (" + cpuFacts().isa + ")";
}

}  // namespace kaleido
