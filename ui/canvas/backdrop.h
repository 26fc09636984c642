#pragma once

#include <QImage>

#include <optional>

class QPainter;

namespace kaleido::canvas {

/// What lies under the items: a checkerboard, on it the last picture, over that a reference of the artist's own; or two pictures
/// that a divider wipes between.
class Backdrop {
public:
    void setPicture(const QImage& picture) { m_picture = picture; }
    void setReference(const QImage& reference, double opacity);

    void setWipe(const QImage& before, const QImage& after);
    void endWipe() { m_wipe.reset(); }
    bool isWiping() const { return m_wipe.has_value(); }
    /// Where the divider stands, 0 … 1 of the picture's width.
    double divider() const { return m_divider; }
    void setDivider(double at);

    /// Fills the square that the picture has in the view.
    void paint(QPainter& painter, const QRectF& rect) const;
    /// The divider with its grip and the words at its sides.
    void paintDivider(QPainter& painter, const QRectF& rect, const QString& before,
                      const QString& after) const;

private:
    struct Wipe {
        QImage before, after;
    };

    QImage m_picture;
    QImage m_reference;
    double m_referenceOpacity = 0.5;
    std::optional<Wipe> m_wipe;
    double m_divider = 0.5;
};

}  // namespace kaleido::canvas
