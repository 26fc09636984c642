#include "app/sheet/theme.h"
#include "ui/theme/colors.h"

#include <QTest>

using namespace kaleido::ui;
using kaleido::sheet::theme::contrast;

class TestColors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable_data() {
        QTest::addColumn<QRgb>("text");
        QTest::addColumn<QRgb>("surface");
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Colors& c = colors(scheme);
            const auto row = [scheme](const char* text, const char* surface) -> QTestData& {
                return QTest::addRow("%s on %s, %s", text, surface,
                                     scheme == Scheme::Dark ? "dark" : "light");
            };
            const std::pair<const char*, QRgb> surfaces[] = {
                {"window", c.window}, {"base", c.base},   {"alternate", c.alternate},
                {"button", c.button}, {"hover", c.hover}, {"pasteboard", c.pasteboard}};
            for (const auto& [surfaceName, surface] : surfaces) {
                row("text", surfaceName) << c.text << surface;
                row("quiet text", surfaceName) << c.quietText << surface;
                row("accent text", surfaceName) << c.accentText << surface;
                row("warning", surfaceName) << c.warning << surface;
                row("error", surfaceName) << c.error << surface;
                row("good", surfaceName) << c.good << surface;
            }
            row("text", "accent") << c.onAccent << c.accent;
            row("text", "tip") << c.onTip << c.tip;
        }
    }

    void textIsReadable() {
        QFETCH(QRgb, text);
        QFETCH(QRgb, surface);
        QVERIFY2(contrast(text, surface) >= 4.5, qPrintable(QString::number(contrast(text, surface))));
    }

    void paletteTellsItsScheme() {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QPalette palette = paletteOf(scheme);
            QCOMPARE(schemeOf(palette), scheme);
            QCOMPARE(&colors(palette), &colors(scheme));
        }
    }

    void disabledTextIsFainterThanTextButVisible() {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QPalette palette = paletteOf(scheme);
            const QRgb window = palette.color(QPalette::Window).rgb();
            const double enabled =
                contrast(palette.color(QPalette::Active, QPalette::ButtonText).rgb(), window);
            const double disabled =
                contrast(palette.color(QPalette::Disabled, QPalette::ButtonText).rgb(), window);
            QVERIFY(disabled < enabled / 2);
            QVERIFY(disabled > 2);
        }
    }
};

QTEST_APPLESS_MAIN(TestColors)
#include "tst_colors.moc"
