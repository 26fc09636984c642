#pragma once

#include "app/sheet/picture_image.h"

#include <QDialog>
#include <QImage>
#include <QPoint>

namespace kaleido {

/// One picture, large: as large as the window at first, then as the wheel or the keys + − 0 say. Arrow keys ask for the next
/// one. Not modal: work goes on beside it.
class PictureViewer : public QDialog {
    Q_OBJECT

public:
    explicit PictureViewer(QWidget* parent = nullptr);

    void setPicture(const QImage& image, const QString& title);
    void setFilter(sheet::Filter filter);
    /// Screen pixels a pixel of the picture takes.
    double zoom() const;

    QSize sizeHint() const override { return {640, 640}; }

Q_SIGNALS:
    /// The picture `by` places further on is wanted.
    void stepRequested(int by);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void zoomTo(double zoom, QPointF about);
    double fittingZoom() const;
    QPointF topLeft() const;

    QImage m_image;
    QImage m_shown;  ///< scaled to the zoom
    sheet::Filter m_filter = sheet::Filter::Lanczos;
    double m_zoom = 0;  ///< 0: as large as the window
    QPointF m_pan;      ///< of the picture's middle from the window's
    QPointF m_grabbed;
};

}  // namespace kaleido
