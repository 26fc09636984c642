#pragma once

class QWidget;

namespace kaleido {

class Canvas;

/// The strip of tools beside the canvas: tools above, what is shown below.
QWidget* canvasToolBar(Canvas& canvas);

}  // namespace kaleido
