#include "engine/plan/edits.h"
#include "engine/plan/sentences.h"
#include "engine/plan/stale.h"

#include <algorithm>
#include <stdexcept>

namespace kaleido {
namespace {

/// The plan with this description; each of its sentences that the old one has, too, keeps its state.
Plan withDetail(const Plan& plan, std::string detail) {
    Plan after = plan;
    after.detail = std::move(detail);
    after.sentences.clear();
    std::vector<std::string> old = sentencesOf(plan.detail);
    std::vector<bool> used(old.size());
    for (const std::string& sentence : sentencesOf(after.detail)) {
        std::size_t i = 0;
        while (i < old.size() && (used[i] || closedSentence(old[i]) != closedSentence(sentence))) ++i;
        if (i == old.size()) {
            after.sentences.push_back({.state = PartState::Edited});
        } else {
            used[i] = true;
            after.sentences.push_back(i < plan.sentences.size() ? plan.sentences[i] : Part{});
        }
    }
    makeStaleByText(plan, after);
    return after;
}

}  // namespace

Plan setSentence(Plan plan, std::size_t index, std::string_view text) {
    std::vector<std::string> sentences = sentencesOf(plan.detail);
    if (index > sentences.size()) throw std::out_of_range("edits: the plan has no such sentence");
    const std::string replacement = joinSentences(sentencesOf(text));
    if (index == sentences.size()) sentences.emplace_back();
    if (sentences[index] == replacement) return plan;
    sentences[index] = replacement;
    return withDetail(plan, joinSentences(sentences));
}

Plan setDetail(Plan plan, std::string_view detail) {
    if (plan.detail == detail) return plan;
    return withDetail(plan, std::string(detail));
}

}  // namespace kaleido
