#pragma once

#include "engine/kaleido/plan_tokenizer.h"
#include "engine/text/sentence_piece.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kaleido::testing {

/// A tokenizer trained on a few sentences in the manner of the world.
inline std::shared_ptr<const SentencePiece> smallPieces() {
    std::vector<std::string> lines;
    for (const char* style : {"flat", "drawn", "bold"})
        for (const char* thing : {"cat", "mat", "palm tree", "red car", "dog", "boat"})
            for (const char* place : {"on the mat", "in the snow", "at night", "by the sea"})
                lines.push_back(std::string("a ") + style + " " + thing + " " + place + ".");
    std::size_t next = 0;
    const auto model = trainSentencePiece({.pieces = 80, .nextLine = [&]() -> std::optional<std::string> {
                                               if (next == lines.size()) return std::nullopt;
                                               return lines[next++];
                                           }});
    if (!model) throw std::runtime_error(describe(model.error()));
    return std::make_shared<const SentencePiece>(*SentencePiece::fromBytes(*model));
}

/// Two by two cells and few codes, so that sequences can be written down by hand.
inline PlanFormat smallFormat() {
    PlanFormat format;
    format.maxItems = 4;
    format.maxTokens = 128;
    format.tokenColumns = format.tokenRows = format.colorColumns = format.colorRows = 2;
    format.tokenCodes = 16;
    format.colorLevels = 2;
    return format;
}

inline PlanTokenizer smallTokenizer() {
    return {smallPieces(), smallFormat()};
}

/// Two sentences, two items (the second without a blob) and both grids.
inline Plan smallPlan() {
    Plan plan;
    plan.caption = "a cat on the mat";
    plan.detail = "a flat cat on the mat. a dog at night.";
    plan.sentences.resize(2);
    plan.items = {{.id = ItemId{1},
                   .words = "flat cat",
                   .box = Box{0.125, 0.25, 0.625, 0.75},
                   .blob = Blob{{0.375, 0.5}, 0.25, 0.125, 30}},
                  {.id = ItemId{2}, .words = "dog", .box = Box{0.5, 0.5, 0.75, 0.875}, .blob = {}}};
    plan.tokens = {2, 2, {1, 2, 3, 4}, std::vector<Part>(4)};
    plan.colors = {2, 2, {5, 6, 7, 0}, std::vector<Part>(4)};
    return plan;
}

}  // namespace kaleido::testing
