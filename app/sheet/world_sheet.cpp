#include "app/sheet/world_sheet.h"

#include "app/sheet/cards.h"

#include <QPainter>

#include <algorithm>
#include <memory>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kCaptionLines = 2;
constexpr int kDetailLines = 6;
constexpr int kMinCardContent = 48 * kUnit;

int shownScale(const WorldSheetContent& content) {
    return std::clamp(content.scale, 1, 16);
}

int addSceneCard(Sheet& sheet, const WorldSheetContent& content, const SceneCard& card, QPoint at,
                 int width) {
    const QSize size = QSize(card.picture.width, card.picture.height) * shownScale(content);
    const QRect rect(at + QPoint((width - size.width()) / 2, 0), size);
    const auto picture = std::make_shared<const Picture>(card.picture);
    sheet.add(ElementKind::Picture, rect, [picture, rect, filter = content.filter](QPainter& painter) {
        painter.drawImage(rect.topLeft(), toImage(resized(*picture, rect.width(), rect.height(), filter)));
    });
    if (content.shapes) addShapes(sheet, card.plan, rect, Ground::Picture);
    int y = rect.bottom() + 1 + 3 * kUnit;
    const TextBlock caption(card.plan.caption, kLabel, width, kCaptionLines);
    if (!caption.empty()) y += sheet.addText(caption, QPoint(at.x(), y)).height() + kUnit;
    return y + addPlanFacts(sheet, card.plan, content.colorLevels, kDetailLines, QRect(at.x(), y, width, 0)) -
           at.y();
}

}  // namespace

Sheet layoutWorld(const WorldSheetContent& content) {
    int widest = 0;
    for (const SceneCard& card : content.cards) widest = std::max(widest, card.picture.width);
    const CardGrid grid{content.cards.size(), content.columns,
                        std::max(kMinCardContent, widest * shownScale(content))};
    return layoutCards(content.frame, grid,
                       [&content](Sheet& sheet, std::size_t index, QPoint at, int width) {
                           return addSceneCard(sheet, content, content.cards[index], at, width);
                       });
}

}  // namespace kaleido::sheet
