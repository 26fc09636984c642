#include "engine/kaleido/plan_row.h"

#include "engine/plan/grammar.h"
#include "engine/plan/mentions.h"

#include <numbers>

namespace kaleido {
namespace {

std::array<float, 6> geometryOf(const Item& item, bool blob) {
    const auto f = [](double value) { return static_cast<float>(value); };
    if (blob) {
        const Blob& b = *item.blob;
        return {f(b.centre.x), f(b.centre.y), f(b.rx), f(b.ry), f(b.angle * std::numbers::pi / 180.0), 1.0F};
    }
    const Box& b = *item.box;
    return {
        f((b.x0 + b.x1) / 2), f((b.y0 + b.y1) / 2), f((b.x1 - b.x0) / 2), f((b.y1 - b.y0) / 2), 0.0F, 0.0F};
}

std::vector<std::int64_t> tokensOf(const PlanTokenizer& tokenizer, const std::string& words,
                                   const std::string& said) {
    std::vector<std::int64_t> tokens = tokenizer.words(words);
    if (tokens.empty()) tokens.push_back(tokenizer.layout().id(SymbolKind::Mask));
    const std::vector<std::int64_t> more = tokenizer.words(said);
    tokens.insert(tokens.end(), more.begin(), more.end());
    return tokens;
}

}  // namespace

void PlanRow::readPlan(const TokenSequence& sequence) {
    plan = sequence.ids;
    for (const SymbolRole role : sequence.roles) {
        loss.push_back(role == SymbolRole::Sampled);
        visible.push_back(role != SymbolRole::Unknown);
    }
}

PlanRow conditionRow(const PlanTokenizer& tokenizer, const std::string& caption, const Plan& plan,
                     Kinds kinds) {
    PlanRow row = captionRow(tokenizer, caption);
    const auto symbols = writePlan(plan, kinds, tokenizer.layout().format(), Purpose::Condition);
    const TokenSequence sequence = tokenizer.tokens(symbols);
    row.readPlan(sequence);
    row.planVisible = kinds != Kinds::none();
    const std::vector<std::string> said =
        kinds.text ? saidBehindMentions(plan) : std::vector<std::string>(plan.items.size());
    for (const ShapeMark& mark : sequence.shapes) {
        const Item& item = plan.items.at(static_cast<std::size_t>(mark.item));
        row.shapes.push_back({mark.position, geometryOf(item, mark.isBlob),
                              tokensOf(tokenizer, item.words, said[static_cast<std::size_t>(mark.item)])});
    }
    return row;
}

PlanRow givenRow(const PlanTokenizer& tokenizer, const std::string& caption, const Plan& plan, Kinds kinds,
                 const Given& given) {
    const auto [ordered, flags] = givenFirst(plan, given);
    const PlanFormat& format = tokenizer.layout().format();
    PlanRow row;
    row.encoder =
        tokenizer.encoderInput(caption, writePlan(ordered, Kinds::all(), format, Purpose::Given, flags));
    row.readPlan(tokenizer.tokens(writePlan(ordered, kinds, format, Purpose::Target, flags)));
    row.planVisible = false;
    return row;
}

PlanRow captionRow(const PlanTokenizer& tokenizer, const std::string& caption) {
    PlanRow row;
    row.encoder = tokenizer.encoderInput(caption);
    row.planVisible = false;
    return row;
}

}  // namespace kaleido
