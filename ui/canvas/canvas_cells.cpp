// How the cells of the canvas are shown and worked on.
#include "ui/canvas/canvas.h"

#include "engine/plan/mosaic.h"
#include "ui/canvas/cell_commands.h"
#include "ui/canvas/code_palette.h"

#include <QCursor>

namespace kaleido {

using namespace canvas;

void Canvas::setTokenTiles(std::vector<QImage> tiles) {
    m_tokenImages.tiles = std::move(tiles);
    showCursor();
    redrawAll();
}

void Canvas::setTokenPicture(const QImage& picture, const std::vector<int>& codes) {
    m_tokenImages.picture = picture;
    m_tokenImages.pictureCodes = codes;
    redrawAll();
}

QImage Canvas::swatchOf(const CellBrush& brush) const {
    if (brush.grid == PartKind::Tokens) return m_tokenImages.tile(brush.code);
    const Rgb rgb = colorOf(brush.code, m_bench.format().colorLevels);
    QImage swatch(1, 1, QImage::Format_RGB888);
    swatch.fill(QColor(static_cast<int>(rgb.r), static_cast<int>(rgb.g), static_cast<int>(rgb.b)));
    return swatch;
}

void Canvas::setCellBrush(const CellBrush& brush) {
    abandon();
    m_cells.setBrush(brush);
    if (m_kind != ToolKind::Cells) return;
    if (brush.grid == PartKind::Tokens)
        setTokensShown(true);
    else
        setMosaicShown(true);
    showCursor();
}

void Canvas::setCellGrid(PartKind grid) {
    if (grid != m_cells.brush().grid) setCellBrush({grid, kUnknownCode});
}

CellTool& Canvas::startCellCommand() {
    abandon();
    return m_cells;
}

void Canvas::chooseCode() {
    abandon();
    const PartKind grid = m_cells.brush().grid;
    const bool ofTokens = grid == PartKind::Tokens;
    std::vector<QImage> swatches = m_tokenImages.tiles;
    if (!ofTokens) {
        swatches.clear();
        for (int code = 0; code < m_bench.format().colorCodes(); ++code)
            swatches.push_back(swatchOf({grid, code}));
    }
    if (swatches.empty()) return m_bench.refuse(tr("There are no pictures of the visual tokens yet."));
    auto* palette = new CodePalette(swatches, ofTokens ? tr("Visual token %1") : tr("Colour %1"),
                                    m_cells.brush().code, this);
    connect(palette, &CodePalette::chosen, this, [this, grid](int code) { setCellBrush({grid, code}); });
    palette->popup(underMouse() ? QCursor::pos() : mapToGlobal(view().picture().topLeft().toPoint()));
}

void Canvas::requestResample() {
    abandon();
    if (canResampleCells(m_bench, m_cells))
        Q_EMIT resampleRequested(m_cells.brush().grid, m_cells.region().cells());
}

}  // namespace kaleido
