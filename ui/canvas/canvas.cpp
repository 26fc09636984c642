#include "ui/canvas/canvas.h"

#include "ui/canvas/canvas_actions.h"

#include <QResizeEvent>

#include <chrono>

namespace kaleido {

using namespace canvas;

namespace {

constexpr double kFitMargin = 36;  ///< pixels; room for the rotate handle and a tag
constexpr std::chrono::milliseconds kViewRest{80};

}  // namespace

Canvas::Canvas(Document& document, ItemSelection& selection, const PlanFormat& format, QWidget* parent)
    : QWidget(parent),
      m_bench(document, selection, format),
      m_select(m_bench),
      m_box(m_bench, DrawTool::Shape::Box),
      m_blob(m_bench),
      m_cells(m_bench, {.brushChanged = [this] { Q_EMIT cellBrushChanged(); },
                        .regionChanged =
                            [this] {
                                update();
                                Q_EMIT cellRegionChanged();
                            },
                        .swatch = [this](const CellBrush& brush) { return swatchOf(brush); }}),
      m_pan(m_bench) {
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(
        tr("The items of the plan in their places. Tab goes from item to item, arrow keys move."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_AcceptTouchEvents);
    connect(&document, &Document::changed, this, &Canvas::follow);
    connect(&selection, &ItemSelection::changed, this, qOverload<>(&QWidget::update));
    connect(&selection, &ItemSelection::hoveredChanged, this, qOverload<>(&QWidget::update));
    connect(&selection, &ItemSelection::hiddenChanged, this, qOverload<>(&QWidget::update));
    m_viewMoves.setSingleShot(true);
    m_viewMoves.setInterval(kViewRest);
    connect(&m_viewMoves, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_bench, &Workbench::viewChanged, this, [this] {
        m_viewMoves.start();
        update();
        Q_EMIT viewChanged();
    });
    connect(&m_bench, &Workbench::overlayChanged, this, [this](bool shown) {
        update();
        Q_EMIT overlayChanged(shown);
    });
    connect(&m_bench, &Workbench::refused, this, &Canvas::messaged);
    connect(&m_bench, &Workbench::hinted, this, &Canvas::messaged);
    addCanvasActions(*this);
    fit();
}

Canvas::~Canvas() {
    // What is given up here must not be painted any more.
    m_bench.document().disconnect(this);
    m_bench.selection().disconnect(this);
    abandon();
}

void Canvas::follow(const Change& change) {
    const bool isCurrent = change.plan == m_bench.document().currentPlan();
    switch (change.what) {
        case Change::What::Everything:
        case Change::What::CurrentPlan:
            abandon();
            m_bench.selection().keepOnly({});  // ids mean something else now
            m_cells.followPlan();
            return update();
        case Change::What::PlanEdited:
            if (!isCurrent) return;
            if (!m_bench.isCommitting()) abandon();
            m_bench.selection().keepOnly(m_bench.plan());
            m_cells.followEdit();
            return update();
        case Change::What::PlanPreviewed:
            if (isCurrent) update();
            return;
        default:
            return;
    }
}

void Canvas::setSnapping(bool snaps) {
    if (snaps == snapping()) return;
    m_bench.setSnapping(snaps);
    Q_EMIT snappingChanged(snaps);
}

void Canvas::redrawAll() {
    m_still.reset();
    m_moving.clear();
    update();
}

void Canvas::setPicture(const QImage& picture) {
    m_backdrop.setPicture(picture);
    redrawAll();
}

void Canvas::setReference(const QImage& reference, double opacity) {
    m_backdrop.setReference(reference, opacity);
    redrawAll();
}

void Canvas::setWipe(const QImage& before, const QImage& after) {
    m_backdrop.setWipe(before, after);
    redrawAll();
}

void Canvas::endWipe() {
    if (!isWiping()) return;
    m_backdrop.endWipe();
    m_dragsDivider = false;
    redrawAll();
    Q_EMIT wipeEnded();
}

void Canvas::setDivider(double at) {
    m_backdrop.setDivider(at);
    redrawAll();
}

void Canvas::setMosaicShown(bool shown) {
    if (shown == m_showsMosaic) return;
    m_showsMosaic = shown;
    redrawAll();
    Q_EMIT gridsChanged();
}

void Canvas::setTokensShown(bool shown) {
    if (shown == m_showsTokens) return;
    m_showsTokens = shown;
    redrawAll();
    Q_EMIT gridsChanged();
}

Tool& Canvas::toolOf(ToolKind kind) {
    switch (kind) {
        case ToolKind::Box:
            return m_box;
        case ToolKind::Blob:
            return m_blob;
        case ToolKind::Cells:
            return m_cells;
        case ToolKind::Pan:
            return m_pan;
        case ToolKind::Select:
            break;
    }
    return m_select;
}

void Canvas::setTool(ToolKind kind) {
    if (kind == m_kind) return;
    abandon();
    m_kind = kind;
    if (kind != ToolKind::Select) m_bench.selection().hover({});
    if (kind == ToolKind::Cells) {
        setCellBrush(m_cells.brush());
        Q_EMIT messaged(
            tr("Drag to select cells. Alt-click picks one to paint with, Esc puts it away again."));
    }
    showCursor();
    update();
    Q_EMIT toolChanged(kind);
}

Workbench& Canvas::startCommand() {
    abandon();
    return m_bench;
}

void Canvas::setView(const ViewTransform& view) {
    m_isFitted = false;
    m_bench.setView(inSight(view, size()));
}

void Canvas::zoomBy(double factor) {
    setView(zoomedAt(view(), QRectF(rect()).center(), factor));
}

void Canvas::fit() {
    m_isFitted = true;
    m_bench.setView(fitted(size(), kFitMargin));
}

void Canvas::resizeEvent(QResizeEvent*) {
    if (m_isFitted)
        fit();
    else
        setView(view());
}

void Canvas::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        redrawAll();
}

}  // namespace kaleido
