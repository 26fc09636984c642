#include "engine/plan/given.h"

#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"

#include <algorithm>
#include <numeric>

namespace kaleido {
namespace {

bool isKept(PartState state, bool locked) {
    return locked || state == PartState::Edited;
}

std::vector<bool> keptCells(const CodeGrid& grid) {
    std::vector<bool> kept(grid.codes.size());
    for (std::size_t i = 0; i < kept.size() && i < grid.parts.size(); ++i) {
        kept[i] = grid.codes[i] != kUnknownCode && isKept(grid.parts[i].state, grid.parts[i].locked);
    }
    return kept;
}

/// Cells that are given already, or known and up to date.
std::vector<bool> withFreshCells(const CodeGrid& grid, std::vector<bool> given) {
    given.resize(grid.codes.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool stale = i < grid.parts.size() && grid.parts[i].state == PartState::Stale;
        if (grid.codes[i] != kUnknownCode && !stale) given[i] = true;
    }
    return given;
}

/// 0 … count−1, those for which `isGiven` holds first.
template <typename Predicate>
std::vector<std::size_t> givenOrder(std::size_t count, Predicate isGiven) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_partition(order.begin(), order.end(), isGiven);
    return order;
}

template <typename T>
std::vector<T> permuted(const std::vector<T>& values, const std::vector<std::size_t>& order) {
    std::vector<T> result;
    result.reserve(order.size());
    for (const std::size_t i : order) result.push_back(i < values.size() ? values[i] : T{});
    return result;
}

void sentencesFirst(Plan& plan, Given& given) {
    const std::vector<std::string> texts = sentencesOf(plan.detail);
    const auto order = givenOrder(texts.size(), [&](std::size_t i) { return given.sentence(i); });
    if (std::is_sorted(order.begin(), order.end())) return;
    plan.detail = joinSentences(permuted(texts, order));
    plan.sentences = permuted(plan.sentences, order);
    given.sentences = permuted(given.sentences, order);
}

void itemsFirst(Plan& plan, Given& given) {
    const auto order = givenOrder(plan.items.size(), [&](std::size_t i) { return given.item(i).any(); });
    plan.items = permuted(plan.items, order);
    given.items = permuted(given.items, order);
}

}  // namespace

bool Given::any() const {
    const auto anyOf = [](const std::vector<bool>& flags) {
        return std::find(flags.begin(), flags.end(), true) != flags.end();
    };
    return anyOf(sentences) || anyOf(tokens) || anyOf(colors) ||
           std::any_of(items.begin(), items.end(), [](const GivenItem& item) { return item.any(); });
}

Given givenFromLocks(const Plan& plan) {
    Given given;
    for (const Part& part : plan.sentences) given.sentences.push_back(isKept(part.state, part.locked));
    for (const Item& item : plan.items) {
        const bool kept = isKept(item.state, item.locked);
        given.items.push_back({.words = kept && !tidyText(item.words).empty(),
                               .box = kept && item.box.has_value(),
                               .blob = kept && item.blob.has_value()});
    }
    given.tokens = keptCells(plan.tokens);
    given.colors = keptCells(plan.colors);
    return given;
}

Given givenWhileSampling(const Plan& plan, Kinds sampled) {
    Given given = givenFromLocks(plan);
    if (!sampled.text) given.sentences.assign(plan.sentences.size(), true);
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const Item& item = plan.items[i];
        GivenItem& part = given.items[i];
        part.box = part.box || (!sampled.boxes && item.box);
        part.blob = part.blob || (!sampled.blobs && item.blob);
        part.words = part.words || ((part.box || part.blob) && !tidyText(item.words).empty());
    }
    if (!sampled.tokens) given.tokens = withFreshCells(plan.tokens, std::move(given.tokens));
    if (!sampled.colors) given.colors = withFreshCells(plan.colors, std::move(given.colors));
    return given;
}

std::pair<Plan, Given> givenFirst(Plan plan, Given given) {
    sentencesFirst(plan, given);
    itemsFirst(plan, given);
    return {std::move(plan), std::move(given)};
}

Plan lockedFirst(Plan plan) {
    Given given = givenFromLocks(plan);
    return givenFirst(std::move(plan), std::move(given)).first;
}

}  // namespace kaleido
