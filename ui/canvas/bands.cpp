#include "ui/canvas/bands.h"

#include <QFont>
#include <QImage>
#include <QPainter>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

namespace kaleido::canvas {

void paintInBands(QImage& image, const QFont& font, const std::function<void(QPainter&)>& paint) {
    const int count = QThread::idealThreadCount();
    uchar* const bits = image.bits();  // of its own from here on
    QSemaphore finished;
    for (int i = 0; i < count; ++i) {
        const int top = image.height() * i / count, bottom = image.height() * (i + 1) / count;
        QThreadPool::globalInstance()->start([&, top, bottom] {
            QImage band(bits + top * image.bytesPerLine(), image.width(), bottom - top, image.bytesPerLine(),
                        image.format());
            band.setDevicePixelRatio(image.devicePixelRatio());
            if (!band.isNull()) {
                QPainter painter(&band);
                painter.setFont(font);
                painter.translate(0, -top / image.devicePixelRatio());
                paint(painter);
            }
            finished.release();
        });
    }
    finished.acquire(count);
}

}  // namespace kaleido::canvas
