#include "engine/io/json_format.h"

#include "engine/io/printable.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

constexpr int kMaxVersion = 1'000'000;

}  // namespace

void checkFormat(const JsonNode& root, std::string_view format, int newest) {
    const JsonNode name = root.at("format");
    if (const std::string told = name.text(); told != format)
        name.report(fmt::format("must be '{}', this is {}", format, inQuotes(told)));
    const JsonNode version = root.at("version");
    if (const int told = version.integer(1, kMaxVersion); told > newest) {
        version.report(fmt::format("is newer ({}) than this program reads ({}); get a newer Kaleido Studio",
                                   told, newest));
    }
}

}  // namespace kaleido
