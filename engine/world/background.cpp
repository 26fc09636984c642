#include "engine/world/background.h"

#include <algorithm>

namespace kaleido {

namespace {

/// One stage being painted: the canvas, where its lines are, and the dice for colours and details.
struct Scenery {
    Canvas& canvas;
    const Stage& stage;
    Random random;

    /// The colour, a little lighter or darker and a little off in each channel.
    Tone shade(Tone color) {
        const double light = random.uniform(-12, 12);
        const auto moved = [&](int value) {
            return std::clamp(static_cast<int>(value + light + random.uniform(-8, 8)), 0, 255);
        };
        return {moved(color.r), moved(color.g), moved(color.b)};
    }

    double between(double low, double high) { return random.uniform(low, high); }

    Wave line(double level, double amplitude) {
        return {level, between(-amplitude, amplitude), between(0.4, 1.3), random.uniform()};
    }

    // What a seed draws hangs on the order of the draws, and the order in which a call's arguments are evaluated on the compiler.
    // So a call draws once at most, or all between braces, which go from left to right.

    /// A gradient from a shade of one colour to a shade of another.
    void fill(double y0, double y1, Tone top, Tone bottom) {
        const Tone end = shade(bottom), start = shade(top);
        canvas.fill(y0, y1, start, end);
    }
    void fillBelow(const Wave& wave, Tone top, Tone bottom) {
        const Tone end = shade(bottom), start = shade(top);
        canvas.fillBelow(wave, start, end);
    }
    /// Below a line that is drawn.
    void fillBelow(double level, double amplitude, Tone top, Tone bottom) {
        const Tone end = shade(bottom), start = shade(top);
        canvas.fillBelow(line(level, amplitude), start, end);
    }
    /// Hills far away, from a shade to a colour.
    void hills(double level, double amplitude, Tone top, Tone bottom) {
        const Tone start = shade(top);
        canvas.fillBelow(line(level, amplitude), start, bottom);
    }

    void clouds(int most, Tone color) {
        for (int i = random.below(most + 1); i > 0; --i) {
            const Vec2 at{between(0, 1), between(0.05, std::max(0.1, stage.horizon - 0.12))};
            const double size = between(0.05, 0.10);
            for (int puff = -1; puff <= 1; ++puff) {
                const double part = puff == 0 ? 1 : between(0.6, 0.8);
                canvas.ellipse({at.x + puff * size * 1.1, at.y + (1 - part) * size * 0.4}, size * 1.3 * part,
                               size * 0.6 * part, color, 0.85);
            }
        }
    }

    /// Small flat ellipses strewn over the ground, smaller towards the horizon.
    void strew(int count, double size, Tone color, double opacity) {
        for (int i = 0; i < count; ++i) {
            const double depth = random.uniform();
            const double scale = size * (0.4 + 0.6 * depth);
            canvas.ellipse({random.uniform(), stage.ground + 0.04 + (0.94 - stage.ground) * depth}, scale,
                           scale * 0.55, color, opacity);
        }
    }
};

void paintMeadow(Scenery s) {
    s.fill(0, s.stage.horizon, {104, 182, 238}, {206, 234, 250});
    s.clouds(3, {255, 255, 255});
    s.hills(s.stage.horizon - 0.06, 0.05, {138, 190, 132}, {120, 180, 110});
    s.fillBelow(s.stage.horizon, 0.02, {132, 202, 88}, {72, 150, 58});
    s.strew(14, 0.03, {60, 130, 52}, 0.45);
    const Tone flowers = s.random.chance(0.5) ? Tone{255, 246, 170} : Tone{255, 255, 255};
    s.strew(s.random.below(9), 0.012, flowers, 0.9);
}

void paintBeach(Scenery s) {
    s.fill(0, s.stage.horizon, {112, 194, 242}, {216, 240, 250});
    s.clouds(2, {255, 255, 255});
    s.fillBelow({.level = s.stage.horizon}, {40, 134, 190}, {74, 198, 210});
    for (int i = 0; i < 4; ++i) {
        const double depth = s.random.uniform();
        const double size = s.between(0.06, 0.14);
        s.canvas.ellipse(
            {s.random.uniform(), s.stage.horizon + 0.02 + depth * (s.stage.ground - s.stage.horizon - 0.05)},
            size, 0.006, {220, 246, 250}, 0.7);
    }
    Wave shore = s.line(s.stage.ground, 0.025);
    s.canvas.fillBelow({shore.level - 0.018, shore.amplitude, shore.cycles, shore.phase}, {242, 250, 250},
                       {242, 250, 250}, 0.8);
    s.fillBelow(shore, {236, 208, 150}, {224, 184, 118});
    s.strew(10, 0.014, {196, 154, 98}, 0.6);
}

void paintSnow(Scenery s) {
    s.fill(0, s.stage.horizon, {150, 178, 206}, {218, 228, 238});
    const Wave ground = s.line(s.stage.horizon, 0.03);
    for (int i = s.random.below(6); i > 0; --i) {
        const double x = s.random.uniform(), height = s.between(0.10, 0.20), foot = ground.at(x) + 0.02;
        for (int tier = 0; tier < 3; ++tier) {
            const double tip = foot - height + tier * height * 0.25;
            s.canvas.triangle({x, tip}, tip + height * 0.5, height * (0.16 + 0.08 * tier), {74, 116, 110});
            s.canvas.triangle({x, tip}, tip + height * 0.16, height * (0.05 + 0.025 * tier), {236, 242, 248});
        }
    }
    s.fillBelow(ground, {242, 246, 252}, {206, 220, 238});
    s.strew(6, 0.06, {190, 208, 232}, 0.5);
    for (int i = 0; i < 26; ++i) {
        const double size = s.between(0.006, 0.012);
        s.canvas.ellipse({s.random.uniform(), s.random.uniform()}, size, size, {255, 255, 255}, 0.9);
    }
}

void paintNight(Scenery s) {
    s.fill(0, s.stage.horizon, {16, 22, 58}, {54, 58, 112});
    for (int i = 0; i < 30; ++i) {
        const double size = s.between(0.004, 0.009), opacity = s.between(0.5, 1);
        s.canvas.ellipse({s.random.uniform(), s.random.uniform() * s.stage.horizon}, size, size,
                         {250, 244, 206}, opacity);
    }
    s.hills(s.stage.horizon - 0.05, 0.05, {32, 40, 82}, {30, 40, 78});
    s.fillBelow(s.stage.horizon, 0.02, {36, 62, 74}, {16, 34, 46});
    s.strew(10, 0.03, {22, 44, 56}, 0.5);
}

void window(Scenery& s, double x, double y, double size) {
    const double frame = size * 0.09;
    s.canvas.rectangle({x, y, x + size, y + size * 1.1}, {250, 250, 246});
    s.canvas.rectangle({x + frame, y + frame, x + size - frame, y + size * 1.1 - frame},
                       s.shade({158, 212, 244}));
    s.canvas.rectangle({x + size / 2 - frame / 2, y, x + size / 2 + frame / 2, y + size * 1.1},
                       {250, 250, 246});
    s.canvas.rectangle({x, y + size * 0.5, x + size, y + size * 0.5 + frame}, {250, 250, 246});
}

void paintRoom(Scenery s) {
    constexpr Tone walls[] = {
        {240, 224, 190}, {198, 216, 232}, {206, 226, 200}, {238, 204, 200}, {222, 208, 236}};
    const Tone wall = s.shade(walls[s.random.below(5)]);
    const double floor = s.stage.horizon;
    s.canvas.fill(0, floor, wall, mix(wall, {120, 110, 110}, 0.15));
    if (s.random.chance(0.7)) {
        const double size = std::min(s.between(0.20, 0.28), floor - 0.2);
        const double y = s.between(0.05, 0.14), x = s.between(0.04, 0.70);
        window(s, x, y, size);
    }
    const Tone light = s.shade({206, 152, 100}), dark = s.shade({168, 112, 70});
    s.canvas.fillBelow({.level = floor}, light, dark);
    for (int i = 1; i < 6; ++i) {
        const double y = floor + (1 - floor) * i * i / 36.0;
        s.canvas.rectangle({0, y, 1, y + 0.008}, mix(dark, {60, 30, 20}, 0.35), 0.6);
    }
    s.canvas.rectangle({0, floor - 0.03, 1, floor}, {250, 246, 238}, 0.95);
    s.canvas.rectangle({0, floor, 1, floor + 0.008}, {90, 60, 44}, 0.6);
}

void paintSea(Scenery s) {
    s.fill(0, s.stage.horizon, {116, 188, 240}, {222, 240, 250});
    s.clouds(3, {255, 255, 255});
    s.fillBelow({.level = s.stage.horizon}, {46, 130, 196}, {14, 72, 140});
    for (int i = 0; i < 16; ++i) {
        const double depth = s.random.uniform();
        const double size = s.between(0.04, 0.09) * (0.5 + depth);
        s.canvas.ellipse({s.random.uniform(), s.stage.horizon + 0.02 + (0.97 - s.stage.horizon) * depth},
                         size, 0.005 + 0.006 * depth, {150, 206, 238}, 0.55);
    }
}

void paintDesert(Scenery s) {
    s.fill(0, s.stage.horizon, {244, 180, 110}, {252, 228, 180});
    s.hills(s.stage.horizon - 0.05, 0.07, {222, 150, 92}, {214, 140, 84});
    s.fillBelow(s.stage.horizon, 0.03, {232, 166, 94}, {200, 120, 62});
    for (int i = s.random.below(3); i > 0; --i) {
        const double level = s.between(s.stage.horizon + 0.1, 0.9);
        s.canvas.fillBelow(s.line(level, 0.05), {214, 140, 76}, {196, 116, 60}, 0.5);
    }
    s.strew(7, 0.016, {156, 92, 52}, 0.7);
}

/// A house front with rows of windows.
void front(Scenery& s, const Box& wall) {
    constexpr Tone fronts[] = {{178, 150, 138}, {152, 164, 182}, {196, 178, 146}, {166, 176, 160}};
    const Tone color = s.shade(fronts[s.random.below(4)]), glass = mix(color, {240, 240, 214}, 0.6);
    s.canvas.rectangle(wall, color);
    const int columns = static_cast<int>((wall.x1 - wall.x0 - 0.01) / 0.07);
    const int rows = static_cast<int>((wall.y1 - wall.y0 - 0.01) / 0.085);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const double x = wall.x0 + 0.03 + 0.07 * column, y = wall.y0 + 0.035 + 0.085 * row;
            s.canvas.rectangle({x, y, x + 0.032, y + 0.045}, glass);
        }
    }
}

void paintStreet(Scenery s) {
    s.fill(0, s.stage.horizon, {150, 196, 230}, {222, 230, 236});
    double x = -s.between(0, 0.1);
    while (x < 1) {
        const double width = s.between(0.14, 0.26), top = s.between(0.06, s.stage.horizon - 0.14);
        front(s, {x, top, x + width, s.stage.horizon});
        x += width + (s.random.chance(0.3) ? 0.05 : 0.006);
    }
    const double kerb = s.stage.horizon + 0.09;
    s.canvas.fillBelow({.level = s.stage.horizon}, s.shade({188, 186, 182}), {176, 174, 170});
    s.canvas.fillBelow({.level = kerb}, {140, 140, 142}, {140, 140, 142});
    s.fillBelow({.level = kerb + 0.015}, {92, 94, 102}, {72, 74, 82});
    const double middle = kerb + (1 - kerb) * 0.45;
    const double first = -s.between(0, 0.25);
    for (int i = 0; i < 5; ++i) {
        const double dash = first + 0.26 * i;
        s.canvas.rectangle({dash, middle, dash + 0.15, middle + 0.022}, {236, 232, 214}, 0.9);
    }
}

}  // namespace

void paintBackground(Canvas& canvas, const Stage& stage) {
    Scenery scenery{canvas, stage, Random(stage.detailSeed)};
    switch (stage.setting) {
        case Setting::Meadow:
            return paintMeadow(scenery);
        case Setting::Beach:
            return paintBeach(scenery);
        case Setting::Snow:
            return paintSnow(scenery);
        case Setting::Night:
            return paintNight(scenery);
        case Setting::Room:
            return paintRoom(scenery);
        case Setting::Sea:
            return paintSea(scenery);
        case Setting::Desert:
            return paintDesert(scenery);
        case Setting::Street:
            return paintStreet(scenery);
    }
}

}  // namespace kaleido
