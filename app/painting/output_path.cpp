#include "app/painting/output_path.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

constexpr std::size_t kMaxName = 120;
constexpr std::size_t kRoomForCounter = 8;

bool isSafe(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string fileNameFor(const std::string& caption, const std::string& ending) {
    std::string name;
    for (const char c : caption) {
        if (isSafe(c))
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    name.resize(std::min(name.size(), kMaxName - ending.size() - kRoomForCounter));
    while (!name.empty() && name.back() == '-') name.pop_back();
    return (name.empty() ? "kaleido" : name) + ending;
}

std::filesystem::path freePath(const std::filesystem::path& wanted) {
    std::filesystem::path path = wanted;
    std::error_code code;  // a path that cannot be looked at fails when it is written
    for (int i = 2; std::filesystem::exists(path, code); ++i) {
        path = wanted.parent_path() /
               fmt::format("{}-{}{}", wanted.stem().string(), i, wanted.extension().string());
    }
    return path;
}

}  // namespace kaleido
