#include "tests/fuzz/fuzz.h"

#include "engine/base/utf8.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace kaleido::fuzz {
namespace {

constexpr std::size_t kLongestMessage = 1000;

bool isOneLine(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = nextCharacter(text, at);
        if (!character || *character < 0x20 || *character == 0x7F) return false;
    }
    return true;
}

}  // namespace

std::string_view textOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

std::vector<std::string_view> textsOf(const std::uint8_t* data, std::size_t size, std::size_t count) {
    std::vector<std::string_view> texts;
    std::string_view rest = textOf(data, size);
    while (texts.size() + 1 < count) {
        const std::size_t end = rest.find('\0');
        texts.push_back(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    texts.push_back(rest);
    return texts;
}

void require(bool holds, std::string_view property) {
    if (holds) return;
    std::fprintf(stderr, "This does not hold: %s\n", std::string(property).c_str());
    std::abort();
}

void requireReadable(const Error& error) {
    const std::string text = describe(error);
    require(!error.message.empty(), "an error has a message");
    if (!isOneLine(text) || text.size() > kLongestMessage) std::fprintf(stderr, "%s\n", text.c_str());
    require(isOneLine(text), "an error is one line of readable text");
    require(text.size() <= kLongestMessage, "an error is not long");
}

}  // namespace kaleido::fuzz
