#pragma once

#include "engine/eval/scene_words.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <array>
#include <cstddef>

namespace kaleido {

enum class WordKind { Thing, Number, Color, Style, Size, Setting };

constexpr std::size_t kWordKinds = 6;

/// How many words a caption asks for, and how many of them a plan realises. Adds up over plans.
struct WordTally {
    int asked = 0;
    int realised = 0;

    WordTally& operator+=(const WordTally& other);
    bool operator==(const WordTally&) const = default;
};

/// The same for every kind of word.
struct CaptionWords {
    std::array<WordTally, kWordKinds> kinds;

    const WordTally& of(WordKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
    WordTally all() const;
    CaptionWords& operator+=(const CaptionWords& other);
    bool operator==(const CaptionWords&) const = default;
};

/// Which words of its caption a plan realises. `asked`: the kinds that it was sampled with. Things and their looks are
/// looked for in the items if boxes or blobs were asked for, else in the text, and settings in the text; what none of the
/// kinds could show is not asked.
/// Every noun of the caption takes one item, a number as many, so that all nouns find one if they can and as many looks
/// as possible fit. A noun is realised if it has an item; its number if it has them all and no further item fits; its
/// looks if all of its items have them. A size is that of the box (an item without one has none).
CaptionWords captionWords(const SceneReader& reader, const Plan& plan, Kinds asked);

}  // namespace kaleido
