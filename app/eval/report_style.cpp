#include "app/eval/report_style.h"

#include "app/sheet/theme.h"

#include <fmt/format.h>

#include <QColor>

#include <algorithm>

namespace kaleido {
namespace {

namespace theme = sheet::theme;

constexpr double kReadable = 5.5;  ///< contrast of curves and their names in the dark

std::string hex(QRgb color) {
    return fmt::format("#{:06x}", color & 0xFFFFFFu);
}

struct Palette {
    QRgb page, card, pane, hairline, text, quiet;
};

std::string paletteRules(const Palette& palette, QRgb (*seriesColor)(QRgb)) {
    std::string rules = fmt::format(
        ":root {{ --page: {}; --card: {}; --pane: {}; --hairline: {}; --text: {}; --quiet: {}; --link: {}; "
        "}}\n",
        hex(palette.page), hex(palette.card), hex(palette.pane), hex(palette.hairline), hex(palette.text),
        hex(palette.quiet), hex(seriesColor(theme::categorical(0))));
    for (std::size_t i = 0; i < theme::kCategoricalCount; ++i)
        rules += fmt::format(".c{} {{ color: {}; }}\n", i, hex(seriesColor(theme::categorical(i))));
    return rules;
}

constexpr const char* kPageRules = R"(
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
header, nav, main, footer { max-width: 61rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 3rem; }
h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { margin: 3rem 0 1rem; font-size: 1.375rem; line-height: 1.3; }
h3 { margin: 0 0 0.25rem; font-size: 1.0625rem; line-height: 1.4; }
p { margin: 0 0 0.5rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.lead { margin: 0.375rem 0 1.75rem; color: var(--quiet); font-size: 1.0625rem; }
.note { max-width: 44rem; color: var(--quiet); font-size: 0.9375rem; text-wrap: pretty; }
.card { margin: 0 0 1.25rem; padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--hairline);
  border-radius: 0.5rem; scroll-margin-top: 1rem; }
.wide { overflow-x: auto; margin-top: 0.75rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
)";

constexpr const char* kListRules = R"(
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem 1.5rem; margin: 0;
  padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--hairline); border-radius: 0.5rem; }
dt { color: var(--quiet); font-size: 0.8125rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; }
nav h2 { margin: 2rem 0 0.5rem; font-size: 1rem; }
nav ul { margin: 0; padding: 0; list-style: none; font-size: 0.9375rem; }
.contents { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem 2rem; }
.contents li li { margin-top: 0.25rem; }
.contents > li > a { color: var(--quiet); text-decoration: none; font-size: 0.8125rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0.75rem 0 0; padding: 0; list-style: none;
  font-size: 0.875rem; }
.swatch { width: 1.5rem; height: 0.5rem; margin-right: 0.5rem; vertical-align: 0.125em; }
footer { margin-top: 3rem; padding-bottom: 3rem; color: var(--quiet); font-size: 0.8125rem; }
footer dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0; padding-top: 1rem;
  border-top: 1px solid var(--hairline); }
footer dd { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
)";

constexpr const char* kTableRules = R"(
table { border-collapse: collapse; min-width: 24rem; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.375rem 0 0.375rem 1.75rem; text-align: right; vertical-align: baseline; }
th:first-child { position: sticky; left: 0; padding-left: 0; padding-right: 1rem; background: var(--card);
  text-align: left; }
thead th { max-width: 11rem; vertical-align: bottom; color: var(--quiet); font-size: 0.8125rem; font-weight: 500;
  line-height: 1.3; border-bottom: 1px solid var(--quiet); }
tbody th { min-width: 6rem; font-weight: 500; }
tbody td { white-space: nowrap; }
tbody tr + tr > * { border-top: 1px solid var(--hairline); }
.none { color: var(--quiet); }
details { margin-top: 0.5rem; font-size: 0.875rem; }
summary { width: max-content; color: var(--quiet); cursor: pointer; }
)";

constexpr const char* kPictureRules = R"(
.chart { display: block; width: 100%; min-width: 44rem; height: auto; }
.chart text { fill: var(--text); font-size: 13px; font-variant-numeric: tabular-nums; }
.chart .tick, .chart .name { fill: var(--quiet); }
.chart .middle { text-anchor: middle; }
.chart .end { text-anchor: end; }
.chart .label { fill: currentColor; font-weight: 600; }
.grid { stroke: var(--hairline); }
.axis { stroke: var(--quiet); }
.curve path { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.curve circle { fill: currentColor; stroke: var(--card); stroke-width: 1.5; }
figure { margin: 0; }
figure img { display: block; max-width: 100%; height: auto; margin-top: 0.75rem; background: var(--pane);
  border-radius: 0.25rem; }
.pixels { image-rendering: pixelated; }
@media (max-width: 40rem) {
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.625rem; }
  .card, .facts { padding: 1rem; }
  footer dl { grid-template-columns: 1fr; }
}
@media print {
  body { background: none; font-size: 0.8125rem; }
  .card { break-inside: avoid; }
  nav, details { display: none; }
}
)";

}  // namespace

QRgb onDark(QRgb color) {
    QColor light = QColor::fromRgb(color).toHsl();
    while (theme::contrast(light.rgb(), dark::kCard) < kReadable && light.lightness() < 255) {
        light.setHsl(light.hslHue(), light.hslSaturation(), std::min(255, light.lightness() + 2));
    }
    return light.rgb();
}

std::string reportStyle() {
    const Palette day{theme::kPage,     theme::kCard, theme::kPane,
                      theme::kHairline, theme::kText, theme::kQuietText};
    const Palette night{dark::kPage,     dark::kCard, dark::kPane,
                        dark::kHairline, dark::kText, dark::kQuietText};
    const std::string dayRules = paletteRules(day, [](QRgb color) { return color; });
    const std::string nightRules = paletteRules(night, onDark);
    return fmt::format("{}@media screen and (prefers-color-scheme: dark) {{\n{}}}\n{}{}{}{}", dayRules,
                       nightRules, kPageRules, kListRules, kTableRules, kPictureRules);
}

}  // namespace kaleido
