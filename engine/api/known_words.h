#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

class Vocabulary;

/// The caption as plans carry it (Unicode NFKC, lower case); Code::BadInput for one that cannot be used.
Result<std::string> normalisedCaption(std::string_view caption);

/// A word that a model does not know, where it stands, and what could be said in its place.
struct WordOffer {
    std::string word;
    std::size_t begin = 0;
    std::size_t end = 0;                 ///< bytes of the text as it was given
    std::vector<std::string> nearest{};  ///< known words, the best first

    bool operator==(const WordOffer&) const = default;
};

/// The words that a model was trained on, for fields that people type into. Immutable and cheap to copy; may be used from
/// any thread. One that is made of nothing knows every word.
class KnownWords {
public:
    KnownWords() = default;
    /// Those of a model folder; of a model that tells no words, one that knows every word.
    static Result<KnownWords> read(const std::filesystem::path& modelFolder);

    /// The words of a text that are not known, in their order, each with up to `count` others.
    std::vector<WordOffer> unknownIn(std::string_view text, int count = 5) const;
    /// All of them in alphabetical order, for completion.
    std::vector<std::string> all() const;

private:
    explicit KnownWords(std::shared_ptr<const Vocabulary> vocabulary) : m_vocabulary(std::move(vocabulary)) {}

    std::shared_ptr<const Vocabulary> m_vocabulary;
};

}  // namespace kaleido
