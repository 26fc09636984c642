#include "app/painting/paint_set.h"

#include <algorithm>

namespace kaleido {
namespace {

/// The pictures of one plan that were painted alike, by seed.
struct PlanPictures {
    Painting painting;
    Plan plan;
    std::vector<std::uint64_t> seeds;
};

std::vector<PlanPictures> byPlan(const std::vector<PictureRecord>& records) {
    std::vector<PlanPictures> result;
    for (const PictureRecord& record : records) {
        const Painting painting = paintingOf(record);
        auto found = std::find_if(result.begin(), result.end(), [&](const PlanPictures& pictures) {
            return pictures.painting == painting && pictures.plan == record.plan;
        });
        if (found == result.end()) found = result.insert(result.end(), {painting, record.plan, {}});
        found->seeds.push_back(record.seed);
    }
    return result;
}

}  // namespace

std::vector<PaintSet> merged(std::vector<PaintSet> sets) {
    std::vector<PaintSet> result;
    for (PaintSet& set : sets) {
        const auto same = std::find_if(result.begin(), result.end(), [&](const PaintSet& other) {
            return other.painting == set.painting && other.seed == set.seed && other.pictures == set.pictures;
        });
        if (same == result.end()) {
            result.push_back(std::move(set));
            continue;
        }
        for (Plan& plan : set.plans) {
            if (std::find(same->plans.begin(), same->plans.end(), plan) == same->plans.end())
                same->plans.push_back(std::move(plan));
        }
    }
    return result;
}

std::vector<PaintSet> paintSetsOf(const std::vector<PictureRecord>& records) {
    std::vector<PaintSet> sets;
    for (PlanPictures& pictures : byPlan(records)) {
        std::sort(pictures.seeds.begin(), pictures.seeds.end());
        pictures.seeds.erase(std::unique(pictures.seeds.begin(), pictures.seeds.end()), pictures.seeds.end());
        for (std::size_t i = 0; i < pictures.seeds.size(); ++i) {
            const bool follows = i > 0 && pictures.seeds[i] == pictures.seeds[i - 1] + 1;
            if (follows)
                ++sets.back().pictures;
            else
                sets.push_back({pictures.painting, {pictures.plan}, pictures.seeds[i], 1});
        }
    }
    return merged(std::move(sets));
}

}  // namespace kaleido
