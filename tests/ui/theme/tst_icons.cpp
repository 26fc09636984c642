#include "ui/theme/colors.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace kaleido::ui;

namespace {

/// The colour of the drawing's solid pixels; transparent if there are none.
QColor inkOf(const QIcon& icon, QIcon::Mode mode = QIcon::Normal, QIcon::State state = QIcon::Off) {
    const QImage image = icon.pixmap(QSize(64, 64), 1, mode, state).toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (const QColor color = image.pixelColor(x, y); color.alpha() == 255) return color;
        }
    }
    return QColor(0, 0, 0, 0);
}

QColor role(QPalette::ColorGroup group, QPalette::ColorRole role) {
    return QApplication::palette().color(group, role);
}

}  // namespace

class TestIcons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QApplication::setPalette(paletteOf(Scheme::Light)); }

    void everyIconIsDrawnInOneColourOnTheGrid_data() {
        QTest::addColumn<QString>("name");
        themedIcon(u"undo");  // makes the resources known
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
        QVERIFY(files.size() > 40);
        for (const QString& file : files) QTest::addRow("%s", qPrintable(file)) << file.chopped(4);
    }

    void everyIconIsDrawnInOneColourOnTheGrid() {
        QFETCH(QString, name);
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        QVERIFY(svg.contains(QStringLiteral("viewBox=\"0 0 24 24\"")));
        QRegularExpression color(QStringLiteral("(fill|stroke)=\"([^\"]*)\""));
        for (auto match = color.globalMatch(svg); match.hasNext();) {
            const QString value = match.next().captured(2);
            QVERIFY2(value == QStringLiteral("none") || value == QStringLiteral("#000"), qPrintable(value));
        }
        QCOMPARE(inkOf(themedIcon(name)), role(QPalette::Active, QPalette::ButtonText));
    }

    void anIconWithoutRoomIsNotPainted() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^QPainter")));
        QVERIFY(themedIcon(u"add").pixmap(QSize(0, 16)).isNull());
        QVERIFY(!themedIcon(u"add").pixmap(QSize(1, 16)).isNull());
    }

    void colourTellsTheState() {
        const QIcon icon = themedIcon(u"add");
        QCOMPARE(inkOf(icon), role(QPalette::Active, QPalette::ButtonText));
        QCOMPARE(inkOf(icon, QIcon::Disabled), role(QPalette::Disabled, QPalette::ButtonText));
        QCOMPARE(inkOf(icon, QIcon::Selected), role(QPalette::Active, QPalette::HighlightedText));
        QCOMPARE(inkOf(icon, QIcon::Normal, QIcon::On), role(QPalette::Active, QPalette::Link));
    }

    void toneHasItsColour() {
        const Colors& c = colors(Scheme::Light);
        QCOMPARE(inkOf(themedIcon(u"add", Tone::Warning)), QColor(c.warning));
        QCOMPARE(inkOf(themedIcon(u"add", Tone::Error)), QColor(c.error));
        QCOMPARE(inkOf(themedIcon(u"add", Tone::Error), QIcon::Disabled),
                 role(QPalette::Disabled, QPalette::ButtonText));
    }

    void iconFollowsTheTheme() {
        const QIcon icon = themedIcon(u"add");
        const QColor light = inkOf(icon);
        QApplication::setPalette(paletteOf(Scheme::Dark));
        QCOMPARE(inkOf(icon), role(QPalette::Active, QPalette::ButtonText));
        QVERIFY(inkOf(icon) != light);
    }

    void switchedOnShowsTheOtherDrawing() {
        const QIcon both = themedIcon(u"unlock", u"lock");
        const auto image = [](const QIcon& icon, QIcon::State state) {
            return icon.pixmap(QSize(32, 32), 1, QIcon::Normal, state).toImage();
        };
        QCOMPARE(image(both, QIcon::On), image(themedIcon(u"lock"), QIcon::On));
        QCOMPARE(image(both, QIcon::Off), image(themedIcon(u"unlock"), QIcon::Off));
        QVERIFY(image(both, QIcon::On) != image(both, QIcon::Off));
    }

    void pixelRatioGivesMorePixelsOfTheSameSize() {
        const QPixmap pixmap = themedIcon(u"undo").pixmap(QSize(16, 16), 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
        QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(16, 16));
    }

    void copiesDrawTheSame() {
        const QIcon icon = themedIcon(u"star", u"star-filled");
        QIcon copy = icon;
        copy.detach();
        QCOMPARE(copy.pixmap(24).toImage(), icon.pixmap(24).toImage());
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
