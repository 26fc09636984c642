#include "app/cli/painting.h"

#include "app/cli/option_checks.h"
#include "engine/base/machine.h"
#include "engine/plan/kinds.h"

namespace kaleido::cli {

Painting defaultPainting(const ModelInfo& info) {
    return {.kinds = info.plan.kinds,
            .negative = {},
            .sampler = info.sampler,
            .eta = 0,
            .steps = info.steps,
            .guidance = info.guidance,
            .rescale = 0,
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
            .bfloat16 = record.precision == "bfloat16"};
}

void PaintingOptions::addTo(CLI::App& app) {
    const std::string group = "Painting";
    app.add_option("--kinds", m_kinds,
                   "Parts of the plan that are painted by: all, none (no plan), or a sum of text, items, "
                   "boxes, blobs, tokens, colors")
        ->group(group);
    app.add_option("--guidance", m_guidance, "Guidance weight, -100 … 100; 1 = none (default: the model's)")
        ->check(numberIn(-100.0, 100.0))
        ->group(group);
    app.add_option("--rescale", m_rescale, "Guidance rescale, 0 … 1 (default: 0)")
        ->check(numberIn(0.0, 1.0))
        ->group(group);
    app.add_option("--negative", m_negative, "Caption to keep away from")->group(group);
    app.add_option("--sampler", m_sampler, "dpmpp_2m, ddim or ddpm (default: the model's)")
        ->check(CLI::IsMember({"dpmpp_2m", "ddim", "ddpm"}))
        ->group(group);
    app.add_option("--eta", m_eta, "Noise that DDIM adds, 0 … 1 (default: 0)")
        ->check(numberIn(0.0, 1.0))
        ->group(group);
    app.add_option("--steps", m_steps, "Steps, 1 … 1000 (default: the model's)")
        ->check(CLI::Range(1, 1000))
        ->group(group);
    app.add_option("--precision", m_precision, "auto, float32 or bfloat16 (default: auto)")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16"}))
        ->group(group);
}

Result<Painting> PaintingOptions::applyTo(Painting painting) const {
    if (m_kinds) {
        auto kinds = parseKinds(*m_kinds);
        if (!kinds) return Error{Code::Usage, kinds.error().message, "", "--kinds"};
        painting.kinds = *kinds;
    }
    if (m_negative) painting.negative = *m_negative;
    if (m_sampler) painting.sampler = *m_sampler;
    if (m_eta) painting.eta = *m_eta;
    if (m_steps) painting.steps = *m_steps;
    if (m_guidance) painting.guidance = *m_guidance;
    if (m_rescale) painting.rescale = *m_rescale;
    if (m_precision) {
        const std::string& wanted = *m_precision == "auto" ? defaultPrecision() : *m_precision;
        painting.bfloat16 = wanted == "bfloat16";
    }
    return painting;
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
    if (sampler == "dpmpp_2m") return "DPM++ 2M";
    if (sampler == "ddim") return "DDIM";
    return sampler == "ddpm" ? "DDPM" : sampler;
}

std::string codeVersion() {
    return std::string("Kaleido Studio ") + KALEIDO_VERSION;
}

std::string deviceText() {
    return "cpu (" + cpuFacts().isa + ")";
}

}  // namespace kaleido::cli
