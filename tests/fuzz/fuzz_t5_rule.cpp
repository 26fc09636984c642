// A T5 vocabulary, a zero byte, and a text. Pieces are the vocabulary's, and prompts have one length.
#include "engine/text/t5_rule.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <array>
#include <string>

using namespace kaleido;

namespace {

void checkRule(const T5Rule& rule, std::string_view text) {
    const auto isPiece = [&](int id) { return id >= 0 && id < rule.pieceCount(); };
    fuzz::require(std::ranges::all_of(rule.encode(text), isPiece), "pieces are the vocabulary's");
    const std::array<std::string, 2> prompts = {std::string(text), ""};
    const T5Limits limits{.maxCaptionLength = 100, .maxTokenLength = 16};
    const auto rows = rule.prompts(prompts, limits);
    fuzz::require(rows.size() == 2 && rows[0].size() == rows[1].size() && rows[0].size() <= 16,
                  "prompts are padded to one length");
    for (const auto& row : rows) fuzz::require(std::ranges::all_of(row, isPiece), "prompts are of pieces");
    const auto caption = rule.trainingCaption(text, limits);
    fuzz::require(!caption || (caption->size() <= 16 && caption->back() == 1), "captions end with </s>");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto texts = fuzz::textsOf(data, size, 2);
    const auto rule = T5Rule::parse(texts[0], "t5.vocab");
    if (rule)
        checkRule(*rule, texts[1]);
    else
        fuzz::requireReadable(rule.error());
    return 0;
}
