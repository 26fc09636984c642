#include "engine/text/sentence_piece.h"

#include <fmt/format.h>
#include <sentencepiece_trainer.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace kaleido {

namespace {

/// The words of a line: what stands between spaces, without the punctuation around it.
std::vector<std::string> wordsOf(const std::string& line) {
    constexpr const char* kPunctuation = ".,;:!?()\"'";
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < line.size();) {
        const std::size_t end = std::min(line.find(' ', begin), line.size());
        const std::string word = line.substr(begin, end - begin);
        const std::size_t first = word.find_first_not_of(kPunctuation);
        if (first != std::string::npos)
            words.push_back(word.substr(first, word.find_last_not_of(kPunctuation) - first + 1));
        begin = end + 1;
    }
    return words;
}

/// Feeds the lines of the corpus to sentencepiece, empty ones left out, and then every distinct word once on
/// a line of its own. Sentencepiece looks for its first candidates among substrings that are followed by
/// different characters; a word that a space always follows would otherwise never become a piece, however
/// frequent it is.
class Lines : public sentencepiece::SentenceIterator {
public:
    explicit Lines(const std::function<std::optional<std::string>()>& nextLine) : m_nextLine(nextLine) {
        advance();
    }

    bool done() const override { return !m_line.has_value(); }
    const std::string& value() const override { return *m_line; }
    sentencepiece::util::Status status() const override { return {}; }

    void Next() override { advance(); }

private:
    void advance() {
        if (!m_corpusRead) {
            do m_line = m_nextLine();
            while (m_line && m_line->empty());
            if (m_line) {
                for (std::string& word : wordsOf(*m_line)) m_words.insert(std::move(word));
                return;
            }
            m_corpusRead = true;
            m_nextWord = m_words.begin();
        }
        m_line.reset();
        if (m_nextWord != m_words.end()) m_line = *m_nextWord++;
    }

    const std::function<std::optional<std::string>()>& m_nextLine;
    std::optional<std::string> m_line;
    std::set<std::string> m_words;
    std::set<std::string>::const_iterator m_nextWord;
    bool m_corpusRead = false;
};

std::unordered_map<std::string, std::string> settings(int pieces) {
    return {
        {"model_type", "unigram"},
        {"vocab_size", fmt::format("{}", pieces)},
        {"hard_vocab_limit", "false"},
        {"character_coverage", "1"},
        {"byte_fallback", "false"},
        {"normalization_rule_name", "identity"},
        {"remove_extra_whitespaces", "false"},
        {"add_dummy_prefix", "true"},
        {"pad_id", fmt::format("{}", kPadPiece)},
        {"eos_id", fmt::format("{}", kEndPiece)},
        {"unk_id", fmt::format("{}", kUnknownPiece)},
        {"bos_id", "-1"},
        {"pad_piece", "<pad>"},
        {"eos_piece", "</s>"},
        {"unk_piece", "<unk>"},
        {"unk_surface", "\u2047"},
        {"max_sentence_length", "65536"},
        {"input_sentence_size", "0"},
        {"shuffle_input_sentence", "false"},
        {"num_threads", "1"},
        {"minloglevel", "2"},  // errors only
    };
}

}  // namespace

Result<std::string> trainSentencePiece(const SentencePieceTraining& training) {
    if (training.pieces < 4)
        return Error{Code::Usage,
                     fmt::format("a tokenizer of {} pieces is too small; ask for 4 or more", training.pieces),
                     {},
                     {}};
    Lines lines(training.nextLine);
    if (lines.done()) return Error{Code::BadInput, "the corpus for the tokenizer holds no text", {}, {}};
    std::string model;
    const auto status = sentencepiece::SentencePieceTrainer::Train(settings(training.pieces), &lines, &model);
    if (!status.ok())
        return Error{
            Code::BadInput,
            fmt::format("no tokenizer of {} pieces can be made of this corpus; ask for more pieces ({})",
                        training.pieces, status.ToString()),
            {},
            {}};
    return model;
}

}  // namespace kaleido
