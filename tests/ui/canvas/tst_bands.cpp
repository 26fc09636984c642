#include "ui/canvas/bands.h"

#include <QImage>
#include <QPainter>
#include <QtTest>

using namespace kaleido::canvas;

class TestBands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksAsIfPaintedAtOnce_data();
    void looksAsIfPaintedAtOnce();
    void anImageLowerThanTheThreadsAreManyIsPainted();

private:
    static QImage blank(QSize size, double ratio) {
        QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::transparent);
        return image;
    }
    static void paintShapes(QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Qt::darkBlue, 2));
        for (int i = 0; i < 20; ++i) {
            painter.setBrush(QColor::fromHsv(18 * i, 200, 200, 90));
            painter.drawEllipse(QPointF(4 + 9 * i, 90), 12.3, 70.7 - i);
        }
        painter.drawText(QPointF(20, 93), QStringLiteral("two dogs and a ball"));
    }
};

void TestBands::looksAsIfPaintedAtOnce_data() {
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 2.0}) QTest::addRow("%g", ratio) << ratio;
}

void TestBands::looksAsIfPaintedAtOnce() {
    QFETCH(double, ratio);
    QImage whole = blank({200, 181}, ratio), inBands = whole;
    {
        QPainter painter(&whole);
        paintShapes(painter);
    }
    paintInBands(inBands, QPainter(&whole).font(), paintShapes);
    QCOMPARE(inBands, whole);
    QVERIFY(whole != blank({200, 181}, ratio));
}

void TestBands::anImageLowerThanTheThreadsAreManyIsPainted() {
    QImage image = blank({4, 1}, 1);
    paintInBands(image, {}, [](QPainter& painter) { painter.fillRect(0, 0, 4, 1, Qt::red); });
    QCOMPARE(image.pixelColor(3, 0), QColor(Qt::red));
}

QTEST_MAIN(TestBands)
#include "tst_bands.moc"
