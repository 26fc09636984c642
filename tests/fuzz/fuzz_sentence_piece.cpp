// Captions and the tokenizer of the bundled model. Normalising twice changes nothing, no text becomes a special
// piece, and text of known characters comes back but for U+2581, which reads as a space.
#include "engine/text/caption.h"
#include "engine/text/sentence_piece.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace kaleido;

namespace {

const SentencePiece& tokenizer() {
    static const SentencePiece pieces =
        SentencePiece::open(KALEIDO_SOURCE_DIR "/models/kaleido-emoji/tokenizer.model").value();
    return pieces;
}

std::string withPlainSpaces(std::string text) {
    constexpr std::string_view kSpaceMark = "\u2581";
    for (std::size_t at = 0; (at = text.find(kSpaceMark, at)) != std::string::npos;)
        text.replace(at, kSpaceMark.size(), " ");
    return text;
}

void checkPieces(const std::string& text) {
    const std::vector<int> ids = tokenizer().encode(text);
    for (const int id : ids)
        fuzz::require(id >= kUnknownPiece && id < tokenizer().pieceCount(), "text makes no special piece");
    const bool known = std::ranges::find(ids, kUnknownPiece) == ids.end();
    fuzz::require(!known || tokenizer().decode(ids) == withPlainSpaces(text),
                  "text of known characters comes back");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto caption = normaliseCaption(fuzz::textOf(data, size));
    if (!caption) {
        fuzz::requireReadable(caption.error());
        return 0;
    }
    const auto again = normaliseCaption(*caption);
    fuzz::require(again.ok() && *again == *caption, "a normalised caption stays as it is");
    checkPieces(*caption);
    return 0;
}
