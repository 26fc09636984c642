#include "app/sheet/hatching.h"

#include <QImage>
#include <QPainter>
#include <QtTest>

using namespace kaleido;

class TestHatching : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreAsWideAndAsFarApartOnEveryDevice_data();
    void linesAreAsWideAndAsFarApartOnEveryDevice();
    void anEdgeStandsBesideTheLines();

private:
    static QImage hatched(double ratio, const QColor& line, const QColor& edge = Qt::transparent) {
        QImage image(QSize(64, 64) * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.fillRect(QRectF(0, 0, 64, 64), sheet::hatching(painter, line, edge));
        return image;
    }
    /// The mean opacity.
    static double cover(const QImage& image) {
        double sum = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) sum += image.pixelColor(x, y).alphaF();
        }
        return sum / image.width() / image.height();
    }
};

void TestHatching::linesAreAsWideAndAsFarApartOnEveryDevice_data() {
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.5, 2.0, 3.0}) QTest::addRow("%g", ratio) << ratio;
}

void TestHatching::linesAreAsWideAndAsFarApartOnEveryDevice() {
    QFETCH(double, ratio);
    const QImage image = hatched(ratio, Qt::black);
    const double usual = cover(hatched(1, Qt::black));
    QVERIFY(usual > 0.15 && usual < 0.35);
    QVERIFY2(std::abs(cover(image) - usual) < 0.02, qPrintable(QString::number(cover(image))));
    const int period = static_cast<int>(8 * ratio);
    QCOMPARE(image.copy(0, 0, 40, 40), image.copy(period, 0, 40, 40));
    QVERIFY(image.copy(0, 0, 40, 40) != image.copy(period / 2, 0, 40, 40));
}

void TestHatching::anEdgeStandsBesideTheLines() {
    const QImage image = hatched(2, Qt::black, Qt::white);
    bool light = false, dark = false;
    for (int x = 0; x < 16; ++x) {
        const QColor color = image.pixelColor(x, 8);
        light = light || (color.alpha() > 200 && color.lightness() > 200);
        dark = dark || (color.alpha() > 200 && color.lightness() < 60);
    }
    QVERIFY(light && dark);
}

QTEST_MAIN(TestHatching)
#include "tst_hatching.moc"
