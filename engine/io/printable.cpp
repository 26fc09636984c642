#include "engine/io/printable.h"

#include "engine/base/utf8.h"

#include <cstddef>

namespace kaleido {
namespace {

constexpr std::size_t kLongest = 80;

}  // namespace

std::string printable(std::string_view name) {
    std::string result;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t begin = at;
        const auto character = nextCharacter(name, at);
        if (result.size() + (at - begin) > kLongest) return result + "…";
        const bool control = character && (*character < 0x20 || *character == 0x7F);
        if (!character || control)
            result += '?';
        else
            result += name.substr(begin, at - begin);
    }
    return result;
}

std::string inQuotes(std::string_view name) {
    return "'" + printable(name) + "'";
}

}  // namespace kaleido
