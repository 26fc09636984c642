#include "engine/plan/place.h"

#include "engine/plan/plain_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace kaleido {
namespace {

constexpr double kThird = 1.0 / 3;

int thirdOf(double v) {
    return v < kThird ? 0 : v < 2 * kThird ? 1 : 2;
}

bool isInThird(double v, int third, double slack) {
    const bool aboveLow = third == 0 || v >= third * kThird - slack;
    const bool belowHigh = third == 2 || v < (third + 1) * kThird + slack;
    return aboveLow && belowHigh;
}

PlaceWord placeAt(int row, int column) {
    return static_cast<PlaceWord>(3 * row + column);
}

struct Word {
    std::string text;  ///< lower case
    ByteRange range;
};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Word> wordsOf(std::string_view text) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && isLetter(text[end])) ++end;
        if (end > i) words.push_back({lowerAscii(text.substr(i, end - i)), {i, end}});
        i = std::max(end, i + 1);
    }
    return words;
}

/// What a direction word says: a row, a column, or (centre) whichever is still open.
struct Direction {
    int row = -1;
    int column = -1;
    bool needsAnother = false;  ///< "upper" alone is no place
};

std::optional<Direction> directionOf(std::string_view word) {
    if (word == "top") return Direction{.row = 0};
    if (word == "bottom") return Direction{.row = 2};
    if (word == "upper") return Direction{.row = 0, .needsAnother = true};
    if (word == "lower") return Direction{.row = 2, .needsAnother = true};
    if (word == "left") return Direction{.column = 0};
    if (word == "right") return Direction{.column = 2};
    if (word == "centre" || word == "center" || word == "middle") return Direction{};
    return std::nullopt;
}

class PlaceFinder {
public:
    explicit PlaceFinder(std::string_view text) : m_text(text), m_words(wordsOf(text)) {}

    std::vector<PlaceMention> find() const {
        std::vector<PlaceMention> places;
        for (std::size_t i = 0; i + 2 < m_words.size(); ++i) {
            if (const auto place = placeFrom(i)) places.push_back(*place);
        }
        return places;
    }

private:
    /// Whether word i + 1 follows word i with nothing but spaces and hyphens between.
    bool adjoins(std::size_t i) const {
        if (i + 1 >= m_words.size()) return false;
        const ByteRange gap{m_words[i].range.end, m_words[i + 1].range.begin};
        const std::string_view between = gap.in(m_text);
        return std::all_of(between.begin(), between.end(), [](char c) { return isSpace(c) || c == '-'; });
    }
    bool isWord(std::size_t i, std::string_view text) const {
        return i < m_words.size() && m_words[i].text == text;
    }

    std::optional<PlaceMention> placeFrom(std::size_t at) const {
        const bool opens = isWord(at, "at") || isWord(at, "on") || isWord(at, "in");
        if (!opens || !isWord(at + 1, "the") || !adjoins(at) || !adjoins(at + 1)) return std::nullopt;
        std::size_t last = at + 2;
        auto first = directionOf(m_words[last].text);
        if (!first) return std::nullopt;
        if (adjoins(last)) {
            if (const auto second = directionOf(m_words[last + 1].text)) {
                first = Direction{std::max(first->row, second->row), std::max(first->column, second->column)};
                ++last;
            }
        }
        const bool isCentre = first->row < 0 && first->column < 0;
        if (first->needsAnother || (!isCentre && isBesideSomething(last))) return std::nullopt;
        return PlaceMention{{m_words[at].range.begin, m_words[last].range.end},
                            placeAt(first->row < 0 ? 1 : first->row, first->column < 0 ? 1 : first->column)};
    }

    /// "… of the dog", but not "… of the picture".
    bool isBesideSomething(std::size_t last) const {
        if (!adjoins(last) || !isWord(last + 1, "of")) return false;
        return !isWord(last + 3, "picture") && !isWord(last + 3, "image") && !isWord(last + 3, "scene");
    }

    std::string_view m_text;
    std::vector<Word> m_words;
};

}  // namespace

PlaceWord placeOf(Vec2 centre) {
    return placeAt(thirdOf(centre.y), thirdOf(centre.x));
}

bool isAt(Vec2 centre, PlaceWord place, double slack) {
    const int index = static_cast<int>(place);
    return isInThird(centre.y, index / 3, slack) && isInThird(centre.x, index % 3, slack);
}

std::string_view placePhrase(PlaceWord place) {
    static constexpr std::array<std::string_view, kPlaceWords> kPhrases = {
        "at the top left", "at the top",         "at the top right", "on the left",        "in the centre",
        "on the right",    "at the bottom left", "at the bottom",    "at the bottom right"};
    return kPhrases[static_cast<std::size_t>(place)];
}

std::vector<PlaceMention> findPlaces(std::string_view text) {
    return PlaceFinder(text).find();
}

}  // namespace kaleido
