#include "app/settings/studio_settings.h"
#include "ui/start/card_place.h"
#include "ui/start/coach.h"

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kaleido;
using namespace kaleido::ui;

class TestCoach : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<StudioSettings> m_settings;
    std::unique_ptr<QWidget> m_window;
    QWidget* m_left = nullptr;

    static std::vector<CoachStep> steps() {
        return {{QStringLiteral("left"), QStringLiteral("Left"), QStringLiteral("about left")},
                {QStringLiteral("none"), QStringLiteral("None"), QStringLiteral("about nothing")},
                {QStringLiteral("right"), QStringLiteral("Right"), QStringLiteral("about right")}};
    }
    QString title() const { return m_window->findChild<QLabel*>(QStringLiteral("coachTitle"))->text(); }
    QPushButton* button(const char* name) const {
        return m_window->findChild<QPushButton*>(QLatin1String(name));
    }
    QRect cardOf(const Coach& coach) const {
        return coach.findChild<QLabel*>(QStringLiteral("coachTitle"))->parentWidget()->geometry();
    }

private Q_SLOTS:
    void init() {
        m_settings = std::make_unique<StudioSettings>(
            m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())).toStdString());
        m_window = std::make_unique<QWidget>();
        m_window->resize(900, 600);
        m_left = new QWidget(m_window.get());
        m_left->setObjectName(QStringLiteral("left"));
        m_left->setGeometry(0, 0, 200, 600);
        auto* right = new QWidget(m_window.get());
        right->setObjectName(QStringLiteral("right"));
        right->setGeometry(700, 0, 200, 600);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void nextGoesThroughAllStepsAndNeverComesAgain() {
        QPointer<Coach> coach = Coach::begin(*m_window, *m_settings, steps());
        QVERIFY(coach);
        QSignalSpy finished(coach.data(), &Coach::finished);
        for (const char* expected : {"Left", "None", "Right"}) {
            QCOMPARE(title(), QLatin1String(expected));
            QVERIFY(!m_settings->coachDismissed());
            QTest::mouseClick(button("coachNext"), Qt::LeftButton);
        }
        QCOMPARE(finished.size(), 1);
        QTRY_VERIFY(!coach);
        QVERIFY(m_settings->coachDismissed());
        QVERIFY(!Coach::begin(*m_window, *m_settings, steps()));
    }

    void keyboardIsEnough() {
        Coach* coach = Coach::begin(*m_window, *m_settings, steps());
        const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
        press(Qt::Key_Return);
        QCOMPARE(title(), QStringLiteral("None"));
        press(Qt::Key_Space);
        QCOMPARE(title(), QStringLiteral("Right"));
        press(Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), button("coachBack"));
        press(Qt::Key_Return);
        QCOMPARE(title(), QStringLiteral("None"));
        for (int i = 0; i < 5; ++i) {
            press(Qt::Key_Tab);
            QVERIFY(coach->isAncestorOf(QApplication::focusWidget()));
        }
        QSignalSpy finished(coach, &Coach::finished);
        press(Qt::Key_Escape);
        QCOMPARE(finished.size(), 1);
        QVERIFY(m_settings->coachDismissed());
    }

    void skipDismissesForGoodAndGivesTheFocusBack() {
        m_left->setFocusPolicy(Qt::StrongFocus);
        m_left->setFocus();
        Coach::begin(*m_window, *m_settings, steps());
        QVERIFY(!m_left->hasFocus());
        QTest::mouseClick(button("coachSkip"), Qt::LeftButton);
        QVERIFY(m_settings->coachDismissed());
        QVERIFY(m_left->hasFocus());
    }

    void backStopsAtTheFirstStep() {
        Coach::begin(*m_window, *m_settings, steps());
        QVERIFY(!button("coachBack")->isEnabled());
        QTest::mouseClick(button("coachNext"), Qt::LeftButton);
        QTest::mouseClick(button("coachBack"), Qt::LeftButton);
        QCOMPARE(title(), QStringLiteral("Left"));
    }

    void whatAStepIsAboutIsNotDimmed() {
        m_window->setStyleSheet(QStringLiteral("background: #ffffff"));
        const Coach* coach = Coach::begin(*m_window, *m_settings, steps());
        const QImage image = m_window->grab().toImage();
        const int ratio = static_cast<int>(image.devicePixelRatio());
        QCOMPARE(image.pixelColor(100 * ratio, 300 * ratio), QColor(Qt::white));
        QVERIFY(image.pixelColor(800 * ratio, 300 * ratio).lightness() < 140);
        QVERIFY(!cardOf(*coach).intersects(m_left->geometry()));
    }

    void wholeTextFitsOnTheCard() {
        auto lengths = steps();
        lengths[1].text = QStringLiteral("much longer than the others ").repeated(12);
        Coach* coach = Coach::begin(*m_window, *m_settings, lengths);
        const auto* text = coach->findChild<QLabel*>(QStringLiteral("coachText"));
        for (const int step : {0, 1, 2, 1}) {
            coach->goTo(step);
            QTRY_VERIFY(text->height() >= text->heightForWidth(text->width()));
        }
    }

    void coachFollowsTheWindow() {
        const Coach* coach = Coach::begin(*m_window, *m_settings, steps());
        m_left->setGeometry(0, 0, 50, 400);
        m_window->resize(700, 400);
        QTRY_COMPARE(coach->geometry(), QRect(0, 0, 700, 400));
        QTRY_COMPARE(cardOf(*coach).left(), 62);
        QVERIFY(coach->rect().contains(cardOf(*coach)));
    }

    void clicksDoNotReachTheWindow() {
        QPushButton below(m_window.get());
        below.setGeometry(300, 500, 100, 40);
        below.show();
        QSignalSpy clicked(&below, &QPushButton::clicked);
        Coach* coach = Coach::begin(*m_window, *m_settings, steps());
        QCOMPARE(m_window->childAt(350, 520), coach);
        QTest::mouseClick(coach, Qt::LeftButton, {}, QPoint(350, 520));
        QVERIFY(clicked.isEmpty());
    }

    void firstStepsAreFour() {
        const auto first = Coach::firstSteps();
        QCOMPARE(first.size(), 4U);
        for (const CoachStep& step : first)
            QVERIFY(!step.widget.isEmpty() && !step.title.isEmpty() && !step.text.isEmpty());
    }

    void cardStandsBesideWhatItIsAbout_data() {
        QTest::addColumn<QRect>("target");
        QTest::addColumn<QPoint>("place");
        QTest::addRow("right of it") << QRect(0, 0, 200, 600) << QPoint(212, 250);
        QTest::addRow("left of it") << QRect(600, 0, 300, 600) << QPoint(288, 250);
        QTest::addRow("below it") << QRect(0, 0, 900, 100) << QPoint(300, 112);
        QTest::addRow("above it") << QRect(0, 300, 900, 300) << QPoint(300, 188);
        QTest::addRow("over it") << QRect(0, 0, 900, 600) << QPoint(300, 250);
        QTest::addRow("without") << QRect() << QPoint(300, 250);
        QTest::addRow("in the window") << QRect(0, 0, 100, 20) << QPoint(112, 12);
    }

    void cardStandsBesideWhatItIsAbout() {
        QFETCH(QRect, target);
        QFETCH(QPoint, place);
        const QPoint found = cardPlace(QSize(300, 100), target, QRect(0, 0, 900, 600));
        QVERIFY2((found - place).manhattanLength() <= 2,
                 qPrintable(QStringLiteral("%1, %2").arg(found.x()).arg(found.y())));
    }
};

QTEST_MAIN(TestCoach)
#include "tst_coach.moc"
