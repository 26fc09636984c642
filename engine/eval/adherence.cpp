#include "engine/eval/adherence.h"

#include "engine/eval/box_crops.h"
#include "engine/eval/drawn_box.h"
#include "engine/plan/shapes.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kSamples = 32;  ///< points along each side of a box

bool inside(const Box& box, double x, double y) {
    return x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1;
}

/// An item that counts: which one, and what its words ask for.
struct Wanted {
    std::size_t plan = 0, item = 0;
    ThingPhrase phrase;
    Box box;
};

std::vector<Wanted> wantedItems(std::span<const Plan> plans, const SceneReader& reader) {
    std::vector<Wanted> wanted;
    for (std::size_t p = 0; p < plans.size(); ++p) {
        for (std::size_t i = 0; i < plans[p].items.size(); ++i) {
            const Item& item = plans[p].items[i];
            const SceneWords words = reader.read(item.words);
            if (words.things.empty() || openShare(plans[p], i) < kCountedShare) continue;
            wanted.push_back({p, i, words.things.front(), *item.box});
        }
    }
    return wanted;
}

/// What stands in each box: classes, int64 [N].
struct Found {
    torch::Tensor thing, style, color;
};

Found classify(Judges& judges, const torch::Tensor& pictures, const std::vector<Wanted>& wanted) {
    std::vector<PictureBox> boxes;
    for (const Wanted& one : wanted) boxes.push_back({static_cast<std::int64_t>(one.plan), one.box});
    const ThingLogits said =
        judges->classifier->things(judges->classifier->features(boxCrops(pictures, boxes)));
    return {said.thing.argmax(1), said.style.argmax(1), said.color.argmax(1)};
}

}  // namespace

double openShare(const Plan& plan, std::size_t index) {
    const std::optional<Box>& box = plan.items.at(index).box;
    if (!box) return 0;
    const Box picture = {.x0 = 0, .y0 = 0, .x1 = 1, .y1 = 1};
    int open = 0;
    for (int row = 0; row < kSamples; ++row) {
        for (int column = 0; column < kSamples; ++column) {
            const double x = box->x0 + (box->x1 - box->x0) * (column + 0.5) / kSamples;
            const double y = box->y0 + (box->y1 - box->y0) * (row + 0.5) / kSamples;
            const bool covered =
                std::any_of(plan.items.begin() + static_cast<std::ptrdiff_t>(index) + 1, plan.items.end(),
                            [&](const Item& nearer) { return nearer.box && inside(*nearer.box, x, y); });
            if (!covered && inside(picture, x, y)) ++open;
        }
    }
    return static_cast<double>(open) / (kSamples * kSamples);
}

std::vector<std::vector<ItemVerdict>> judgeItems(Judges& judges, const torch::Tensor& pictures,
                                                 std::span<const Plan> plans, const SceneReader& reader) {
    std::vector<std::vector<ItemVerdict>> verdicts;
    for (const Plan& plan : plans) verdicts.emplace_back(plan.items.size());
    const std::vector<Wanted> wanted = wantedItems(plans, reader);
    if (wanted.empty()) return verdicts;

    const Found found = classify(judges, pictures, wanted);
    const torch::Tensor classAt = judges->segmenter->classAt(pictures).contiguous();
    const int side = static_cast<int>(classAt.size(2));
    const auto area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto& [plan, item, phrase, box] = wanted[i];
        const auto row = static_cast<std::int64_t>(i);
        const auto thing = static_cast<int>(found.thing[row].item<std::int64_t>());
        ItemVerdict& verdict = verdicts[plan][item];
        verdict.counts = true;
        verdict.thing =
            phrase.named >= 0 ? thing == phrase.named : std::ranges::binary_search(phrase.things, thing);
        // Words that may mean several things ask for the one that is there.
        const int asked = phrase.named >= 0 ? phrase.named : verdict.thing ? thing : phrase.things.front();
        const std::span<const std::int64_t> classes(classAt.data_ptr<std::int64_t>() + plan * area, area);
        if (const auto drawn = drawnBox(classes, side, asked, box)) verdict.overlap = iou(*drawn, box);
        if (phrase.style >= 0) verdict.style = found.style[row].item<std::int64_t>() == phrase.style;
        if (phrase.color != kOwnColor) verdict.color = found.color[row].item<std::int64_t>() == phrase.color;
    }
    return verdicts;
}

}  // namespace kaleido
