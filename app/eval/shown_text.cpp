#include "app/eval/shown_text.h"

#include "engine/base/utf8.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <utility>

namespace kaleido {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// First and last of the ranges that terminals show two columns wide (Unicode's East Asian Width W and F, roughly).
constexpr std::array<std::pair<char32_t, char32_t>, 12> kWide{{{0x1100, 0x115F},
                                                               {0x2E80, 0x303E},
                                                               {0x3041, 0xA4CF},
                                                               {0xA960, 0xA97C},
                                                               {0xAC00, 0xD7A3},
                                                               {0xF900, 0xFAFF},
                                                               {0xFE30, 0xFE6F},
                                                               {0xFF01, 0xFF60},
                                                               {0xFFE0, 0xFFE6},
                                                               {0x1F300, 0x1F64F},
                                                               {0x1F680, 0x1FAFF},
                                                               {0x20000, 0x3FFFD}}};

bool isWithin(char32_t character, char32_t first, char32_t last) {
    return character >= first && character <= last;
}

bool mayBeShown(char32_t character) {
    const bool control = character < 0x20 || isWithin(character, 0x7F, 0x9F);
    const bool noncharacter = (character & 0xFFFE) == 0xFFFE || isWithin(character, 0xFDD0, 0xFDEF);
    const bool direction = isWithin(character, 0x202A, 0x202E) || isWithin(character, 0x2066, 0x2069);
    return !control && !noncharacter && !direction;
}

int widthOf(char32_t character) {
    const auto category = QChar::category(character);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
        category == QChar::Other_Format)
        return 0;
    const auto holds = [&](const auto& range) { return isWithin(character, range.first, range.second); };
    return std::ranges::any_of(kWide, holds) ? 2 : 1;
}

/// Where text that is to be cut to `width` columns ends; at least one character on.
std::size_t cutAt(std::string_view text, int width) {
    std::size_t end = 0;
    int columns = 0;
    while (end < text.size()) {
        std::size_t next = end;
        columns += widthOf(nextCharacter(text, next).value_or(U' '));
        if (columns > width && end > 0) break;
        end = next;
    }
    return end;
}

/// Adds one paragraph, a line of the text, to the lines.
void addWrapped(std::vector<std::string>& lines, std::string_view paragraph, int width) {
    std::string line;
    while (!paragraph.empty()) {
        const std::size_t end = std::min(paragraph.find(' '), paragraph.size());
        std::string_view word = paragraph.substr(0, end);
        paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
        if (word.empty()) continue;
        if (!line.empty() && displayWidth(line) + 1 + displayWidth(word) > width)
            lines.push_back(std::exchange(line, {}));
        while (line.empty() && displayWidth(word) > width) {
            const std::size_t cut = cutAt(word, width);
            lines.emplace_back(word.substr(0, cut));
            word.remove_prefix(cut);
        }
        line += (line.empty() ? "" : " ");
        line += word;
    }
    lines.push_back(line);
}

}  // namespace

std::string shownText(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const auto character = nextCharacter(text, at);
        if (character == U'\n' || (character && mayBeShown(*character))) {
            shown += text.substr(begin, at - begin);
        } else if (character == U'\t') {
            shown += ' ';
        } else if (character != U'\r') {
            shown += kReplacement;
        }
    }
    return shown;
}

std::string shownLine(std::string_view text) {
    std::string line = shownText(text);
    std::ranges::replace(line, '\n', ' ');
    return line;
}

int displayWidth(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) width += widthOf(nextCharacter(text, at).value_or(U' '));
    return width;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
    std::vector<std::string> lines;
    for (;;) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        addWrapped(lines, text.substr(0, end), width);
        if (end == text.size()) return lines;
        text.remove_prefix(end + 1);
    }
}

}  // namespace kaleido
