#include "engine/text/t5_rule.h"

#include "engine/base/limits.h"
#include "engine/base/utf8.h"
#include "engine/text/sentence_piece.h"
#include "engine/text/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace kaleido {

namespace {

constexpr std::string_view kSpaceMark = "\u2581";

std::string withSpaces(std::string_view piece) {
    std::string text(piece);
    for (std::size_t at = 0; (at = text.find(kSpaceMark, at)) != std::string::npos; ++at)
        text.replace(at, kSpaceMark.size(), " ");
    return text;
}

std::optional<double> parseScore(std::string_view text) {
    double score = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), score);
    if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(score))
        return std::nullopt;
    return score;
}

std::string_view firstCharacters(std::string_view text, int count) {
    if (count < 0) return text;
    std::size_t end = 0;
    for (int i = 0; i < count && end < text.size(); ++i) nextCharacter(text, end);
    return text.substr(0, end);
}

/// A place in the text where a piece ends, with the cheapest way to it.
struct Place {
    double cost = 0;
    int before = -1;  ///< the place where that piece begins
    int piece = -1;
};

/// A piece that is being read: how far it has come in the trie and where it began.
struct Reading {
    int node;
    int from;
};

}  // namespace

Result<T5Rule> T5Rule::open(const std::filesystem::path& path) {
    const Result<std::string> text = readTextFile(path, kMaxT5VocabularyBytes, "vocabulary");
    return text ? parse(*text, path) : text.error();
}

Result<T5Rule> T5Rule::parse(std::string_view vocabulary, const std::filesystem::path& path) {
    constexpr std::array<std::string_view, 3> kFirst{"<pad>", "</s>", "<unk>"};
    T5Rule rule;
    while (!vocabulary.empty()) {
        const std::size_t end = std::min(vocabulary.find('\n'), vocabulary.size());
        std::string_view line = vocabulary.substr(0, end);
        vocabulary.remove_prefix(std::min(end + 1, vocabulary.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);

        const auto id = static_cast<std::size_t>(rule.m_pieceCount++);
        const auto fail = [&](std::string_view what) {
            return Error{Code::BadInput, fmt::format("line {}: {}", id + 1, what), path.string(), {}};
        };
        const std::size_t tab = line.rfind('\t');
        if (tab == std::string_view::npos || tab == 0) return fail("expected a piece, a tab and its score");
        const std::optional<double> score = parseScore(line.substr(tab + 1));
        if (!score) return fail("the score is not a number");
        const std::string_view piece = line.substr(0, tab);
        if (id < kFirst.size() && piece != kFirst[id])
            return fail(fmt::format("expected the piece {}", kFirst[id]));
        rule.add(withSpaces(piece), static_cast<int>(id));
        rule.m_costs.push_back(-*score);
    }
    if (rule.m_pieceCount < static_cast<int>(kFirst.size()))
        return Error{Code::BadInput, "a T5 vocabulary begins with <pad>, </s> and <unk>", path.string(), {}};
    return rule;
}

void T5Rule::add(std::string_view piece, int id) {
    int node = 0;
    for (const char character : piece) {
        const auto byte = static_cast<unsigned char>(character);
        int next = child(node, byte);
        if (next < 0) {
            next = static_cast<int>(m_trie.size());
            m_trie[static_cast<std::size_t>(node)].children.emplace_back(byte, next);
            m_trie.emplace_back();
        }
        node = next;
    }
    m_trie[static_cast<std::size_t>(node)].piece = id;
}

int T5Rule::child(int node, unsigned char byte) const {
    for (const auto& [value, next] : m_trie[static_cast<std::size_t>(node)].children)
        if (value == byte) return next;
    return -1;
}

std::vector<int> T5Rule::encode(std::string_view text) const {
    std::vector<Place> places{Place{}};
    std::vector<Reading> readings{{0, 0}};
    std::vector<Reading> next;
    for (const char character : text) {
        next.clear();
        Place here{.cost = std::numeric_limits<double>::infinity()};
        for (const auto& [node, from] : readings) {
            const int reached = child(node, static_cast<unsigned char>(character));
            if (reached < 0) continue;
            next.push_back({reached, from});
            const int piece = m_trie[static_cast<std::size_t>(reached)].piece;
            if (piece < 0) continue;
            const double cost =
                places[static_cast<std::size_t>(from)].cost + m_costs[static_cast<std::size_t>(piece)];
            if (cost < here.cost) here = {cost, from, piece};
        }
        if (here.piece >= 0) {
            places.push_back(here);
            next.push_back({0, static_cast<int>(places.size()) - 1});
        }
        // An unknown byte drops the unfinished pieces too: reading starts anew at the last place reached.
        if (next.empty()) next.push_back({0, static_cast<int>(places.size()) - 1});
        readings.swap(next);
    }

    std::vector<int> pieces;
    for (std::size_t at = places.size() - 1; at > 0; at = static_cast<std::size_t>(places[at].before))
        pieces.push_back(places[at].piece);
    std::ranges::reverse(pieces);
    return pieces;
}

std::vector<std::vector<int>> T5Rule::prompts(std::span<const std::string> prompts,
                                              const T5Limits& limits) const {
    const auto most = static_cast<std::size_t>(std::max(0, limits.maxTokenLength));
    std::vector<std::vector<int>> rows;
    std::size_t longest = limits.padToMaxLength ? most : 0;
    for (const std::string& prompt : prompts) {
        std::vector<int> ids = encode(" " + std::string(firstCharacters(prompt, limits.maxCaptionLength)));
        ids.push_back(kEndPiece);
        if (ids.size() > most) ids.resize(most);
        longest = std::max(longest, ids.size());
        rows.push_back(std::move(ids));
    }
    for (std::vector<int>& ids : rows) ids.resize(longest, kPadPiece);
    return rows;
}

std::optional<std::vector<int>> T5Rule::trainingCaption(std::string_view caption,
                                                        const T5Limits& limits) const {
    const std::string text = " " + std::string(caption) + " ";
    if (limits.maxCaptionLength >= 0 && text.size() > static_cast<std::size_t>(limits.maxCaptionLength))
        return std::nullopt;
    std::vector<int> ids = encode(text);
    ids.push_back(kEndPiece);
    if (ids.size() > static_cast<std::size_t>(std::max(0, limits.maxTokenLength))) return std::nullopt;
    return ids;
}

}  // namespace kaleido
