// The file of a sentencepiece model. A model that is accepted cuts a caption into pieces of its own and can put all of
// its pieces together again.
#include "engine/text/sentence_piece.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <numeric>

using namespace kaleido;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto pieces = SentencePiece::fromBytes(fuzz::textOf(data, size), "tokenizer.model");
    if (!pieces) {
        fuzz::requireReadable(pieces.error());
        return 0;
    }
    for (const int id : pieces->encode("A cat sat on the mat, É ﬁ 猫 🐈"))
        fuzz::require(id >= 0 && id < pieces->pieceCount(), "pieces are the model's own");
    std::vector<int> ids(static_cast<std::size_t>(std::min(pieces->pieceCount(), 100)));
    std::iota(ids.begin(), ids.end(), 0);
    pieces->decode(ids);
    return 0;
}
