#include "engine/plan/plain_text.h"

#include "engine/base/utf8.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

bool isControl(char32_t point) {
    const bool allowed = point == U'\t' || point == U'\n' || point == U'\r';
    return !allowed && (point < 0x20 || (point >= 0x7F && point < 0xA0));
}

}  // namespace

std::optional<TextProblem> findTextProblem(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const auto character = nextCharacter(text, at);
        if (!character) return TextProblem{begin, "is not UTF-8"};
        if (isControl(*character)) {
            return TextProblem{begin, fmt::format("holds the control character U+{:04X}",
                                                  static_cast<std::uint32_t>(*character))};
        }
    }
    return std::nullopt;
}

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string tidyText(std::string_view text) {
    std::string tidy;
    bool gap = false;
    for (const char c : text) {
        if (isSpace(c)) {
            gap = !tidy.empty();
            continue;
        }
        if (gap) tidy += ' ';
        gap = false;
        tidy += c;
    }
    return tidy;
}

std::string lowerAscii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

}  // namespace kaleido
