#include "ui/canvas/blob_tool.h"

#include "engine/plan/edits.h"
#include "engine/plan/fit_blob.h"
#include "engine/plan/items.h"
#include "ui/canvas/handles.h"
#include "ui/canvas/workbench.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

#include <utility>

namespace kaleido::canvas {
namespace {

constexpr double kPoint = 3.5;   ///< pixels, the radius of a point
constexpr double kCloser = 5.5;  ///< of the first one, once a click on it makes the blob

}  // namespace

void BlobTool::press(const Pointer& pointer) {
    if (m_points.empty()) return DrawTool::press(pointer);
    const QPointF first = m_bench.view().toView(m_points.front());
    if (m_points.size() >= kLeastOutlinePoints &&
        (pointer.view - first).manhattanLength() <= kCloser + kClickReach) {
        finish();
        return;
    }
    m_points.push_back(pointer.plan);
    m_placing = true;
    m_tookBack = false;
    showFitted();
}

void BlobTool::drag(const Pointer& pointer) {
    if (m_points.empty()) return DrawTool::drag(pointer);
    if (!m_placing || m_points.back() == pointer.plan) return;
    m_points.back() = pointer.plan;
    showFitted();
}

void BlobTool::release(const Pointer& pointer) {
    if (m_points.empty()) return DrawTool::release(pointer);
    drag(pointer);
    if (std::exchange(m_placing, false) && m_points.size() >= kLeastOutlinePoints && !fitBlob(m_points))
        m_bench.refuse(tr("These points lie on a line. Click one beside it."));
}

/// The first point: a press that did not become a drag.
void BlobTool::click(const Pointer& pointer) {
    m_target = findTarget();
    m_points = {pointer.plan};
    m_tookBack = false;
    m_bench.hint(tr(
        "Click more points of the outline. Enter or a double click makes the blob, Esc takes a point back."));
}

void BlobTool::giveUp() {
    DrawTool::giveUp();
    if (std::exchange(m_placing, false)) takeBack();
}

void BlobTool::abandon() {
    DrawTool::giveUp();
    m_placing = m_tookBack = false;
    if (!std::exchange(m_points, {}).empty()) m_bench.endPreview();
}

bool BlobTool::finish() {
    if (m_points.empty()) return false;
    const auto blob = fitBlob(m_points);
    if (!blob) {
        m_bench.refuse(m_points.size() < kLeastOutlinePoints
                           ? tr("An outline has three points or more. Click on.")
                           : tr("These points lie on a line. Click one beside it."));
        return true;
    }
    const Plan after = withBlob(*blob);
    const ItemId item = m_target ? m_target : nextItemId(m_bench.plan());
    m_points.clear();
    m_placing = m_tookBack = false;
    if (m_bench.commit(after, tr("Fit blob"))) m_bench.selection().select({item});
    return true;
}

bool BlobTool::takeBack() {
    if (m_points.empty()) return false;
    m_points.pop_back();
    showFitted();
    return true;
}

bool BlobTool::backOut() {
    if (m_points.empty()) return false;
    if (m_tookBack) {
        abandon();
        return true;
    }
    m_tookBack = true;
    return takeBack();
}

ItemId BlobTool::findTarget() const {
    const auto selected = m_bench.selection().single();
    const auto index = selected ? findItem(m_bench.plan(), *selected) : std::nullopt;
    if (!index) return {};
    const Item& item = m_bench.plan().items[*index];
    return item.blob || item.locked || !m_bench.isVisible(item.id) ? ItemId{} : item.id;
}

Plan BlobTool::withBlob(const Blob& blob) const {
    if (m_target) return setBlob(m_bench.plan(), m_target, blob);
    Item item;
    item.blob = blob;
    return addItem(m_bench.plan(), item);
}

void BlobTool::showFitted() {
    if (const auto blob = fitBlob(m_points))
        m_bench.preview(withBlob(*blob));
    else
        m_bench.endPreview();
}

void BlobTool::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(QGuiApplication::palette().color(QPalette::Highlight), 1.5));
    painter.setBrush(Qt::white);
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const bool closes = i == 0 && m_points.size() >= kLeastOutlinePoints;
        const double radius = closes ? kCloser : kPoint;
        painter.drawEllipse(m_bench.view().toView(m_points[i]), radius, radius);
    }
}

}  // namespace kaleido::canvas
