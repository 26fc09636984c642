#include "app/sheet/cards.h"

#include <algorithm>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kCardGap = 4 * kUnit;
constexpr int kFactsGap = 3 * kUnit;  ///< between description and items
constexpr int kMosaicSize = 14 * kUnit;

}  // namespace

Sheet layoutCards(const FrameText& frame, const CardGrid& grid, const AddCard& addCard) {
    const int columns = std::max(1, std::min(grid.columns, static_cast<int>(grid.count)));
    const int cardWidth = grid.contentWidth + 2 * kPadding;
    const int contentWidth = contentWidthFor(columns * cardWidth + (columns - 1) * kCardGap);
    Sheet sheet;
    int y = addHeader(sheet, frame, contentWidth);
    const auto step = static_cast<std::size_t>(columns);
    for (std::size_t first = 0; first < grid.count; first += step) {
        const std::size_t end = std::min(grid.count, first + step);
        int height = 0;
        for (std::size_t i = first; i < end; ++i) {
            Sheet scratch;
            height = std::max(height, addCard(scratch, i, QPoint(), grid.contentWidth));
        }
        for (std::size_t i = first; i < end; ++i) {
            const QPoint corner(kMargin + static_cast<int>(i - first) * (cardWidth + kCardGap), y);
            addCardSurface(sheet, QRect(corner, QSize(cardWidth, height + 2 * kPadding)));
            addCard(sheet, i, corner + QPoint(kPadding, kPadding), grid.contentWidth);
        }
        y += height + 2 * kPadding + kCardGap;
    }
    addFooterAndFinish(sheet, frame, contentWidth, grid.count > 0 ? y - kCardGap : y);
    return sheet;
}

int addPlanFacts(Sheet& sheet, const Plan& plan, int colorLevels, int detailLines, const QRect& place) {
    int y = place.top();
    const TextBlock detail(plan.detail, kSmall, place.width(), detailLines);
    if (!detail.empty()) y += sheet.addText(detail, QPoint(place.left(), y)).height() + kFactsGap;
    int legendWidth = place.width();
    int facts = 0;
    if (!plan.colors.empty()) {
        const QRect mosaic(place.right() + 1 - kMosaicSize, y, kMosaicSize, kMosaicSize);
        addMosaic(sheet, plan.colors, colorLevels, mosaic);
        legendWidth -= kMosaicSize + 3 * kUnit;
        facts = kMosaicSize;
    }
    facts = std::max(facts, addLegend(sheet, plan, QPoint(place.left(), y), legendWidth));
    return (facts > 0 ? y + facts : y - (detail.empty() ? 0 : kFactsGap)) - place.top();
}

}  // namespace kaleido::sheet
