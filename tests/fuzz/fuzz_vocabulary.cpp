// Known words, related words and a caption, with zero bytes between. Every entry is known, every unknown word stands
// in the caption, and what is offered for it is an entry.
#include "engine/text/vocabulary.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace kaleido;

namespace {

void checkUnknown(const Vocabulary& vocabulary, std::string_view caption) {
    std::size_t end = 0;
    for (const UnknownWord& unknown : vocabulary.unknownWords(caption)) {
        fuzz::require(end <= unknown.begin && unknown.begin < unknown.end && unknown.end <= caption.size(),
                      "unknown words stand in the caption, one behind the other");
        end = unknown.end;
        const auto nearest = vocabulary.nearest(unknown.word, 3);
        fuzz::require(nearest.size() == std::min<std::size_t>(3, vocabulary.words().size()),
                      "as many words are offered as there are");
        for (const std::string& offer : nearest)
            fuzz::require(
                std::ranges::find(vocabulary.words(), offer, &KnownWord::words) != vocabulary.words().end(),
                "what is offered is an entry");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto texts = fuzz::textsOf(data, size, 3);
    const auto vocabulary = Vocabulary::parse(texts[0], texts[1], "words.txt", "related.txt");
    if (!vocabulary) {
        fuzz::requireReadable(vocabulary.error());
        return 0;
    }
    checkUnknown(*vocabulary, texts[2]);
    for (const KnownWord& known : vocabulary->words())
        fuzz::require(vocabulary->unknownWords(known.words).empty(), "an entry is known");
    return 0;
}
