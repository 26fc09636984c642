#pragma once

#include "app/document/document.h"

#include <QImage>
#include <QObject>

namespace kaleido {

class Canvas;

/// Which picture lies under the plan on the canvas: the one that was chosen in the results if it is of this plan, else the
/// plan's newest. GUI thread only.
class CanvasPictures : public QObject {
    Q_OBJECT

public:
    /// Shows nothing yet.
    CanvasPictures(Document& document, Canvas& canvas, QObject* parent = nullptr);

    /// Lays the picture there; from now on the canvas follows the document by itself.
    void show();
    /// Of another plan: that one comes onto the canvas.
    void choose(PictureId picture);
    /// Before and after, with a divider between them.
    void compare(PictureId before, PictureId after);

Q_SIGNALS:
    /// Another picture lies there now, or none.
    void shownChanged(kaleido::PictureId picture);

private:
    void follow(const Change& change);
    PictureId wanted() const;
    QImage image(PictureId picture) const;

    Document& m_document;
    Canvas& m_canvas;
    PictureId m_shown, m_chosen;
    PlanId m_chosenPlan;
};

}  // namespace kaleido
