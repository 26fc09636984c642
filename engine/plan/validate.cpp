#include "engine/plan/validate.h"

#include "engine/plan/limits.h"
#include "engine/plan/mentions.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"
#include "engine/plan/shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace kaleido {
namespace {

template <typename... Numbers>
bool areFinite(Numbers... numbers) {
    return (std::isfinite(numbers) && ...);
}

class Validator {
public:
    Validator(const Plan& plan, const PlanFormat& format) : m_plan(plan), m_format(format) {}

    std::vector<Issue> run() {
        m_issues = checkCaption(m_plan.caption);
        checkDetail();
        checkItemList();
        for (std::size_t i = 0; i < m_plan.items.size(); ++i) checkItem(i);
        checkGrid(m_plan.tokens, {PartKind::Tokens}, PartKind::Token, m_format.tokenColumns,
                  m_format.tokenRows, m_format.tokenCodes);
        checkGrid(m_plan.colors, {PartKind::Colors}, PartKind::Color, m_format.colorColumns,
                  m_format.colorRows, m_format.colorCodes());
        if (!hasErrors(m_issues)) compareTextAndItems();
        return std::move(m_issues);
    }

private:
    void add(Severity severity, Rule rule, PartRef part, std::string message) {
        m_issues.push_back({severity, rule, part, std::move(message)});
    }

    void checkDetail() {
        const PartRef part{PartKind::Detail};
        if (m_plan.detail.size() > kMaxDetailBytes) {
            add(Severity::Error, Rule::TextTooLong, part,
                fmt::format("the detailed description has {} bytes, at most {} are allowed; shorten it",
                            m_plan.detail.size(), kMaxDetailBytes));
        }
        if (const auto problem = findTextProblem(m_plan.detail)) {
            add(Severity::Error, Rule::BadText, part,
                fmt::format("the detailed description {} at byte {}", problem->message, problem->byte));
        }
        const std::size_t sentences = splitSentences(m_plan.detail).size();
        if (sentences != m_plan.sentences.size()) {
            add(Severity::Error, Rule::SentenceCount, part,
                fmt::format("the detailed description has {} sentences, but {} sentence states", sentences,
                            m_plan.sentences.size()));
        }
    }

    void checkItemList() {
        if (m_plan.items.size() > static_cast<std::size_t>(m_format.maxItems)) {
            add(Severity::Error, Rule::TooManyItems, {PartKind::Plan},
                fmt::format("the plan has {} items, the model knows at most {}; remove some",
                            m_plan.items.size(), m_format.maxItems));
        }
        std::set<ItemId> ids;
        for (std::size_t i = 0; i < m_plan.items.size(); ++i) {
            const ItemId id = m_plan.items[i].id;
            if (id && ids.insert(id).second) continue;
            add(Severity::Error, Rule::ItemIds, {PartKind::Item, i},
                fmt::format("{}: its id {} is {}", nameOf(i), id.value, id ? "taken twice" : "not a number"));
        }
    }

    void checkItem(std::size_t index) {
        const Item& item = m_plan.items[index];
        const PartRef part{PartKind::Item, index};
        const auto say = [&](Severity severity, Rule rule, std::string_view message) {
            add(severity, rule, part, fmt::format("{}: {}", nameOf(index), message));
        };
        if (const auto problem = findTextProblem(item.words)) {
            add(Severity::Error, Rule::BadText, part,
                fmt::format("item {}: its label {} at byte {}", index + 1, problem->message, problem->byte));
        }
        if (item.words.size() > kMaxWordsBytes) {
            add(Severity::Error, Rule::TextTooLong, part,
                fmt::format("item {}: its label has {} bytes, at most {} are allowed; shorten it", index + 1,
                            item.words.size(), kMaxWordsBytes));
        }
        if (tidyText(item.words).empty()) say(Severity::Warning, Rule::EmptyWords, "it has no label");
        if (!item.box && !item.blob) say(Severity::Notice, Rule::NoShape, "it has no place in the picture");
        if (item.box) checkBox(*item.box, say);
        if (item.blob) checkBlob(*item.blob, say);
    }

    template <typename Say>
    static void checkBox(const Box& box, const Say& say) {
        if (!areFinite(box.x0, box.y0, box.x1, box.y1)) {
            say(Severity::Error, Rule::NotFinite, "its box has a coordinate that is not a number");
        } else if (!(box.x0 < box.x1) || !(box.y0 < box.y1)) {
            say(Severity::Error, Rule::Inverted,
                fmt::format("its box is inverted or flat (x {} to {}, y {} to {})", box.x0, box.x1, box.y0,
                            box.y1));
        } else {
            checkInside(box, "box", say);
            if (std::min(box.x1 - box.x0, box.y1 - box.y0) < kSmallestSide * (1 - 1e-9)) {
                say(Severity::Warning, Rule::TooSmall,
                    "its box is narrower than 1/64 of the picture and will be taken as that wide");
            }
        }
    }

    template <typename Say>
    static void checkBlob(const Blob& blob, const Say& say) {
        if (!areFinite(blob.centre.x, blob.centre.y, blob.rx, blob.ry, blob.angle)) {
            say(Severity::Error, Rule::NotFinite, "its blob has a coordinate that is not a number");
        } else if (!(blob.rx > 0) || !(blob.ry > 0)) {
            say(Severity::Error, Rule::Inverted,
                fmt::format("its blob is inverted or flat (radii {} and {})", blob.rx, blob.ry));
        } else {
            checkInside(boundsOf(blob), "blob", say);
        }
    }

    template <typename Say>
    static void checkInside(const Box& box, std::string_view shape, const Say& say) {
        constexpr Box kPicture{0, 0, 1, 1};
        constexpr double kRounding = 1e-9;  // sums of fractions may round past an edge that they touch
        if (areaOf(intersection(box, kPicture)) <= 0) {
            say(Severity::Error, Rule::Outside,
                fmt::format("its {} lies outside the picture; move it in or remove it", shape));
        } else if (box.x0 < -kRounding || box.y0 < -kRounding || box.x1 > 1 + kRounding ||
                   box.y1 > 1 + kRounding) {
            say(Severity::Warning, Rule::PartlyOutside,
                fmt::format("its {} lies partly outside the picture", shape));
        }
    }

    void checkGrid(const CodeGrid& grid, PartRef whole, PartKind cell, int columns, int rows, int codes) {
        if (grid == CodeGrid{}) return;
        const std::string_view name =
            whole.kind == PartKind::Tokens ? "grid of visual tokens" : "colour mosaic";
        const auto cells = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
        if (grid.columns != columns || grid.rows != rows || grid.codes.size() != cells ||
            grid.parts.size() != cells) {
            add(Severity::Error, Rule::GridSize, whole,
                fmt::format("the {} is {} × {} with {} codes and {} states, the model's is {} × {}", name,
                            grid.columns, grid.rows, grid.codes.size(), grid.parts.size(), columns, rows));
        }
        for (std::size_t i = 0; i < grid.codes.size(); ++i) {
            const int code = grid.codes[i];
            if (code == kUnknownCode || (code >= 0 && code < codes)) continue;
            add(Severity::Error, Rule::CodeRange, {cell, i},
                fmt::format("cell {} of the {} has the code {}, the model's codes are 0 to {}", i, name, code,
                            codes - 1));
            return;  // one word on a broken grid is enough
        }
    }

    void compareTextAndItems() {
        if (tidyText(m_plan.detail).empty()) return;
        const auto mentioned = firstMentions(m_plan);
        for (std::size_t i = 0; i < m_plan.items.size(); ++i) {
            if (mentioned[i] || tidyText(m_plan.items[i].words).empty()) continue;
            add(Severity::Notice, Rule::NotMentioned, {PartKind::Item, i},
                fmt::format("{}: the detailed description does not name it", nameOf(i)));
        }
        for (const PlaceClaim& claim : placeClaims(m_plan)) {
            const Item& item = m_plan.items[claim.item];
            if (!contradicts(item, claim.place.place)) continue;
            add(Severity::Warning, Rule::PlaceContradiction, {PartKind::Item, claim.item},
                fmt::format("{}: the detailed description says '{}', but it is {}", nameOf(claim.item),
                            tidyText(claim.place.range.in(m_plan.detail)),
                            placePhrase(placeOf(*centreOf(item)))));
        }
    }

    /// "item 2 (flat cat)"; never quotes text that is not clean or long.
    std::string nameOf(std::size_t index) const {
        const std::string& words = m_plan.items[index].words;
        const bool plain = !words.empty() && words.size() <= 80 && !findTextProblem(words);
        return plain ? fmt::format("item {} ({})", index + 1, tidyText(words))
                     : fmt::format("item {}", index + 1);
    }

    const Plan& m_plan;
    const PlanFormat& m_format;
    std::vector<Issue> m_issues;
};

}  // namespace

std::vector<Issue> validate(const Plan& plan, const PlanFormat& format) {
    return Validator(plan, format).run();
}

std::vector<Issue> checkCaption(std::string_view caption) {
    std::vector<Issue> issues;
    const PartRef part{PartKind::Caption};
    if (tidyText(caption).empty()) {
        issues.push_back(
            {Severity::Notice, Rule::EmptyCaption, part, "the caption is empty; the plan may show anything"});
    }
    if (caption.size() > kMaxCaptionBytes) {
        issues.push_back({Severity::Error, Rule::TextTooLong, part,
                          fmt::format("the caption has {} bytes, at most {} are allowed; shorten it",
                                      caption.size(), kMaxCaptionBytes)});
    }
    if (const auto problem = findTextProblem(caption)) {
        issues.push_back(
            {Severity::Error, Rule::BadText, part,
             fmt::format("the caption {} at byte {}; type it again", problem->message, problem->byte)});
    }
    return issues;
}

bool hasErrors(const std::vector<Issue>& issues) {
    return std::any_of(issues.begin(), issues.end(),
                       [](const Issue& issue) { return issue.severity == Severity::Error; });
}

Result<void> firstError(const std::vector<Issue>& issues, Code code) {
    for (const Issue& issue : issues) {
        if (issue.severity == Severity::Error) return Error{code, issue.message, "", ""};
    }
    return {};
}

}  // namespace kaleido
