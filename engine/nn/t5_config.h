#pragma once

#include "engine/base/error.h"

#include <cstdint>
#include <string_view>

namespace kaleido {

/// Sizes and options of a T5 network of the flan-T5 layout. Each field is the Hugging Face key of the same
/// words (vocabSize is "vocab_size").
struct T5Config {
    std::int64_t vocabSize = 32128;
    std::int64_t dModel = 512;          ///< width D of all states
    std::int64_t dKv = 64;              ///< width of one attention head
    std::int64_t dFf = 1024;            ///< width inside the feed-forward layer
    std::int64_t numLayers = 8;         ///< encoder blocks
    std::int64_t numDecoderLayers = 8;  ///< decoder blocks; "num_layers" if the key is absent
    std::int64_t numHeads = 6;          ///< heads of every attention; numHeads·dKv need not be dModel
    std::int64_t relativeAttentionNumBuckets = 32;
    std::int64_t relativeAttentionMaxDistance = 128;
    double layerNormEpsilon = 1e-6;
    bool tieWordEmbeddings =
        false;                 ///< logits by shared.weight, from states scaled by dModel^-½; else lm_head
    double dropoutRate = 0.0;  ///< read and kept, never applied: the painter's condition is deterministic
    std::int64_t padTokenId = 0;
    std::int64_t eosTokenId = 1;
    std::int64_t decoderStartTokenId = 0;

    std::int64_t innerWidth() const { return numHeads * dKv; }
    bool operator==(const T5Config&) const = default;
};

/// Reads section "t5" of model.json, or the config.json of a Hugging Face T5. Only the gated GELU
/// feed-forward
/// ("feed_forward_proj": "gated-gelu") is there. Fails with Code::BadManifest and the field at fault:
/// malformed JSON, missing sizes, values out of range, unknown fields.
Result<T5Config> parseT5Config(std::string_view json);

}  // namespace kaleido
