#include "app/sheet/plan_sheet.h"

#include "app/sheet/cards.h"

#include <QPainter>

#include <cmath>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kDetailLines = 4;
constexpr int kContentWidth = 56 * kUnit;

void addPane(Sheet& sheet, const QRect& rect) {
    sheet.add(ElementKind::Surface, rect, [rect](QPainter& painter) {
        painter.fillRect(rect, QColor(kHairline));
        painter.fillRect(rect.adjusted(1, 1, -1, -1), QColor(kPane));
    });
}

int addPlanCard(Sheet& sheet, const PlanSheetContent& content, const PlanCard& card, QPoint at, int width) {
    const QRect titleRow(at, QSize(width, kLabel.lineHeight));
    const TextBlock note(card.note, kSmall, width * 2 / 3);
    const int titleWidth = width - note.size().width() - kGap;
    sheet.addText(TextBlock(card.title, kLabel, titleWidth), titleRow, Qt::AlignLeft | Qt::AlignVCenter);
    sheet.addText(note, titleRow, Qt::AlignRight | Qt::AlignVCenter);
    const QRect pane(at.x(), titleRow.bottom() + 1 + kGap, width,
                     static_cast<int>(std::lround(width / content.aspect)));
    addPane(sheet, pane);
    addShapes(sheet, card.plan, pane.adjusted(1, 1, -1, -1), Ground::Pane);
    const QRect facts(at.x(), pane.bottom() + 1 + 3 * kUnit, width, 0);
    return facts.top() + addPlanFacts(sheet, card.plan, content.colorLevels, kDetailLines, facts) - at.y();
}

}  // namespace

Sheet layoutPlans(const PlanSheetContent& content) {
    const CardGrid grid{content.cards.size(), content.columns, kContentWidth};
    return layoutCards(content.frame, grid,
                       [&content](Sheet& sheet, std::size_t index, QPoint at, int width) {
                           return addPlanCard(sheet, content, content.cards[index], at, width);
                       });
}

}  // namespace kaleido::sheet
