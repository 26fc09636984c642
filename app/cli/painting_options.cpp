#include "app/cli/painting_options.h"

#include "app/cli/captions.h"
#include "app/cli/option_checks.h"
#include "engine/base/sampler.h"
#include "engine/plan/kinds.h"

namespace kaleido::cli {
namespace {

constexpr const char* kGroup = "Painting";

}  // namespace

void PaintingOptions::addTo(CLI::App& app) {
    app.add_option("--kinds", m_kinds,
                   "Parts of the plan that are painted by: all, none (no plan), or a sum of text, items, "
                   "boxes, blobs, tokens, colors")
        ->group(kGroup);
    app.add_option("--guidance", m_guidance, "Guidance weight, -100 … 100; 1 = none (default: the model's)")
        ->check(numberIn(-100.0, 100.0))
        ->group(kGroup);
    app.add_option("--sampler", m_sampler, samplerChoice() + " (default: the model's)")
        ->check(CLI::IsMember(samplerNames()))
        ->group(kGroup);
    app.add_option("--steps", m_steps, "Steps, 1 … 1000 (default: the model's)")
        ->check(CLI::Range(1, 1000))
        ->group(kGroup);
    app.add_option(
           "--cads", m_cads,
           "More variety for one plan: noise on what the painter is told, fading out early on (CADS). "
           "Its scale, 0 … 10; 0 = off (default), 0.25 is a good start")
        ->check(numberIn(0, kMaxCadsScale))
        ->group(kGroup);
    addUncomparedTo(app);
}

void PaintingOptions::addUncomparedTo(CLI::App& app) {
    app.add_option("--rescale", m_rescale, "Guidance rescale, 0 … 1 (default: 0)")
        ->check(numberIn(0.0, 1.0))
        ->group(kGroup);
    app.add_option("--negative", m_negative, "Caption to keep away from")->group(kGroup);
    app.add_option("--eta", m_eta, "Noise that DDIM adds, 0 … 1 (default: 0)")
        ->check(numberIn(0.0, 1.0))
        ->group(kGroup);
    app.add_option("--precision", m_precision, "auto, float32 or bfloat16 (default: auto)")
        ->check(CLI::IsMember({"auto", "float32", "bfloat16"}))
        ->group(kGroup);
    app.add_option(
           "--cads-tau", m_cadsTau,
           "Times between which the noise of --cads fades, 0 … 1, where painting begins at 1 and ends at 0 "
           "(default: 0.6,0.9)")
        ->type_name("LOW,HIGH")
        ->delimiter(',')
        ->expected(2)
        ->check(numberIn(0, 1))
        ->group(kGroup);
    app.add_option(
           "--cads-mix", m_cadsMix,
           "Share of the noisy condition that keeps the spread of the clean one, 0 … 1; less is wilder "
           "(default: 1)")
        ->check(numberIn(0, 1))
        ->group(kGroup);
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
    if (m_negative) {
        if (auto fine = checkText(*m_negative, "", "--negative"); !fine) return fine.error();
        painting.negative = *m_negative;
    }
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

}  // namespace kaleido::cli
