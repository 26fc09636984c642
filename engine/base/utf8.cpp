#include "engine/base/utf8.h"

namespace kaleido {

namespace {

/// Bytes that the first byte announces, and the smallest character that needs so many; 0 bytes if it is no
/// first.
struct Form {
    std::size_t bytes;
    char32_t smallest;
};

Form formOf(unsigned char first) {
    if (first < 0x80) return {1, 0};
    if (first >> 5 == 0b110) return {2, 0x80};
    if (first >> 4 == 0b1110) return {3, 0x800};
    if (first >> 3 == 0b11110) return {4, 0x10000};
    return {0, 0};
}

}  // namespace

std::optional<char32_t> nextCharacter(std::string_view text, std::size_t& at) {
    const std::size_t begin = at++;
    const auto first = static_cast<unsigned char>(text[begin]);
    const Form form = formOf(first);
    if (form.bytes == 0 || text.size() - begin < form.bytes) return std::nullopt;
    if (form.bytes == 1) return first;

    char32_t character = first & (0xFFu >> (form.bytes + 1));
    for (std::size_t i = 1; i < form.bytes; ++i) {
        const auto byte = static_cast<unsigned char>(text[begin + i]);
        if (byte >> 6 != 0b10) return std::nullopt;
        character = character << 6 | (byte & 0x3Fu);
    }
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < form.smallest || surrogate || character > 0x10FFFF) return std::nullopt;
    at = begin + form.bytes;
    return character;
}

}  // namespace kaleido
