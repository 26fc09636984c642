#include "engine/base/sampler.h"

#include <algorithm>

namespace kaleido {

Result<SamplerKind> parseSampler(std::string_view name) {
    for (const SamplerName& known : kSamplers) {
        if (name == known.name) return known.kind;
    }
    return Error{Code::Usage, "unknown sampler \"" + std::string(name) + "\"; choose " + samplerChoice(), "",
                 ""};
}

std::string samplerTitle(std::string_view name) {
    const auto* found = std::ranges::find(kSamplers, name, &SamplerName::name);
    return std::string(found == kSamplers.end() ? name : found->title);
}

std::vector<std::string> samplerNames() {
    std::vector<std::string> names(kSamplers.size());
    std::ranges::transform(kSamplers, names.begin(), [](const SamplerName& known) { return known.name; });
    return names;
}

std::string samplerChoice() {
    std::string choice;
    for (const SamplerName& known : kSamplers) {
        if (&known != &kSamplers.front()) choice += &known == &kSamplers.back() ? " or " : ", ";
        choice += known.name;
    }
    return choice;
}

}  // namespace kaleido
