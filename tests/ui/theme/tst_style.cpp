#include "app/sheet/theme.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QRadioButton>
#include <QStyle>
#include <QTest>

using namespace kaleido;
using namespace kaleido::ui;
using kaleido::sheet::theme::contrast;

class TestStyle : public QObject {
    Q_OBJECT

    Theme m_theme;

    static bool shows(const QImage& image, QRgb color) {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == color) return true;
            }
        }
        return false;
    }

private Q_SLOTS:
    void whatIsSwitchedOnShowsTheAccent() {
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            m_theme.apply(choice);
            QCheckBox box;
            QRadioButton radio;
            for (QAbstractButton* button :
                 {static_cast<QAbstractButton*>(&box), static_cast<QAbstractButton*>(&radio)}) {
                const QRgb accent = colors(m_theme.scheme()).accent;
                QVERIFY(!shows(button->grab().toImage(), accent));
                button->setChecked(true);
                QVERIFY(shows(button->grab().toImage(), accent));
                button->setEnabled(false);
                QVERIFY(!shows(button->grab().toImage(), accent));
            }
        }
    }

    void framesStandOutFromDarkSurfaces() {
        m_theme.apply(ThemeChoice::Dark);
        QLineEdit edit;
        edit.resize(100, 28);
        const QImage image = edit.grab().toImage();
        const int middle = image.height() / 2;
        const QRgb inside = image.pixel(50, middle);
        double best = 0;
        for (int x = 0; x < 4; ++x) best = std::max(best, contrast(image.pixel(x, middle), inside));
        QVERIFY2(best > 1.5, qPrintable(QString::number(best)));
    }

    void chosenLineOfAMenuIsReadable() {
        m_theme.apply(ThemeChoice::Light);
        const Colors& c = colors(Scheme::Light);
        QMenu menu;
        QAction* action = menu.addAction(themedIcon(u"stop"), QString());
        menu.adjustSize();
        QVERIFY(shows(menu.grab().toImage(), c.text));
        menu.setActiveAction(action);
        const QImage chosen = menu.grab().toImage();
        QVERIFY(shows(chosen, c.onAccent));
        QVERIFY(!shows(chosen, c.text));
    }

    void rowsOfListsStandOnTheGrid() {
        m_theme.apply(ThemeChoice::Light);
        QListWidget list;
        list.addItem(QStringLiteral("a"));
        QVERIFY(list.visualItemRect(list.item(0)).height() >= 24);
    }

    void docksAndLineEditsHaveOurIcons() {
        m_theme.apply(ThemeChoice::Dark);
        const QStyle& style = *QApplication::style();
        for (const auto icon : {QStyle::SP_TitleBarCloseButton, QStyle::SP_TitleBarNormalButton,
                                QStyle::SP_LineEditClearButton}) {
            QVERIFY(shows(style.standardIcon(icon).pixmap(32).toImage(), colors(Scheme::Dark).text));
        }
    }
};

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
