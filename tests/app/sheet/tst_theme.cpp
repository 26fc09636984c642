#include "app/sheet/theme.h"

#include <QTest>

#include <set>

using namespace kaleido::sheet::theme;

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastFollowsItsDefinition() {
        QCOMPARE(contrast(0xFF000000, 0xFFFFFFFF), 21.0);
        QCOMPARE(contrast(0xFF808080, 0xFF808080), 1.0);
        QVERIFY(std::abs(contrast(0xFF767676, 0xFFFFFFFF) - 4.54) < 0.01);
    }

    void textIsReadableOnEverySurface() {
        for (const QRgb surface : {kPage, kCard, kPane}) {
            for (const auto& style : {kTitle, kBody, kQuiet, kLabel, kSmall}) {
                QVERIFY2(contrast(style.color, surface) >= 4.5, qPrintable(QString::number(surface, 16)));
            }
        }
    }

    void badgesAreReadableAndTheirColoursDiffer() {
        std::set<QRgb> seen;
        for (std::size_t i = 0; i < kCategoricalCount; ++i) {
            QVERIFY2(contrast(categorical(i), kBadge.color) >= 4.5, qPrintable(QString::number(i)));
            seen.insert(categorical(i));
        }
        QCOMPARE(seen.size(), kCategoricalCount);
        QCOMPARE(categorical(kCategoricalCount), categorical(0));
    }
};

QTEST_APPLESS_MAIN(TestTheme)
#include "tst_theme.moc"
