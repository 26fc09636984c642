#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kaleido {

/// A word, or several that belong together ("palm tree"), that a model was trained on.
struct KnownWord {
    std::string words;     ///< normalised by normaliseCaption()
    double frequency = 0;  ///< how often it was seen, in any unit; only compared

    bool operator==(const KnownWord&) const = default;
};

/// A word of a caption that the model does not know, and where it stands in the caption.
struct UnknownWord {
    std::string word;  ///< normalised
    std::size_t begin = 0;
    std::size_t end = 0;  ///< bytes of the caption as it was given

    bool operator==(const UnknownWord&) const = default;
};

/// The words that a model knows, and which of them to offer for one that it does not. Immutable; may be called
/// from any thread.
class Vocabulary {
public:
    /// `words`: one entry a line, optionally a tab and its frequency. `related`: lines of the form
    /// `dragon, dinosaur: turtle, butterfly`, words not known and those known that come nearest in meaning; what
    /// the vocabulary does not have is passed over, so that one table serves several vocabularies. In both,
    /// empty lines and lines that begin with '#' are left out. Entries and lines are bounded by
    /// engine/base/limits.h. Errors name the file and the line.
    static Result<Vocabulary> parse(std::string_view words, std::string_view related = {},
                                    const std::filesystem::path& wordsPath = {},
                                    const std::filesystem::path& relatedPath = {});
    /// The same from files; `relatedPath` may be empty.
    static Result<Vocabulary> open(const std::filesystem::path& wordsPath,
                                   const std::filesystem::path& relatedPath = {});

    /// What keeps words (normalised) from being an entry, to be said behind the number of a line; nothing if they can be.
    static std::optional<std::string> problemWithEntry(std::string_view words);

    /// All entries, in alphabetical order, for completion.
    const std::vector<KnownWord>& words() const { return m_words; }

    /// The words of a caption that are not known, in their order. Known are the entries, their plural forms ("palm
    /// trees") and possessives ("cat's"), whatever their case; symbols and emoji count as words. The caption need
    /// not be normalised.
    std::vector<UnknownWord> unknownWords(std::string_view caption) const;

    /// Up to `count` entries to offer in place of `word`, best first: those of the related table in its order, then
    /// the rest by wordDistance() (of an entry of several words, that of the nearest part), the more frequent
    /// and then the alphabetically first of equals. There is always one if there are any words, however far.
    std::vector<std::string> nearest(std::string_view word, int count) const;

private:
    Result<void> readWords(std::string_view text, const std::filesystem::path& path);
    Result<void> readRelated(std::string_view text, const std::filesystem::path& path);
    bool isKnown(std::string_view phrase) const;

    std::vector<KnownWord> m_words;
    std::unordered_map<std::string, std::size_t> m_forms;  ///< entries and their plurals → index into m_words
    std::unordered_map<std::string, std::vector<std::size_t>> m_related;
    std::size_t m_longest = 0;  ///< most words of an entry
};

}  // namespace kaleido
