#include "app/sheet/fonts.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>

using namespace kaleido;
using namespace kaleido::ui;

class TestThemeChoice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() {
        qApp->setStyleSheet({});
        QApplication::setPalette(paletteOf(Scheme::Light));
    }

    void systemIsWhatTheDesktopLookedLike() {
        QApplication::setPalette(paletteOf(Scheme::Dark));
        Theme theme;
        theme.apply(ThemeChoice::Light);
        QCOMPARE(theme.scheme(), Scheme::Light);
        theme.apply(ThemeChoice::System);
        QCOMPARE(theme.scheme(), Scheme::Dark);
        QCOMPARE(theme.choice(), ThemeChoice::System);
    }

    void openWidgetsFollow() {
        Theme theme;
        QLabel label(QStringLiteral("text"));
        label.show();
        for (const auto& [choice, scheme] :
             {std::pair(ThemeChoice::Dark, Scheme::Dark), std::pair(ThemeChoice::Light, Scheme::Light)}) {
            theme.apply(choice);
            QCOMPARE(label.palette().color(QPalette::Window), QColor(colors(scheme).window));
            QCOMPARE(label.grab().toImage().pixelColor(label.width() - 1, 0), QColor(colors(scheme).window));
        }
    }

    void changeIsToldOnce() {
        Theme theme;
        theme.apply(ThemeChoice::Light);
        QSignalSpy changes(&theme, &Theme::schemeChanged);
        theme.apply(ThemeChoice::Dark);
        theme.apply(ThemeChoice::Dark);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().value<Scheme>(), Scheme::Dark);
    }

    void stepsOfTypeKeepTheirOrderAndTheBundledFamily() {
        Theme theme;
        QCOMPARE(QApplication::font().families().first(), sheet::bundledFamily());
        QVERIFY(titleFont().pointSizeF() > bodyFont().pointSizeF());
        QVERIFY(quietFont().pointSizeF() < bodyFont().pointSizeF());
        QVERIFY(labelFont().weight() > bodyFont().weight());
        QCOMPARE(titleFont().families(), bodyFont().families());
    }
};

QTEST_MAIN(TestThemeChoice)
#include "tst_theme_choice.moc"
