#pragma once

class QAction;

namespace kaleido {

class Canvas;

/// Gives the canvas its actions, with the shortcuts they have while it has the focus. Menus and settings find them among
/// Canvas::actions() by their objectNames: canvas.select, .box, .blob, .pan, .tiles, .colors (tools); .delete, .duplicate, .copy,
/// .paste, .selectAll, .lock, .hide; .forward, .backward, .front, .back; .resampleRegion, .lockRegion, .unlockRegion, .chooseCode,
/// .pickFromRegion, .paintRegion (cells); .alignLeft, .alignCentre, .alignRight, .alignTop, .alignMiddle, .alignBottom,
/// .distributeHorizontally, .distributeVertically; .zoomIn, .zoomOut, .fit; .overlay, .snap, .mosaic, .tokens.
void addCanvasActions(Canvas& canvas);

}  // namespace kaleido
