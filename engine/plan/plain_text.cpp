#include "engine/plan/plain_text.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

struct Decoded {
    char32_t point = 0;
    std::size_t length = 0;  ///< 0 = not UTF-8
};

/// One code point at the start of `text` (not empty), strictly after the Unicode standard's table 3-7.
Decoded decodeUtf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
    char32_t point = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        point = (point << 6) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (overlong || surrogate || point > 0x10FFFF) return {};
    return {point, length};
}

bool isControl(char32_t point) {
    const bool allowed = point == U'\t' || point == U'\n' || point == U'\r';
    return !allowed && (point < 0x20 || (point >= 0x7F && point < 0xA0));
}

}  // namespace

std::optional<TextProblem> findTextProblem(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decodeUtf8(text.substr(i));
        if (next.length == 0) return TextProblem{i, "is not UTF-8"};
        if (isControl(next.point)) {
            return TextProblem{i, fmt::format("holds the control character U+{:04X}",
                                              static_cast<std::uint32_t>(next.point))};
        }
        i += next.length;
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
