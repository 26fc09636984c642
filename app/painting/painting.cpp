#include "app/painting/painting.h"

#include "engine/base/machine.h"

namespace kaleido {

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

std::string codeVersion() {
    return std::string("Kaleido Studio ") + KALEIDO_VERSION;
}

std::string deviceText() {
    return "cpu (" + cpuFacts().isa + ")";
}

}  // namespace kaleido
