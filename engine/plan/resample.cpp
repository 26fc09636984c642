#include "engine/plan/resample.h"

#include "engine/plan/items.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"

#include <algorithm>

namespace kaleido {
namespace {

void mergeText(Plan& plan, const Plan& base, const Given& given, const Plan& sampled) {
    const std::vector<std::string> kept = sentencesOf(base.detail);
    const std::vector<std::string> drawn = sentencesOf(sampled.detail);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < kept.size() && given.sentence(i); ++i) {
        texts.push_back(kept[i]);
        plan.sentences.push_back(i < base.sentences.size() ? base.sentences[i] : Part{});
    }
    for (std::size_t i = texts.size(); i < drawn.size(); ++i) texts.push_back(drawn[i]);
    plan.detail = joinSentences(texts);
    plan.sentences.resize(splitSentences(plan.detail).size());
}

void mergeItems(Plan& plan, const Plan& base, const Given& given, const Plan& sampled) {
    for (std::size_t i = 0; i < base.items.size() && given.item(i).any(); ++i) {
        Item item = base.items[i];
        if (i < sampled.items.size()) {
            const Item& drawn = sampled.items[i];
            if (!given.item(i).words) item.words = drawn.words;
            if (!given.item(i).box) item.box = drawn.box;
            if (!given.item(i).blob) item.blob = drawn.blob;
        }
        plan.items.push_back(std::move(item));
    }
    std::uint64_t id = nextItemId(base).value;
    for (std::size_t i = plan.items.size(); i < sampled.items.size(); ++i) {
        Item item = sampled.items[i];
        item.id = ItemId{id++};
        plan.items.push_back(std::move(item));
    }
}

CodeGrid mergedGrid(const CodeGrid& base, const std::vector<bool>& given, const CodeGrid& sampled) {
    if (std::find(given.begin(), given.end(), true) == given.end()) return sampled;
    CodeGrid grid = sampled;
    if (grid.empty()) {
        grid = {base.columns, base.rows, std::vector<int>(base.codes.size(), kUnknownCode),
                std::vector<Part>(base.codes.size())};
    }
    for (std::size_t i = 0; i < given.size() && i < grid.codes.size() && i < base.codes.size(); ++i) {
        if (!given[i]) continue;
        grid.codes[i] = base.codes[i];
        grid.parts[i] = i < base.parts.size() ? base.parts[i] : Part{};
    }
    return grid;
}

}  // namespace

Plan mergeSampled(const Plan& base, const Given& given, const Plan& sampled) {
    const auto [first, flags] = givenFirst(base, given);
    Plan plan;
    plan.caption = base.caption;
    plan.provenance = base.provenance;
    mergeText(plan, first, flags, sampled);
    mergeItems(plan, first, flags, sampled);
    plan.tokens = mergedGrid(first.tokens, flags.tokens, sampled.tokens);
    plan.colors = mergedGrid(first.colors, flags.colors, sampled.colors);
    return plan;
}

}  // namespace kaleido
