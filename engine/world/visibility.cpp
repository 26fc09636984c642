#include "engine/world/visibility.h"

#include "engine/world/canvas.h"

#include <algorithm>

namespace kaleido {

Visibility visibility(const Atlas& atlas, const Layout& layout, int size) {
    Visibility result;
    result.figureAt.assign(static_cast<std::size_t>(size) * size, -1);
    std::vector<double> covered;
    for (std::size_t i = 0; i < layout.figures.size(); ++i) {
        const Figure& figure = layout.figures[i];
        Canvas canvas(size);
        canvas.sprite(atlas.sprite(figure.thing, figure.style, figure.color), figure.box, figure.mirrored,
                      Ink::White);
        const Picture silhouette = canvas.picture();
        covered.push_back(0);
        for (std::size_t pixel = 0; pixel < result.figureAt.size(); ++pixel) {
            if (silhouette.rgb[pixel * 3] < 128) continue;
            result.figureAt[pixel] = static_cast<int>(i);
            ++covered.back();
        }
    }
    for (std::size_t i = 0; i < covered.size(); ++i) {
        const auto seen = static_cast<double>(std::ranges::count(result.figureAt, static_cast<int>(i)));
        result.share.push_back(covered[i] > 0 ? seen / covered[i] : 0);
    }
    return result;
}

}  // namespace kaleido
