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

}  // namespace kaleido::cli
