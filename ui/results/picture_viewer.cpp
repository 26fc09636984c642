#include "ui/results/picture_viewer.h"

#include "ui/results/picture_images.h"
#include "ui/theme/metrics.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

using ui::kMargin;
constexpr double kMaxZoom = 32;
constexpr int kLargestShown = 4096;  ///< sides above it are scaled while drawing

}  // namespace

PictureViewer::PictureViewer(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("pictureViewer"));
    setAccessibleName(tr("Picture"));
    setModal(false);
    setMinimumSize(192, 192);
    setCursor(Qt::OpenHandCursor);
}

void PictureViewer::setPicture(const QImage& image, const QString& title) {
    if (image.size() != m_image.size()) {
        m_zoom = 0;
        m_pan = {};
    }
    m_image = image;
    m_shown = {};
    setWindowTitle(title);
    update();
}

void PictureViewer::setFilter(sheet::Filter filter) {
    m_filter = filter;
    m_shown = {};
    update();
}

/// The largest whole multiple that fits, in physical pixels; what is too large is fitted exactly.
double PictureViewer::fittingZoom() const {
    if (m_image.isNull()) return 1;
    const double ratio = devicePixelRatioF();
    const double fits = std::min((width() - 2 * kMargin) * ratio / m_image.width(),
                                 (height() - 2 * kMargin) * ratio / m_image.height());
    return (fits >= 1 ? std::floor(fits) : std::max(fits, 0.01)) / ratio;
}

double PictureViewer::zoom() const {
    return m_zoom > 0 ? m_zoom : fittingZoom();
}

QPointF PictureViewer::topLeft() const {
    const QPointF middle = QRectF(rect()).center() + m_pan;
    const QPointF corner = middle - QPointF(m_image.width(), m_image.height()) * zoom() / 2;
    return {std::round(corner.x()), std::round(corner.y())};
}

void PictureViewer::zoomTo(double zoom, QPointF about) {
    const double from = this->zoom();
    const double to = std::clamp(zoom, 0.05, kMaxZoom);
    const QPointF middle = QRectF(rect()).center();
    m_pan = about - middle - (about - middle - m_pan) * (to / from);
    m_zoom = to;
    m_shown = {};
    update();
}

void PictureViewer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (m_image.isNull()) return;
    const double ratio = devicePixelRatioF();
    const QSize size = (QSizeF(m_image.size()) * zoom() * ratio).toSize().expandedTo({1, 1});
    const QRectF target(topLeft(), QSizeF(size) / ratio);
    if (std::max(size.width(), size.height()) > kLargestShown) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_filter == sheet::Filter::Lanczos);
        painter.drawImage(target, m_image);
        return;
    }
    if (m_shown.size() != size) m_shown = scaledImage(m_image, size, m_filter);
    painter.drawImage(target, m_shown);
}

void PictureViewer::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    m_shown = {};
    update();
}

void PictureViewer::wheelEvent(QWheelEvent* event) {
    zoomTo(zoom() * std::pow(1.25, event->angleDelta().y() / 120.0), event->position());
}

void PictureViewer::keyPressEvent(QKeyEvent* event) {
    const QPointF middle = QRectF(rect()).center();
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomTo(std::floor(zoom() + 1.0001), middle);
            break;
        case Qt::Key_Minus:
            zoomTo(zoom() > 1 ? std::ceil(zoom() - 1.0001) : zoom() / 2, middle);
            break;
        case Qt::Key_0:
            m_zoom = 0;
            m_pan = {};
            m_shown = {};
            update();
            break;
        case Qt::Key_Left:
        case Qt::Key_Up:
            Q_EMIT stepRequested(-1);
            break;
        case Qt::Key_Right:
        case Qt::Key_Down:
        case Qt::Key_Space:
            Q_EMIT stepRequested(1);
            break;
        default:
            QDialog::keyPressEvent(event);
    }
}

void PictureViewer::mousePressEvent(QMouseEvent* event) {
    m_grabbed = event->position() - m_pan;
}

void PictureViewer::mouseMoveEvent(QMouseEvent* event) {
    if ((event->buttons() & Qt::LeftButton) == 0) return;
    m_pan = event->position() - m_grabbed;
    update();
}

}  // namespace kaleido
