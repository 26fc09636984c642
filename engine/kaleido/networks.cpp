#include "engine/kaleido/networks.h"

#include "engine/io/safetensors.h"
#include "engine/nn/weights.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

/// The error of a manifest's section, told with the section's name.
Error inSection(Error error, const std::string& section) {
    error.field = "/" + section + error.field;
    return error;
}

Error misfit(const std::string& field, std::int64_t is, std::int64_t wanted, const std::string& why) {
    return {Code::BadManifest, fmt::format("is {}, must be {}: {}", is, wanted, why), "", field};
}

/// Whether the painter reads what the text side gives, and its pictures can be halved as often as it does.
Result<void> checkPainter(const UNetConfig& outermost, const T5Config& t5, const ModelManifest& manifest) {
    std::string section = "/unet";
    const UNetConfig* config = &outermost;
    std::int64_t halvings = 0;
    for (;; config = config->inner.get(), section += "/inner_config") {
        halvings += static_cast<std::int64_t>(config->resolutionChannels.size()) - 1;
        if (!config->inner) break;
    }
    const int read = config->conditioningFeatureDim;
    if (read != t5.dModel && read != 2 * t5.dModel) {
        return Error{
            Code::BadManifest,
            fmt::format("is {}, must be {}, the width of t5's states, or {}, with their tokens' embeddings",
                        read, t5.dModel, 2 * t5.dModel),
            "", section + "/conditioning_feature_dim"};
    }
    const std::int64_t smallest = std::int64_t{1} << halvings;
    if (manifest.resolution % smallest == 0) return {};
    return Error{Code::BadManifest,
                 fmt::format("is {}, must be a multiple of {}: the painter halves its pictures {} times",
                             manifest.resolution, smallest, halvings),
                 "", "/resolution"};
}

/// Whether the picture tokenizer's codes are the plan's visual tokens.
Result<void> checkPictureTokenizer(const VqConfig& vq, const ModelManifest& manifest) {
    if (vq.codes != manifest.plan.tokenCodes)
        return misfit("/plan/voken/codes", manifest.plan.tokenCodes, vq.codes, "so many codes has vq");
    if (vq.grid() != manifest.plan.tokenColumns || vq.grid() != manifest.plan.tokenRows) {
        return Error{Code::BadManifest, fmt::format("must be {0} × {0}, the codes of vq", vq.grid()), "",
                     "/plan/voken/grid"};
    }
    return {};
}

}  // namespace

Result<Networks> buildNetworks(const ModelManifest& manifest, DenoiserLevels levels) {
    const auto inManifest = [&manifest](Error error) {
        error.path = (manifest.folder / "model.json").string();
        return error;
    };
    const auto t5 = parseT5Config(manifest.t5Json);
    if (!t5) return inManifest(inSection(t5.error(), "t5"));
    auto unet = parseUNetConfig(manifest.unetJson);
    if (!unet) return inManifest(inSection(unet.error(), "unet"));
    const auto vq = parseVqConfig(manifest.vqJson);
    if (!vq) return inManifest(inSection(vq.error(), "vq"));
    if (t5->vocabSize != manifest.text.vocabSize) {
        return inManifest(
            misfit("/t5/vocab_size", t5->vocabSize, manifest.text.vocabSize, "so says text/vocab_size"));
    }
    if (auto fits = checkPainter(*unet, *t5, manifest); !fits) return inManifest(fits.error());
    if (auto fits = checkPictureTokenizer(*vq, manifest); !fits) return inManifest(fits.error());

    UNetConfig config = *unet;
    if (levels == DenoiserLevels::InnermostOnly) {
        while (config.inner) config = UNetConfig(*config.inner);
        config.nesting = false;
    }
    Networks networks{std::make_shared<T5Impl>(*t5), makeDenoiser(config),
                      std::make_shared<PictureTokenizerImpl>(*vq)};
    toChannelsLast(*networks.denoiser);
    toChannelsLast(*networks.pictureTokenizer);
    return networks;
}

std::string innermostPrefix(const ModelManifest& manifest) {
    std::string prefix;
    const auto unet = parseUNetConfig(manifest.unetJson);
    if (!unet) return prefix;
    for (const UNetConfig* config = &*unet; config->inner; config = config->inner.get()) {
        prefix += "inner_unet.";
    }
    return prefix;
}

Result<std::vector<std::int64_t>> denoiserScales(const ModelManifest& manifest) {
    const auto unet = parseUNetConfig(manifest.unetJson);
    if (!unet) return inSection(unet.error(), "unet");
    std::vector<std::int64_t> scales = {1};
    std::vector<std::int64_t> ratios;
    for (const UNetConfig* config = &*unet; config->inner; config = config->inner.get()) {
        ratios.push_back(std::int64_t{1} << (config->resolutionChannels.size() - 1));
    }
    for (auto ratio = ratios.rbegin(); ratio != ratios.rend(); ++ratio)
        scales.insert(scales.begin(), *ratio * scales[0]);
    return scales;
}

Result<void> loadNetwork(torch::nn::Module& network, const ModelManifest& manifest, const std::string& role,
                         const std::string& prefix) {
    const ModelFile* file = manifest.fileFor(role);
    if (!file) {
        return Error{Code::BadManifest, "no file has the role '" + role + "'; the model is incomplete",
                     (manifest.folder / "model.json").string(), "/files"};
    }
    auto weights = SafeTensorsFile::open(manifest.pathOf(*file));
    if (!weights) return weights.error();
    return loadWeights(network, *weights, prefix);
}

std::vector<std::pair<std::string, torch::Tensor>> namedParameters(const torch::nn::Module& module,
                                                                   const std::string& prefix) {
    std::vector<std::pair<std::string, torch::Tensor>> named;
    for (const auto& parameter : module.named_parameters()) {
        named.emplace_back(prefix + parameter.key(), parameter.value());
    }
    return named;
}

std::vector<std::pair<std::string, torch::Tensor>> namedBuffers(const torch::nn::Module& module,
                                                                const std::string& prefix) {
    std::vector<std::pair<std::string, torch::Tensor>> named;
    const auto parameters = module.named_parameters();
    for (const auto& entry : stateDict(module)) {
        if (!parameters.contains(entry.key())) named.emplace_back(prefix + entry.key(), entry.value());
    }
    return named;
}

void toChannelsLast(torch::nn::Module& module) {
    const torch::NoGradGuard noGrad;
    for (torch::Tensor& parameter : module.parameters()) {
        if (parameter.dim() == 4) parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
    }
}

}  // namespace kaleido
