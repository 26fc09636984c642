#pragma once

#include "app/studio/known_words.h"
#include "engine/base/picture.h"
#include "engine/plan/plan.h"
#include "engine/plan/sentences.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace kaleido::test {

/// Knows the words of the sample scene and little else; for all others it offers the same two.
inline ModelWords sampleWords() {
    ModelWords words;
    words.all = {QStringLiteral("a"),    QStringLiteral("butterfly"), QStringLiteral("car"),
                 QStringLiteral("cat"),  QStringLiteral("flat"),      QStringLiteral("in"),
                 QStringLiteral("park"), QStringLiteral("red"),       QStringLiteral("the"),
                 QStringLiteral("tree"), QStringLiteral("turtle")};
    const QStringList all = words.all;
    words.unknownIn = [all](std::string_view text) {
        std::vector<WordOffer> offers;
        const auto isLetter = [&](std::size_t at) {
            return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
        };
        for (std::size_t begin = 0; begin < text.size(); ++begin) {
            if (!isLetter(begin)) continue;
            std::size_t end = begin;
            while (isLetter(end)) ++end;
            const std::string word(text.substr(begin, end - begin));
            if (!all.contains(QString::fromStdString(word)))
                offers.push_back(
                    {.word = word, .begin = begin, .end = end, .nearest = {"butterfly", "turtle"}});
            begin = end;
        }
        return offers;
    };
    return words;
}

/// A cat on the left behind a red car on the right; the text names both.
inline Plan sampleScene() {
    Plan plan;
    plan.caption = "a cat and a car in the park";
    plan.detail = "A cat is on the left. A red car is on the right.";
    plan.sentences.resize(splitSentences(plan.detail).size());
    plan.items = {{.id = ItemId{1},
                   .words = "cat",
                   .box = Box{0.1, 0.4, 0.3, 0.7},
                   .blob = Blob{{0.2, 0.55}, 0.1, 0.15, 0}},
                  {.id = ItemId{2}, .words = "red car", .box = Box{0.6, 0.5, 0.9, 0.8}, .blob = {}}};
    return plan;
}

/// A plan with one box named "cat" whose place depends on the number, so that near numbers are near plans.
inline Plan boxedPlan(double x, const std::string& caption = "a cat sat on the mat") {
    Plan plan;
    plan.caption = caption;
    plan.detail = "A flat cat on a mat.";
    plan.sentences = {{}};
    plan.items = {{.id = ItemId{1}, .words = "flat cat", .box = Box{x, 0.3, x + 0.2, 0.6}, .blob = {}}};
    return plan;
}

/// A square picture of one colour.
inline Picture plainPicture(int side, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    Picture picture{.width = side, .height = side, .rgb = {}};
    for (int i = 0; i < side * side; ++i) picture.rgb.insert(picture.rgb.end(), {red, green, blue});
    return picture;
}

}  // namespace kaleido::test
