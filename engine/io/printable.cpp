#include "engine/io/printable.h"

#include <cstddef>

namespace kaleido {
namespace {

constexpr std::size_t kLongest = 80;

unsigned char byteAt(std::string_view text, std::size_t index) {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0;
}

/// Length of the well-formed UTF-8 character at the start of `text`, 0 if there is none (RFC 3629, table 4).
std::size_t characterLength(std::string_view text) {
    const unsigned char lead = byteAt(text, 0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(text, i) & 0xC0) != 0x80) return 0;
    }
    const unsigned char second = byteAt(text, 1);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : length;
}

}  // namespace

std::string printable(std::string_view name) {
    std::string result;
    while (!name.empty()) {
        const std::size_t length = characterLength(name);
        if (result.size() + length > kLongest) return result + "…";
        const bool control = byteAt(name, 0) < 0x20 || byteAt(name, 0) == 0x7F;
        if (length == 0 || control) {
            result += '?';
        } else {
            result += name.substr(0, length);
        }
        name.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

std::string inQuotes(std::string_view name) {
    return "'" + printable(name) + "'";
}

}  // namespace kaleido
