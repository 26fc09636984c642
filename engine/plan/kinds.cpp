#include "engine/plan/kinds.h"

#include "engine/plan/plain_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(lowerAscii(tidyText(text.substr(begin, end - begin))));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

/// Adds one word of a sum; false if it is no kind.
bool addKind(Kinds& kinds, std::string_view word) {
    if (word == "text") return kinds.text = true;
    if (word == "items") return kinds.boxes = kinds.blobs = true;
    if (word == "boxes") return kinds.boxes = true;
    if (word == "blobs") return kinds.blobs = true;
    if (word == "tokens") return kinds.tokens = true;
    if (word == "colors") return kinds.colors = true;
    return false;
}

bool hasCode(const CodeGrid& grid) {
    return std::any_of(grid.codes.begin(), grid.codes.end(), [](int code) { return code != kUnknownCode; });
}

}  // namespace

Result<Kinds> parseKinds(std::string_view text) {
    const std::string whole = lowerAscii(tidyText(text));
    if (whole == "none") return Kinds::none();
    if (whole == "all") return Kinds::all();
    Kinds kinds;
    for (const std::string& word : split(text, '+')) {
        if (addKind(kinds, word)) continue;
        return Error{
            Code::Usage,
            fmt::format("'{}' is not a kind of latent; write none, all, or a sum of text, items, boxes, "
                        "blobs, tokens and colors, such as text+items",
                        word),
            "", ""};
    }
    return kinds;
}

Result<std::vector<Kinds>> parseKindsList(std::string_view text) {
    std::vector<Kinds> list;
    for (const std::string& part : split(text, ',')) {
        const Result<Kinds> kinds = parseKinds(part);
        if (!kinds) return kinds.error();
        list.push_back(*kinds);
    }
    return list;
}

std::string formatKinds(Kinds kinds) {
    if (kinds == Kinds::none()) return "none";
    if (kinds == Kinds::all()) return "all";
    std::string text;
    const auto add = [&](bool wanted, std::string_view word) {
        if (!wanted) return;
        if (!text.empty()) text += '+';
        text += word;
    };
    add(kinds.text, "text");
    const bool items = kinds.boxes && kinds.blobs;
    add(items, "items");
    add(kinds.boxes && !items, "boxes");
    add(kinds.blobs && !items, "blobs");
    add(kinds.tokens, "tokens");
    add(kinds.colors, "colors");
    return text;
}

Result<Kinds> kindsForModel(Kinds asked, Kinds model) {
    if (asked == Kinds::all()) return model;
    const bool has = (model.text || !asked.text) && (model.boxes || !asked.boxes) &&
                     (model.blobs || !asked.blobs) && (model.tokens || !asked.tokens) &&
                     (model.colors || !asked.colors);
    if (has) return asked;
    return Error{
        Code::Usage,
        fmt::format("asks for {}, but the model's kinds are {}", formatKinds(asked), formatKinds(model)), "",
        "kinds"};
}

Kinds kindsOf(const Plan& plan) {
    const auto anyItem = [&](auto has) { return std::any_of(plan.items.begin(), plan.items.end(), has); };
    return {.text = !tidyText(plan.detail).empty(),
            .boxes = anyItem([](const Item& item) { return item.box.has_value(); }),
            .blobs = anyItem([](const Item& item) { return item.blob.has_value(); }),
            .tokens = hasCode(plan.tokens),
            .colors = hasCode(plan.colors)};
}

}  // namespace kaleido
