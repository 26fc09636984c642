#include "ui/canvas/item_tags.h"

#include "app/sheet/theme.h"
#include "engine/plan/shapes.h"
#include "ui/canvas/item_painter.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace kaleido::canvas {
namespace {

constexpr double kPad = 4;
constexpr double kRadius = 3;
constexpr double kGap = 4;          ///< to the shape; a selected one's frame goes through it
constexpr double kLeastWords = 96;  ///< pixels that words may take on small items
constexpr double kMostWords = 240;
constexpr double kLock = 10;

bool isFree(const QRectF& rect, const std::vector<Tag>& taken) {
    return std::none_of(taken.begin(), taken.end(),
                        [&](const Tag& tag) { return tag.rect.intersects(rect); });
}

/// Above, inside, below, beside: the best places first, within the area.
std::array<QRectF, 6> candidates(const QRectF& bounds, QSizeF size, const QRectF& area, bool isRound) {
    const double left = isRound ? bounds.center().x() - size.width() / 2 : bounds.left() - 1,
                 top = bounds.top(), bottom = bounds.bottom();
    const std::array<QPointF, 6> corners{
        QPointF(left, top - size.height() - kGap),
        QPointF(left, top),
        QPointF(bounds.right() - size.width() + 1, top - size.height() - kGap),
        QPointF(left, bottom - size.height()),
        QPointF(left, bottom + kGap),
        QPointF(bounds.right(), top)};
    std::array<QRectF, 6> rects;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const double x =
            std::clamp(corners[i].x(), area.left(), std::max(area.left(), area.right() - size.width()));
        const double y =
            std::clamp(corners[i].y(), area.top(), std::max(area.top(), area.bottom() - size.height()));
        rects[i] = QRectF(QPointF(std::round(x), std::round(y)), size);
    }
    return rects;
}

QString numberOf(const Tag& tag) {
    return QString::number(tag.index + 1);
}

}  // namespace

std::vector<Tag> placeTags(const std::vector<IndexedItem>& items, const ViewTransform& view,
                           const QRectF& area, const QFontMetricsF& metrics) {
    std::vector<Tag> tags;
    const double height = std::ceil(metrics.height()) + 2;
    for (auto one = items.rbegin(); one != items.rend(); ++one) {
        const auto bounds = boundsOf(one->item);
        if (!bounds) continue;
        const bool isRound = !one->item.box;  // its corners are empty
        const QRectF rect = view.toView(*bounds);
        if (!rect.intersects(area)) continue;
        Tag tag{.index = one->index, .rect = {}, .words = {}, .locked = one->item.locked};
        const double number =
            std::ceil(metrics.horizontalAdvance(numberOf(tag))) + 2 * kPad + (tag.locked ? kLock + kPad : 0);
        const QString words = metrics.elidedText(QString::fromStdString(one->item.words), Qt::ElideRight,
                                                 std::clamp(rect.width(), kLeastWords, kMostWords));
        const double whole =
            words.isEmpty() ? number : number + std::ceil(metrics.horizontalAdvance(words)) + kPad;
        for (const double width : {whole, number}) {
            for (const QRectF& place : candidates(rect, {width, height}, area, isRound)) {
                if (!isFree(place, tags)) continue;
                tag.rect = place;
                break;
            }
            if (!tag.rect.isNull()) {
                if (width == whole) tag.words = words;
                break;
            }
        }
        if (tag.rect.isNull()) tag.rect = candidates(rect, {number, height}, area, isRound)[1];
        tags.push_back(std::move(tag));
    }
    std::reverse(tags.begin(), tags.end());
    return tags;
}

void paintTag(QPainter& painter, const Tag& tag) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(sheet::theme::categorical(tag.index)));
    painter.drawRoundedRect(tag.rect, kRadius, kRadius);
    const QColor ink = QColor::fromRgb(sheet::theme::kCard);
    QRectF rest = tag.rect.adjusted(kPad, 0, -kPad, 0);
    if (tag.locked) {
        paintPadlock(painter, {rest.left(), rest.center().y() - kLock / 2, kLock, kLock}, ink);
        rest.setLeft(rest.left() + kLock + kPad);
    }
    painter.setPen(ink);
    const QString text = tag.words.isEmpty() ? numberOf(tag) : numberOf(tag) + QChar(0x2002) + tag.words;
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
}

}  // namespace kaleido::canvas
