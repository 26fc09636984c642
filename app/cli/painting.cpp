#include "app/cli/painting.h"

#include "app/cli/option_checks.h"
#include "engine/base/machine.h"
#include "engine/plan/kinds.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kaleido::cli {
namespace {

/// The samplers' names in requests and files, and as viewers of generated pictures know them.
constexpr std::array<std::pair<const char*, const char*>, 5> kSamplers{{
    {"dpmpp_2m", "DPM++ 2M"},
    {"dpmpp_3m", "DPM++ 3M"},
    {"unipc", "UniPC"},
    {"ddim", "DDIM"},
    {"ddpm", "DDPM"},
}};

std::vector<std::string> samplerNames() {
    std::vector<std::string> names;
    for (const auto& [name, title] : kSamplers) names.emplace_back(name);
    return names;
}

}  // namespace

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
    app.add_option("--sampler", m_sampler, "dpmpp_2m, dpmpp_3m, unipc, ddim or ddpm (default: the model's)")
        ->check(CLI::IsMember(samplerNames()))
        ->group(group);
    app.add_option("--eta", m_eta, "Noise that DDIM adds, 0 … 1 (default: 0)")
        ->check(numberIn(0.0, 1.0))
        ->group(group);
    app.add_option("--steps", m_steps, "Steps, 1 … 1000 (default: the model's)")
        ->check(CLI::Range(1, 1000))
        ->group(group);
    addCadsTo(app, group);
    app.add_option("--precision", m_precision, "auto, float32 or bfloat16 (default: auto)")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16"}))
        ->group(group);
}

void PaintingOptions::addCadsTo(CLI::App& app, const std::string& group) {
    app.add_option(
           "--cads", m_cads,
           "More variety for one plan: noise on what the painter is told, fading out early on (CADS). "
           "Its scale, 0 … 10; 0 = off (default), 0.25 is a good start")
        ->check(numberIn(0, kMaxCadsScale))
        ->group(group);
    app.add_option("--cads-tau", m_cadsTau,
                   "Times between which that noise fades, 0 … 1, where painting begins at 1 and ends at 0 "
                   "(default: 0.6,0.9)")
        ->type_name("LOW,HIGH")
        ->delimiter(',')
        ->expected(2)
        ->check(numberIn(0, 1))
        ->group(group);
    app.add_option(
           "--cads-mix", m_cadsMix,
           "Share of the noisy condition that keeps the spread of the clean one, 0 … 1; less is wilder "
           "(default: 1)")
        ->check(numberIn(0, 1))
        ->group(group);
}

Result<void> PaintingOptions::applyCadsTo(CadsSettings& cads) const {
    if (m_cads) cads.scale = *m_cads;
    if (!cads.on()) {
        cads = {};
        const char* idle = !m_cadsTau.empty() ? "--cads-tau" : "--cads-mix";
        if (!m_cadsTau.empty() || m_cadsMix)
            return Error{Code::Usage, "changes nothing without --cads; give it a scale above 0", "", idle};
        return {};
    }
    if (!m_cadsTau.empty()) {
        if (m_cadsTau[0] > m_cadsTau[1])
            return Error{Code::Usage, "the lower time comes first, for example 0.6,0.9", "", "--cads-tau"};
        cads.tauLow = m_cadsTau[0];
        cads.tauHigh = m_cadsTau[1];
    }
    if (m_cadsMix) cads.mix = *m_cadsMix;
    return {};
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
    if (auto applied = applyCadsTo(painting.cads); !applied) return applied.error();
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

}  // namespace kaleido::cli
