#include "app/cli/paint_set.h"

#include <algorithm>
#include <tuple>

namespace kaleido::cli {

Result<void> paint(Session& session, const PaintSet& set, const ModelInfo& info,
                   const std::function<Result<void>(const Painted&)>& arrived,
                   std::vector<Painted>& painted) {
    GenerateRequest request = requestFor(set.painting, info.folder);
    request.plans = set.plans;
    request.seed = set.seed;
    request.pictures = set.pictures;
    const PictureRecord common = recordFor(set.painting, info);
    const auto ended = session.run(request, [&](const Event& event) -> Result<void> {
        const auto* done = std::get_if<PictureDone>(&event.body);
        if (!done) return {};
        Painted one{common, done->picture, done->ref.plan, done->ref.picture};
        one.record.plan = set.plans[static_cast<std::size_t>(one.plan)];
        one.record.seed = done->ref.seed;
        one.record.width = one.picture.width;
        one.record.height = one.picture.height;
        one.record.microBatch = done->microBatch;
        painted.push_back(std::move(one));
        return arrived(painted.back());
    });
    std::sort(painted.begin(), painted.end(), [](const Painted& a, const Painted& b) {
        return std::tie(a.plan, a.index) < std::tie(b.plan, b.index);
    });
    return ended;
}

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

}  // namespace kaleido::cli
