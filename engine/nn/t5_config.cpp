#include "engine/nn/t5_config.h"

#include "engine/io/json_node.h"

namespace kaleido {
namespace {

void allowKnownFields(const JsonNode& root) {
    root.allowOnly({"vocab_size", "d_model", "d_kv", "d_ff", "num_layers", "num_decoder_layers", "num_heads",
                    "relative_attention_num_buckets", "relative_attention_max_distance", "layer_norm_epsilon",
                    "feed_forward_proj", "tie_word_embeddings", "dropout_rate", "pad_token_id",
                    "eos_token_id", "decoder_start_token_id",
                    // What a Hugging Face file also holds and what has no bearing on the network built here.
                    "architectures", "model_type", "initializer_factor", "is_encoder_decoder", "n_positions",
                    "output_past", "task_specific_params", "torch_dtype", "dtype", "transformers_version",
                    "use_cache", "dense_act_fn", "is_gated_act", "classifier_dropout", "bos_token_id",
                    "_name_or_path"});
}

void readSizes(const JsonNode& root, T5Config& config) {
    const auto size = [&](const char* name, std::int64_t most) {
        return root.at(name).integer<std::int64_t>(1, most);
    };
    config.vocabSize = size("vocab_size", 1 << 22);
    config.dModel = size("d_model", 1 << 16);
    config.dKv = size("d_kv", 1 << 12);
    config.dFf = size("d_ff", 1 << 18);
    config.numLayers = size("num_layers", 256);
    config.numHeads = size("num_heads", 1024);
    const auto depth = root.find("num_decoder_layers");
    config.numDecoderLayers = depth ? depth->integer<std::int64_t>(1, 256) : config.numLayers;
}

void readPositions(const JsonNode& root, T5Config& config) {
    auto& buckets = config.relativeAttentionNumBuckets;
    auto& distance = config.relativeAttentionMaxDistance;
    if (const auto field = root.find("relative_attention_num_buckets")) {
        buckets = field->integer<std::int64_t>(4, 4096);
        // A quarter of them holds one distance each where there are two directions.
        if (buckets % 4 != 0) field->report("expected a multiple of 4");
    }
    if (const auto field = root.find("relative_attention_max_distance"))
        distance = field->integer<std::int64_t>(1, 1 << 20);
    if (distance <= buckets / 2)
        root.report(
            "relative_attention_max_distance must be more than half of relative_attention_num_buckets");
}

void readOptions(const JsonNode& root, T5Config& config) {
    const JsonNode feedForward = root.at("feed_forward_proj");
    if (feedForward.text() != "gated-gelu")
        feedForward.report("only \"gated-gelu\" is built here; use a T5 of the flan-T5 or T5 1.1 layout");
    if (const auto field = root.find("layer_norm_epsilon")) config.layerNormEpsilon = field->number(0, 1);
    if (const auto field = root.find("tie_word_embeddings")) config.tieWordEmbeddings = field->boolean();
    if (const auto field = root.find("dropout_rate")) config.dropoutRate = field->number(0, 1);
}

void readTokens(const JsonNode& root, T5Config& config) {
    const auto read = [&](const char* name, std::int64_t& token) {
        if (const auto field = root.find(name)) token = field->integer<std::int64_t>(0, config.vocabSize - 1);
    };
    read("pad_token_id", config.padTokenId);
    read("eos_token_id", config.eosTokenId);
    read("decoder_start_token_id", config.decoderStartTokenId);
}

}  // namespace

Result<T5Config> parseT5Config(std::string_view json) {
    const auto document = parseJson(json, {});
    if (!document) return Error{Code::BadManifest, "T5 configuration: " + document.error().message, {}, {}};
    JsonFault fault(Code::BadManifest, {});
    const JsonNode root(*document, fault);
    T5Config config;
    allowKnownFields(root);
    readSizes(root, config);
    readPositions(root, config);
    readOptions(root, config);
    readTokens(root, config);
    if (fault.error()) return *fault.error();
    return config;
}

}  // namespace kaleido
