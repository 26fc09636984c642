#pragma once

#include "engine/base/error.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaleido {

/// Limits of the MDM code's text reader.
struct T5Limits {
    int maxCaptionLength = -1;    ///< characters of a prompt, or bytes of a training caption; −1 = no limit
    int maxTokenLength = 128;     ///< ids, the end mark included
    bool padToMaxLength = false;  ///< prompts are padded to maxTokenLength, not to the longest of the list
};

/// The T5 tokenisation of the public MDM code: which pieces and ids its checkpoints were trained on (MDM
/// specification, 4.3; a byte trie, a lattice and the cheapest path). It is not sentencepiece: text is taken
/// byte by byte without any normalisation, unknown bytes are dropped, and text that spells a special piece is
/// taken as that piece. Immutable; may be called from any thread.
class T5Rule {
public:
    /// A vocabulary file: one `piece<TAB>score` a line, its line number is its id; it begins with <pad>,
    /// </s>, <unk>; "▁" stands for a space. Errors name the line.
    static Result<T5Rule> parse(std::string_view vocabulary, const std::filesystem::path& path = {});
    static Result<T5Rule> open(const std::filesystem::path& path);

    int pieceCount() const { return m_pieceCount; }

    /// The cheapest sequence of pieces of `text`, as it is: nothing put before, no end mark.
    std::vector<int> encode(std::string_view text) const;

    /// For sampling: each prompt cut to its first characters, with a space before and the end mark behind,
    /// cut to maxTokenLength (an end mark that falls off stays off), and all padded with 0 to the longest.
    /// The length is shared, so the negative prompt belongs into the same list. An empty prompt gives [3, 1]
    /// in T5's vocabulary.
    std::vector<std::vector<int>> prompts(std::span<const std::string> prompts,
                                          const T5Limits& limits = {}) const;

    /// For training: a space before and one behind, and the end mark; not padded. Nothing if the caption is
    /// too long (in bytes, the two spaces included, or in ids): such captions are left out, not cut.
    std::optional<std::vector<int>> trainingCaption(std::string_view caption,
                                                    const T5Limits& limits = {}) const;

private:
    /// A node of the byte trie. Children are kept sparsely: most nodes have one.
    struct Node {
        std::vector<std::pair<unsigned char, int>> children;
        int piece = -1;  ///< id of the piece that ends here
    };

    int child(int node, unsigned char byte) const;
    void add(std::string_view piece, int id);

    std::vector<Node> m_trie{Node{}};
    std::vector<double> m_costs;  ///< −score, by id
    int m_pieceCount = 0;
};

}  // namespace kaleido
