#include "ui/canvas/draw_tool.h"

#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/shapes.h"
#include "ui/canvas/workbench.h"

#include <QCursor>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace kaleido::canvas {

namespace {

constexpr double kPlacedSide = 0.25;        ///< of the picture
constexpr double kPlacedBeside = 1.0 / 32;  ///< so far from another of the same place

bool anyInTheMiddle(const Plan& plan, Vec2 middle) {
    return std::any_of(plan.items.begin(), plan.items.end(), [&](const Item& item) {
        const auto centre = centreOf(item);
        return centre && std::hypot(centre->x - middle.x, centre->y - middle.y) < kPlacedBeside / 2;
    });
}

}  // namespace

void DrawTool::press(const Pointer& pointer) {
    giveUp();
    if (!m_bench.canEdit()) return;
    m_bench.setOverlay(true);  // what is drawn must be seen
    m_start = m_during = m_bench.plan();
    m_lines.emplace(m_start, std::vector<ItemId>{}, m_bench.visibleItems());
    m_pressed = pointer.view;
    m_last = pointer.plan;
    m_from = m_to = snapped(pointer.plan, pointer.modifiers);
}

Vec2 DrawTool::snapped(Vec2 point, Qt::KeyboardModifiers modifiers) {
    m_guides.clear();
    if (!m_bench.snapping() || modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) return point;
    Snap snap = m_lines->point(point, true, true, m_bench.view().toPlan(kSnapReach));
    m_guides = std::move(snap.guides);
    return {point.x + snap.by.x, point.y + snap.by.y};
}

Box DrawTool::drawn(const Pointer& pointer) const {
    double width = m_to.x - m_from->x, height = m_to.y - m_from->y;
    if (pointer.modifiers & Qt::ShiftModifier) {
        const double side = std::max(std::abs(width), std::abs(height));
        width = std::copysign(side, width);
        height = std::copysign(side, height);
    }
    const bool fromCentre = pointer.modifiers & Qt::AltModifier;
    const Vec2 a = fromCentre ? Vec2{m_from->x - width, m_from->y - height} : *m_from;
    const Vec2 b{m_from->x + width, m_from->y + height};
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

void DrawTool::drag(const Pointer& pointer) {
    if (!m_from) return;
    if (m_carried) {
        const Vec2 by{pointer.plan.x - m_last.x, pointer.plan.y - m_last.y};
        m_from = Vec2{m_from->x + by.x, m_from->y + by.y};
        m_to = {m_to.x + by.x, m_to.y + by.y};
        m_guides.clear();
    } else if (!(pointer.plan == m_last)) {
        m_to = snapped(pointer.plan, pointer.modifiers);
    }
    m_last = pointer.plan;
    m_isLarge = m_isLarge || (pointer.view - m_pressed).manhattanLength() > kClickReach;
    if (!m_isLarge) return;
    const Box box = drawn(pointer);
    m_during = addItem(m_start, itemIn(box));
    const QLocale locale;
    m_readout = tr("%1 % × %2 %", "width and height")
                    .arg(locale.toString(100 * (box.x1 - box.x0), 'f', 1),
                         locale.toString(100 * (box.y1 - box.y0), 'f', 1));
    m_bench.preview(m_during);
}

void DrawTool::release(const Pointer& pointer) {
    drag(pointer);
    const bool draws = m_from && m_isLarge, clicks = m_from && !m_isLarge;
    const Plan after = m_during;
    const ItemId item = nextItemId(m_start);
    m_isLarge = false;
    giveUp();
    if (draws && m_bench.commit(after, deed())) m_bench.selection().select({item});
    if (clicks) click(pointer);
}

bool DrawTool::place(Vec2 middle) {
    if (m_from || !m_bench.canEdit()) return false;
    m_bench.setOverlay(true);
    constexpr double kHalf = kPlacedSide / 2;
    middle = {std::clamp(middle.x, kHalf, 1 - kHalf), std::clamp(middle.y, kHalf, 1 - kHalf)};
    while (anyInTheMiddle(m_bench.plan(), middle) &&
           std::max(middle.x, middle.y) + kPlacedBeside + kHalf <= 1)
        middle = {middle.x + kPlacedBeside, middle.y + kPlacedBeside};
    const Box box{middle.x - kHalf, middle.y - kHalf, middle.x + kHalf, middle.y + kHalf};
    const ItemId item = nextItemId(m_bench.plan());
    if (m_bench.commit(addItem(m_bench.plan(), itemIn(box)), deed())) m_bench.selection().select({item});
    return true;
}

Item DrawTool::itemIn(const Box& box) const {
    Item item;
    if (m_shape == Shape::Box)
        item.box = box;
    else
        item.blob = blobInside(box);
    return item;
}

QString DrawTool::deed() const {
    return m_shape == Shape::Box ? tr("Draw box") : tr("Draw blob");
}

void DrawTool::giveUp() {
    const bool shown = m_isLarge;
    m_from.reset();
    m_carried = m_isLarge = false;
    m_lines.reset();
    m_guides.clear();
    m_readout.clear();
    if (shown) m_bench.endPreview();
}

bool DrawTool::carry(bool carried) {
    if (!m_from) return false;
    m_carried = carried;
    return true;
}

QCursor DrawTool::cursor(const Pointer&) const {
    return Qt::CrossCursor;
}

}  // namespace kaleido::canvas
