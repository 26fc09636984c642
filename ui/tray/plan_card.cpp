#include "ui/tray/plan_card.h"

#include "app/sheet/plan_drawing.h"
#include "engine/plan/format.h"
#include "ui/cards/card_style.h"
#include "ui/theme/icon_drawing.h"
#include "ui/tray/plan_model.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace kaleido {
namespace {

using namespace card;

constexpr int kMargin = kGap / 2;  ///< of a card in its cell
constexpr int kMosaic = 24;
constexpr int kWordLines = 2;
constexpr int kCacheBytes = 48 << 20;

/// The parts of a card; one layout for measuring and drawing.
struct CardRects {
    QRect card, layout, words, footer;
};

CardRects rectsIn(const QRect& cell) {
    CardRects rects;
    rects.card = cell.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const QRect inner = rects.card.adjusted(kGap, kGap, -kGap, -kGap);
    rects.layout = QRect(inner.topLeft(), QSize(inner.width(), inner.width()));
    rects.words = QRect(inner.left(), rects.layout.bottom() + 1 + kGap, inner.width(),
                        linesHeight(smallFont(), kWordLines));
    rects.footer = QRect(inner.left(), rects.words.bottom() + 1 + kUnit, inner.width(), kMosaic);
    return rects;
}

QPixmap layoutOf(const Plan& plan, int side, double ratio) {
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    sheet::Sheet drawing;
    sheet::addShapes(drawing, plan, QRect(0, 0, side, side), sheet::Ground::Pane);
    QPainter painter(&pixmap);
    drawSheet(painter, drawing);
    return pixmap;
}

}  // namespace

PlanCard::PlanCard(const PlanModel& model, const PlanFormat& format, QObject* parent)
    : QStyledItemDelegate(parent),
      m_model(model),
      m_colorLevels(format.colorLevels),
      m_layouts(kCacheBytes) {}

int PlanCard::heightFor(int width) {
    const CardRects rects = rectsIn(QRect(0, 0, width, width));
    return rects.footer.bottom() + 1 + kGap + kMargin;
}

QSize PlanCard::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {option.rect.width(), heightFor(option.rect.width())};
}

void PlanCard::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const CardRects rects = rectsIn(option.rect);
    const PlanRow& row = m_model.at(index.row());
    const Plan plan = m_model.plan(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintSurface(*painter, rects.card, option, row);
    painter->setOpacity(row.marks.discarded ? 0.4 : 1);
    paintLayout(*painter, rects.layout, plan, row, paper(option.palette));
    painter->setOpacity(1);
    if (row.current)
        painter->fillRect(rects.layout.adjusted(0, rects.layout.height() - kUnit, 0, 0),
                          option.palette.highlight());
    painter->setFont(smallFont());
    const bool dim = row.isPending() || row.marks.discarded;
    painter->setPen(dim ? quietText(option.palette) : option.palette.color(QPalette::Text));
    drawLines(*painter, rects.words, index.data().toString(), kWordLines);
    paintFooter(*painter, rects.footer, plan, index.row(), option.palette);
    painter->restore();
}

void PlanCard::paintSurface(QPainter& painter, const QRect& card, const QStyleOptionViewItem& option,
                            const PlanRow& row) const {
    const QPalette& palette = option.palette;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    QPen border(selected ? palette.color(QPalette::Highlight) : hairline(palette), selected ? 2 : 1);
    if (row.isPending()) border.setDashPattern({4, 3});
    painter.setPen(border);
    painter.setBrush(selected ? selectedBase(palette) : palette.color(QPalette::Base));
    const double inset = border.widthF() / 2;
    painter.drawRoundedRect(QRectF(card).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter.setPen(QPen(palette.color(QPalette::Text), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(card).adjusted(3.5, 3.5, -3.5, -3.5), 2, 2);
    }
}

void PlanCard::paintLayout(QPainter& painter, const QRect& rect, const Plan& plan, const PlanRow& row,
                           const QColor& paper) const {
    const double ratio = painter.device()->devicePixelRatioF();
    painter.fillRect(rect, paper);
    // What a gesture shows is no revision: it is drawn as long as it lasts.
    if (row.isPending() || m_model.isPreviewed(row)) {
        painter.drawPixmap(rect.topLeft(), layoutOf(plan, rect.width(), ratio));
        return;
    }
    const QString key = QStringLiteral("%1 %2 %3").arg(row.revision.value).arg(rect.width()).arg(ratio);
    if (const QPixmap* known = m_layouts.object(key)) {
        painter.drawPixmap(rect.topLeft(), *known);
        return;
    }
    const QPixmap drawn = layoutOf(plan, rect.width(), ratio);
    painter.drawPixmap(rect.topLeft(), drawn);
    m_layouts.insert(key, new QPixmap(drawn), drawn.width() * drawn.height() * 4);
}

void PlanCard::paintFooter(QPainter& painter, const QRect& rect, const Plan& plan, int index,
                           const QPalette& palette) const {
    const PlanRow& row = m_model.at(index);
    QRect left = rect;
    if (!plan.colors.empty()) {
        const QRect mosaic(rect.right() - kMosaic + 1, rect.top(), kMosaic, kMosaic);
        sheet::Sheet drawing;
        sheet::addMosaic(drawing, plan.colors, m_colorLevels, mosaic);
        painter.setRenderHint(QPainter::Antialiasing, false);
        drawSheet(painter, drawing);
        left.setRight(mosaic.left() - kUnit - 1);
    }
    if (row.isPending()) {
        paintProgress(painter, left, plan, palette);
        return;
    }
    const auto mark = [&](QStringView icon, const QColor& color) {
        ui::drawIcon(painter, icon, QRect(left.left(), left.center().y() - 7, 16, 16), color);
        left.setLeft(left.left() + 16 + kUnit);
    };
    if (row.current) mark(u"use-plan", palette.color(QPalette::Highlight));
    if (row.marks.pinned) mark(u"pin", palette.color(QPalette::Text));
    if (row.marks.discarded) mark(u"bin", quietText(palette));
    painter.setPen(quietText(palette));
    const QString text =
        painter.fontMetrics().elidedText(m_model.origin(index), Qt::ElideRight, left.width());
    painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter, text);
}

/// One bar for each part that a plan is written in: description, items, tokens, colours.
void PlanCard::paintProgress(QPainter& painter, const QRect& rect, const Plan& plan,
                             const QPalette& palette) const {
    const std::array<bool, 4> there{!plan.detail.empty(), !plan.items.empty(), !plan.tokens.empty(),
                                    !plan.colors.empty()};
    painter.setPen(quietText(palette));
    painter.drawText(
        rect.adjusted(0, 0, 0, -2 * kUnit), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(PlanModel::tr("Being written…"), Qt::ElideRight, rect.width()));
    const int count = static_cast<int>(there.size());
    const int width = (rect.width() - (count - 1) * kUnit) / count;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < count; ++i) {
        painter.setBrush(there[static_cast<std::size_t>(i)] ? palette.color(QPalette::Highlight)
                                                            : hairline(palette));
        painter.drawRoundedRect(
            QRect(rect.left() + i * (width + kUnit), rect.bottom() - kUnit + 1, width, kUnit), 2, 2);
    }
}

}  // namespace kaleido
