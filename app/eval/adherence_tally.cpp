#include "app/eval/adherence_tally.h"

namespace kaleido {
namespace {

constexpr double kStands = 0.5;  ///< overlap from which a thing stands in its box

}  // namespace

void AdherenceTally::add(const ItemVerdict& verdict) {
    if (!verdict.counts) return;
    ++items;
    things += verdict.thing;
    standing += verdict.thing && verdict.overlap >= kStands;
    overlaps += verdict.overlap;
    if (verdict.style) {
        ++stylesAsked;
        styles += *verdict.style;
    }
    if (verdict.color) {
        ++colorsAsked;
        colors += *verdict.color;
    }
}

}  // namespace kaleido
