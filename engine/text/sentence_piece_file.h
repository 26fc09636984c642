#pragma once

#include <string_view>

namespace kaleido {

/// Whether the bytes of a sentencepiece model hold a table for normalising text (precompiled_charsmap of a
/// NormalizerSpec in ModelProto, sentencepiece_model.proto), or no message that can be followed. Sentencepiece uses such a
/// table without checking it, so that a damaged one leads out of memory; our models have none, since captions are
/// normalised before (normaliseCaption()).
bool mayHoldCharacterMap(std::string_view model);

}  // namespace kaleido
