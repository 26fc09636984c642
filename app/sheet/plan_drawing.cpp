#include "app/sheet/plan_drawing.h"

#include "app/sheet/hatching.h"

#include <fmt/format.h>

#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <algorithm>
#include <array>
#include <memory>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kBadgeSize = 16;
constexpr int kBadgeInset = 3;
constexpr int kLegendLine = 20;

QColor colored(QRgb rgb, int alpha) {
    QColor color = QColor::fromRgb(rgb);
    color.setAlpha(alpha);
    return color;
}

/// An item's shapes as paths in pixels.
struct Shapes {
    QPainterPath box;
    QPainterPath blob;
};

Shapes shapesOf(const Item& item, const QRect& rect) {
    Shapes shapes;
    const QPointF origin = rect.topLeft();
    if (item.box) {
        const QPointF topLeft(item.box->x0 * rect.width(), item.box->y0 * rect.height());
        const QPointF bottomRight(item.box->x1 * rect.width(), item.box->y1 * rect.height());
        shapes.box.addRoundedRect(QRectF(origin + topLeft, origin + bottomRight).normalized(), 2, 2);
    }
    if (item.blob) {
        const Blob& blob = *item.blob;
        QPainterPath ellipse;
        ellipse.addEllipse(QPointF(), blob.rx * rect.height(), blob.ry * rect.height());
        QTransform place;
        place.translate(origin.x() + blob.centre.x * rect.width(),
                        origin.y() + blob.centre.y * rect.height());
        place.rotate(blob.angle);  // Qt turns clockwise on the screen, as blobs do
        shapes.blob = place.map(ellipse);
    }
    return shapes;
}

void paintShape(QPainter& painter, const QPainterPath& path, QRgb color, bool stale, Ground ground,
                int fillAlpha) {
    if (path.isEmpty()) return;
    if (ground == Ground::Picture) {
        painter.strokePath(path, QPen(colored(kCard, 190), 4));
    } else {
        painter.fillPath(path,
                         stale ? hatching(painter, colored(color, 200)) : QBrush(colored(color, fillAlpha)));
    }
    QPen pen(QColor::fromRgb(color), ground == Ground::Picture ? 2.0 : 1.5);
    if (stale) pen.setDashPattern({4, 3});
    painter.strokePath(path, pen);
}

void paintItems(QPainter& painter, const Plan& plan, const QRect& rect, Ground ground) {
    constexpr int kBoxFill = 26;
    constexpr int kBlobFill = 70;
    painter.setClipRect(rect);
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const Item& item = plan.items[i];
        const Shapes shapes = shapesOf(item, rect);
        const bool stale = item.state == PartState::Stale;
        paintShape(painter, shapes.box, categorical(i), stale, ground, kBoxFill);
        paintShape(painter, shapes.blob, categorical(i), stale, ground, kBlobFill);
    }
}

void addBadge(Sheet& sheet, std::size_t index, const QRect& rect) {
    const TextBlock number(fmt::format("{}", index + 1), kBadge, kBadgeSize);
    sheet.add(ElementKind::Text, rect, [index, rect, number](QPainter& painter) {
        painter.setBrush(QColor::fromRgb(categorical(index)));
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, kUnit, kUnit);
        number.draw(painter, rect.adjusted(0, (kBadgeSize - kBadge.lineHeight) / 2, 0, 0), Qt::AlignHCenter);
    });
}

bool overlapsAny(const QRect& rect, const std::vector<QRect>& others) {
    return std::any_of(others.begin(), others.end(),
                       [&](const QRect& other) { return other.intersects(rect); });
}

/// The corners and the middle of a shape's bounds, moved into the picture: the best places for its badge first.
std::array<QRect, 5> badgeCandidates(const QRect& bounds, const QRect& picture) {
    const QRect inner = bounds.adjusted(kBadgeInset, kBadgeInset, -kBadgeInset, -kBadgeInset);
    const int right = inner.right() - kBadgeSize + 1;
    const int bottom = inner.bottom() - kBadgeSize + 1;
    std::array<QPoint, 5> corners{inner.topLeft(), QPoint(right, inner.top()), QPoint(inner.left(), bottom),
                                  QPoint(right, bottom), inner.center() - QPoint(kBadgeSize, kBadgeSize) / 2};
    std::array<QRect, 5> rects;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const int x = std::clamp(corners[i].x(), picture.left(), picture.right() - kBadgeSize + 1);
        const int y = std::clamp(corners[i].y(), picture.top(), picture.bottom() - kBadgeSize + 1);
        rects[i] = QRect(x, y, kBadgeSize, kBadgeSize);
    }
    return rects;
}

/// The free place nearest to `wanted` on a grid of badges over the whole picture.
QRect nearestFree(const QRect& wanted, const QRect& picture, const std::vector<QRect>& taken) {
    QRect best;
    int bestDistance = 0;
    for (int y = picture.top(); y + kBadgeSize <= picture.bottom() + 1; y += kUnit) {
        for (int x = picture.left(); x + kBadgeSize <= picture.right() + 1; x += kUnit) {
            const QRect rect(x, y, kBadgeSize, kBadgeSize);
            const int distance = (rect.topLeft() - wanted.topLeft()).manhattanLength();
            if ((!best.isNull() && distance >= bestDistance) || overlapsAny(rect, taken)) continue;
            best = rect;
            bestDistance = distance;
        }
    }
    return best;
}

void paintCell(QPainter& painter, const QRectF& cell, const CodeGrid& colors, std::size_t index, int levels) {
    const int code = colors.codes[index];
    if (code == kUnknownCode) {
        painter.fillRect(cell, QColor(kPane));
    } else {
        const auto channel = [levels](int level) { return (2 * level + 1) * 255 / (2 * levels); };
        painter.fillRect(cell, QColor(channel(code / (levels * levels)), channel(code / levels % levels),
                                      channel(code % levels)));
    }
    const bool stale = index < colors.parts.size() && colors.parts[index].state == PartState::Stale;
    if (stale || code == kUnknownCode) painter.fillRect(cell, hatching(painter, QColor(kQuietText)));
}

}  // namespace

std::vector<QRect> placeBadges(const Plan& plan, const QRect& rect) {
    std::vector<QRect> badges;
    for (const Item& item : plan.items) {
        const Shapes shapes = shapesOf(item, rect);
        const QPainterPath& shape = item.box ? shapes.box : shapes.blob;
        if (shape.isEmpty()) {
            badges.emplace_back();
            continue;
        }
        const auto candidates = badgeCandidates(shape.boundingRect().intersected(rect).toAlignedRect(), rect);
        const auto free = std::find_if(candidates.begin(), candidates.end(), [&](const QRect& candidate) {
            return !overlapsAny(candidate, badges);
        });
        badges.push_back(free != candidates.end() ? *free : nearestFree(candidates[0], rect, badges));
    }
    return badges;
}

void addShapes(Sheet& sheet, const Plan& plan, const QRect& rect, Ground ground) {
    if (plan.items.empty()) return;
    const auto shared = std::make_shared<const Plan>(plan);
    sheet.add(ElementKind::Drawing, rect,
              [shared, rect, ground](QPainter& painter) { paintItems(painter, *shared, rect, ground); });
    const auto badges = placeBadges(plan, rect);
    for (std::size_t i = 0; i < badges.size(); ++i) {
        if (!badges[i].isNull()) addBadge(sheet, i, badges[i]);
    }
}

void addMosaic(Sheet& sheet, const CodeGrid& colors, int levels, const QRect& rect) {
    sheet.add(ElementKind::Drawing, rect, [colors, levels, rect](QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        const double width = static_cast<double>(rect.width()) / colors.columns;
        const double height = static_cast<double>(rect.height()) / colors.rows;
        for (std::size_t i = 0; i < colors.codes.size(); ++i) {
            const int column = static_cast<int>(i) % colors.columns;
            const int row = static_cast<int>(i) / colors.columns;
            const QRectF cell(rect.left() + column * width, rect.top() + row * height, width, height);
            paintCell(painter, cell, colors, i, levels);
        }
    });
}

int addLegend(Sheet& sheet, const Plan& plan, QPoint at, int width) {
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const int y = at.y() + static_cast<int>(i) * kLegendLine;
        addBadge(sheet, i, QRect(at.x(), y + (kLegendLine - kBadgeSize) / 2, kBadgeSize, kBadgeSize));
        const std::string& words = plan.items[i].words;
        TextStyle style = kSmall;
        if (!words.empty()) style.color = kText;
        const int indent = kBadgeSize + kGap;
        const TextBlock text(words.empty() ? "no words yet" : words, style, width - indent);
        sheet.addText(text, QRect(at.x() + indent, y, width - indent, kLegendLine),
                      Qt::AlignLeft | Qt::AlignVCenter);
    }
    return static_cast<int>(plan.items.size()) * kLegendLine;
}

}  // namespace kaleido::sheet
