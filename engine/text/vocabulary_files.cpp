#include "engine/base/limits.h"
#include "engine/text/caption.h"
#include "engine/text/text_file.h"
#include "engine/text/vocabulary.h"
#include "engine/text/word_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace kaleido {

namespace {

/// The next line of `text`, taken off it. Line ends may be Windows'.
std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::vector<std::string_view> splitAtCommas(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<double> parseFrequency(std::string_view text) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc{} && end == text.data() + text.size();
    return whole && std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
}

/// Words as phrases are looked up: one space between, whatever stood there.
std::string phraseIn(std::string_view text) {
    std::string phrase;
    for (const WordSpan& word : wordsIn(text)) phrase += (phrase.empty() ? "" : " ") + word.word;
    return phrase;
}

/// The words with each form that they take: "palm tree" → itself, "palm trees".
std::vector<std::string> formsOf(const std::string& phrase) {
    const std::size_t space = phrase.rfind(' ');
    const std::size_t last = space == std::string::npos ? 0 : space + 1;
    std::vector<std::string> forms{phrase};
    for (const std::string& plural : pluralsOf(phrase.substr(last)))
        forms.push_back(phrase.substr(0, last) + plural);
    return forms;
}

Error lineError(const std::filesystem::path& path, int line, std::string_view what) {
    return Error{Code::BadInput, fmt::format("line {}: {}", line, what), path.string(), {}};
}

bool isComment(std::string_view line) {
    return line.empty() || line.front() == '#';
}

}  // namespace

Result<Vocabulary> Vocabulary::open(const std::filesystem::path& wordsPath,
                                    const std::filesystem::path& relatedPath) {
    const Result<std::string> words = readTextFile(wordsPath, kMaxVocabularyBytes, "list of words");
    if (!words) return words.error();
    if (relatedPath.empty()) return parse(*words, {}, wordsPath);
    const Result<std::string> related =
        readTextFile(relatedPath, kMaxVocabularyBytes, "table of related words");
    if (!related) return related.error();
    return parse(*words, *related, wordsPath, relatedPath);
}

Result<Vocabulary> Vocabulary::parse(std::string_view words, std::string_view related,
                                     const std::filesystem::path& wordsPath,
                                     const std::filesystem::path& relatedPath) {
    Vocabulary vocabulary;
    if (Result<void> read = vocabulary.readWords(words, wordsPath); !read) return read.error();
    if (Result<void> read = vocabulary.readRelated(related, relatedPath); !read) return read.error();
    return vocabulary;
}

std::optional<std::string> Vocabulary::problemWithEntry(std::string_view words) {
    const std::vector<WordSpan> parts = wordsIn(words);
    if (parts.empty()) return "there is no word in front of the tab";
    if (!std::all_of(parts.begin() + 1, parts.end(), [](const WordSpan& part) { return part.continues; }))
        return "only spaces and hyphens may stand between the words of an entry";
    if (parts.size() > kMaxKnownWordParts || words.size() > kMaxKnownWordBytes)
        return fmt::format("an entry has at most {} words and {} bytes", kMaxKnownWordParts,
                           kMaxKnownWordBytes);
    return std::nullopt;
}

Result<void> Vocabulary::readWords(std::string_view text, const std::filesystem::path& path) {
    for (int number = 1; !text.empty(); ++number) {
        const std::string_view line = takeLine(text);
        if (isComment(line)) continue;
        const std::size_t tab = std::min(line.find('\t'), line.size());
        const Result<std::string> words = normaliseCaption(line.substr(0, tab));
        if (!words) return lineError(path, number, words.error().message);
        if (const auto problem = problemWithEntry(*words)) return lineError(path, number, *problem);
        const std::optional<double> frequency =
            tab < line.size() ? parseFrequency(line.substr(tab + 1)) : 0.0;
        if (!frequency) return lineError(path, number, "the frequency is not a number of 0 or more");
        m_words.push_back({*words, *frequency});
    }

    std::ranges::sort(m_words, {}, &KnownWord::words);
    const auto twice = std::ranges::adjacent_find(m_words, {}, &KnownWord::words);
    if (twice != m_words.end())
        return Error{Code::BadInput,
                     fmt::format("'{}' is listed twice; remove one of its lines", twice->words),
                     path.string(),
                     {}};
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        m_longest = std::max(m_longest, wordsIn(m_words[i].words).size());
        m_forms.emplace(phraseIn(m_words[i].words), i);
    }
    for (std::size_t i = 0; i < m_words.size(); ++i)  // a plural never stands in the way of an entry
        for (const std::string& form : formsOf(phraseIn(m_words[i].words))) m_forms.emplace(form, i);
    return {};
}

Result<void> Vocabulary::readRelated(std::string_view text, const std::filesystem::path& path) {
    for (int number = 1; !text.empty(); ++number) {
        const std::string_view line = takeLine(text);
        if (isComment(line)) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            return lineError(path, number, "expected `word, word: known word, known word`");
        const std::vector<std::string_view> words = splitAtCommas(line.substr(0, colon));
        const std::vector<std::string_view> offers = splitAtCommas(line.substr(colon + 1));
        if (std::max(words.size(), offers.size()) > kMaxRelatedWords)
            return lineError(
                path, number,
                fmt::format("at most {} words stand on either side of the colon", kMaxRelatedWords));
        std::vector<std::size_t> known;
        for (const std::string_view word : offers) {
            const auto found = m_forms.find(phraseIn(word));
            if (found != m_forms.end()) known.push_back(found->second);
        }
        for (const std::string_view word : words) {
            const std::string phrase = phraseIn(word);
            if (phrase.empty()) return lineError(path, number, "a word is missing in front of the colon");
            for (const std::string& form : formsOf(phrase)) {
                std::vector<std::size_t>& related = m_related[form];
                related.insert(related.end(), known.begin(), known.end());
            }
        }
    }
    return {};
}

}  // namespace kaleido
