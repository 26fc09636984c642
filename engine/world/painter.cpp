#include "engine/world/painter.h"

#include "engine/world/background.h"
#include "engine/world/canvas.h"

#include <algorithm>

namespace kaleido {

namespace {

/// Dark and soft under the feet; white foam where a thing floats; nothing under what flies or is part of the ground.
void paintFooting(Canvas& canvas, const Thing& thing, const Figure& figure, const Foot& foot,
                  const Stage& stage) {
    if (thing.inAir || thing.bulge > 0 || (thing.support && thing.onWater)) return;
    const Box& box = figure.box;
    const double left = figure.mirrored ? 1 - foot.right : foot.left,
                 right = figure.mirrored ? 1 - foot.left : foot.right;
    const double wide = box.x1 - box.x0;
    const double middle = box.x0 + wide * (left + right) / 2;
    const double rx = wide * (right - left) / 2 + 0.12 * wide,
                 ry = std::min(0.05, 0.06 + 0.15 * rx) * std::min(1.0, rx / 0.12);
    const bool inWater =
        stage.setting == Setting::Sea || (stage.setting == Setting::Beach && box.y1 < stage.ground);
    if (figure.carrier < 0 && inWater) {
        canvas.glow({middle, box.y1 - 0.2 * ry}, rx * 1.1, ry, {236, 248, 255}, 0.8);
    } else {
        const double opacity = stage.setting == Setting::Night ? 0.75 : 0.6;
        canvas.glow({middle, box.y1 - 0.15 * ry}, rx, ry, {24, 22, 40}, opacity);
    }
}

}  // namespace

Picture paint(const Atlas& atlas, const Layout& layout, int size) {
    Canvas canvas(size);
    paintBackground(canvas, layout.stage);
    for (const Figure& figure : layout.figures) {
        const Sprite& sprite = atlas.sprite(figure.thing, figure.style, figure.color);
        paintFooting(canvas, atlas.thing(figure.thing), figure, sprite.foot(), layout.stage);
        canvas.sprite(sprite, figure.box, figure.mirrored);
    }
    return canvas.picture();
}

}  // namespace kaleido
