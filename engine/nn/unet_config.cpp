#include "engine/nn/unet_config.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

namespace kaleido {

namespace {

using nlohmann::json;

/// What is wrong with the configuration, thrown inside this file and turned into an Error at its border.
struct BadConfig {
    std::string field;
    std::string message;
};

/// Takes the values of one JSON object key by key and complains about what nobody took.
class Reader {
public:
    Reader(const json& object, std::string pointer) : m_object(object), m_pointer(std::move(pointer)) {
        if (!object.is_object()) throw BadConfig{m_pointer, "must be an object"};
    }

    [[noreturn]] void fail(const std::string& key, const std::string& message) const {
        throw BadConfig{m_pointer + "/" + key, message};
    }

    /// The value of a key; null counts as missing.
    const json* take(const std::string& key) {
        m_taken.insert(key);
        const auto found = m_object.find(key);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }

    void read(const std::string& key, bool& target) {
        const json* value = take(key);
        if (value == nullptr) return;
        if (value->is_boolean()) {
            target = value->get<bool>();
        } else if (*value == 0 || *value == 1) {
            target = *value == 1;
        } else {
            fail(key, "must be true or false");
        }
    }

    void read(const std::string& key, int& target) {
        if (const json* value = take(key)) target = integer(key, *value, -1, 65536);
    }

    void read(const std::string& key, std::vector<int>& target, int smallest) {
        const json* value = take(key);
        if (value == nullptr) return;
        if (!value->is_array()) fail(key, "must be a list of integers");
        if (value->size() > 16) fail(key, "has more than 16 entries");
        target.clear();
        for (const json& entry : *value) target.push_back(integer(key, entry, smallest, 65536));
    }

    /// A key of the public configurations that only one value makes sense for here.
    void requireFalse(const std::string& key) {
        bool value = false;
        read(key, value);
        if (value) fail(key, "is not supported; it must be false");
    }

    void refuseUnknownKeys() const {
        for (const auto& [key, value] : m_object.items()) {
            if (!m_taken.contains(key)) fail(key, "is not a key of a U-Net");
        }
    }

    std::string pointer(const std::string& key) const { return m_pointer + "/" + key; }

private:
    int integer(const std::string& key, const json& value, int smallest, int largest) const {
        if (!value.is_number_integer() || value < smallest || value > largest) {
            fail(key, fmt::format("must be an integer from {} to {}", smallest, largest));
        }
        return value.get<int>();
    }

    const json& m_object;
    std::string m_pointer;
    std::set<std::string> m_taken;
};

/// "scale:64,watermark_score:1"; empty or "none" is none.
std::vector<MicroCondition> readMicroConditions(Reader& reader) {
    const std::string key = "micro_conditioning";
    const json* value = reader.take(key);
    if (value == nullptr) return {};
    if (!value->is_string()) reader.fail(key, "must be a string like \"scale:64\"");
    const auto text = value->get<std::string>();
    std::vector<MicroCondition> conditions;
    if (text.empty() || text == "none") return conditions;

    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string part = text.substr(begin, end - begin);
        const std::size_t colon = part.find(':');
        MicroCondition condition{part.substr(0, colon), 0};
        const char* last = part.data() + part.size();
        const char* number = colon == std::string::npos ? last : part.data() + colon + 1;
        const auto [stop, problem] = std::from_chars(number, last, condition.defaultValue);
        const bool isName = !condition.name.empty() && condition.name.find('.') == std::string::npos;
        if (!isName || problem != std::errc{} || stop != last || !std::isfinite(condition.defaultValue)) {
            reader.fail(key, fmt::format("cannot read \"{}\"; expected name:number", part));
        }
        if (condition.name == "scale" && condition.defaultValue <= 0) {
            reader.fail(key, "the default of scale must be positive");
        }
        for (const MicroCondition& other : conditions) {
            if (other.name == condition.name) reader.fail(key, fmt::format("names \"{}\" twice", other.name));
        }
        conditions.push_back(std::move(condition));
        begin = end + 1;
    }
    return conditions;
}

void checkLevels(const Reader& reader, UNetConfig& config, bool countsGiven) {
    const std::size_t levels = config.resolutionChannels.size();
    if (levels == 0) reader.fail("resolution_channels", "must list the channels of at least one resolution");
    for (const int channels : config.resolutionChannels) {
        if (channels % kNormGroups != 0) {
            reader.fail("resolution_channels",
                        fmt::format("{} is not a multiple of {}", channels, kNormGroups));
        }
    }
    if (config.numResnetsPerResolution.size() != levels) {
        reader.fail("num_resnets_per_resolution", fmt::format("needs {} entries, one a resolution", levels));
    }
    for (const int level : config.attentionLevels) {
        if (level >= static_cast<int>(levels)) {
            reader.fail("attention_levels",
                        fmt::format("{} is not one of the {} resolutions", level, levels));
        }
    }
    if (!countsGiven) {
        config.numAttentionLayers.assign(levels, 0);
        for (const int level : config.attentionLevels)
            config.numAttentionLayers[static_cast<std::size_t>(level)] = 1;
    }
    if (config.numAttentionLayers.size() != levels) {
        reader.fail("num_attention_layers", fmt::format("needs {} entries, one a resolution", levels));
    }
    if (config.timeWidth() % 8 != 0) reader.fail("temporal_dim", "must be a multiple of 8");
}

void checkInnermost(const Reader& reader, const UNetConfig& config) {
    if (config.conditioningFeatureDim <= 0) {
        reader.fail("conditioning_feature_dim", "must be the width of the text states, a positive number");
    }
    if (config.numLmHeadLayers > 0 && config.textWidth() % kAttentionHeads != 0) {
        reader.fail("num_lm_head_layers",
                    fmt::format("needs a text width that is a multiple of {}", kAttentionHeads));
    }
}

void checkNested(const Reader& reader, const UNetConfig& config) {
    if (!config.attentionLevels.empty()) {
        reader.fail("attention_levels", "must be empty: a level with inner_config has no attention");
    }
    if (!config.skipMidBlocks) reader.fail("skip_mid_blocks", "must be true for a level with inner_config");
    if (!config.skipCondEmb) reader.fail("skip_cond_emb", "must be true for a level with inner_config");
    if (!config.inner->nesting) reader.fail("inner_config/nesting", "must be true for an inner level");
    if (config.inner->timeWidth() != config.timeWidth()) {
        reader.fail("temporal_dim",
                    fmt::format("is {}, but the inner level has {}; all levels share one text embedding",
                                config.timeWidth(), config.inner->timeWidth()));
    }
}

UNetConfig readConfig(const json& object, const std::string& pointer, bool isInner) {
    Reader reader(object, pointer);
    UNetConfig config;
    reader.read("resolution_channels", config.resolutionChannels, 1);
    reader.read("num_resnets_per_resolution", config.numResnetsPerResolution, 1);
    reader.read("attention_levels", config.attentionLevels, 0);
    const bool countsGiven =
        object.contains("num_attention_layers") && !object["num_attention_layers"].is_null();
    reader.read("num_attention_layers", config.numAttentionLayers, 0);
    reader.read("temporal_dim", config.temporalDim);
    checkLevels(reader, config, countsGiven);

    reader.read("conditioning_feature_dim", config.conditioningFeatureDim);
    reader.read("conditioning_feature_proj_dim", config.conditioningFeatureProjDim);
    reader.read("num_lm_head_layers", config.numLmHeadLayers);
    reader.read("masked_cross_attention", config.maskedCrossAttention);
    reader.read("use_attention_ffn", config.useAttentionFfn);
    config.microConditioning = readMicroConditions(reader);
    reader.read("skip_normalization", config.skipNormalization);
    reader.read("position_code", config.positionCode);
    reader.read("item_keys", config.itemKeys);
    reader.read("qk_norm", config.qkNorm);
    reader.requireFalse("skip_inner_unet_input");
    reader.requireFalse("interp_conditioning");
    reader.requireFalse("freeze_inner_unet");
    reader.take(
        "initialize_inner_with_pretrained");  // a training-time file name; weights come from our own files

    const json* inner = reader.take("inner_config");
    config.nesting = isInner;
    config.skipMidBlocks = config.skipCondEmb = inner != nullptr;
    reader.read("nesting", config.nesting);
    reader.read("skip_mid_blocks", config.skipMidBlocks);
    reader.read("skip_cond_emb", config.skipCondEmb);
    reader.refuseUnknownKeys();
    if (inner != nullptr) {
        config.inner =
            std::make_shared<const UNetConfig>(readConfig(*inner, reader.pointer("inner_config"), true));
        checkNested(reader, config);
    } else {
        checkInnermost(reader, config);
    }
    return config;
}

}  // namespace

Result<UNetConfig> parseUNetConfig(std::string_view text) {
    const json object = json::parse(text, nullptr, false);
    if (object.is_discarded()) {
        return Error{.code = Code::BadManifest,
                     .message = "the U-Net configuration is not valid JSON",
                     .path = "",
                     .field = ""};
    }
    try {
        return readConfig(object, "", false);
    } catch (const BadConfig& problem) {
        return Error{
            .code = Code::BadManifest, .message = problem.message, .path = "", .field = problem.field};
    }
}

}  // namespace kaleido
