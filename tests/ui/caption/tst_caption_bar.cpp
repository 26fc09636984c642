#include "app/studio/generate.h"
#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"
#include "ui/caption/caption_bar.h"
#include "ui/caption/caption_edit.h"
#include "ui/fields/number_field.h"
#include "ui/fields/quiet_text.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// The texts that are really drawn with the line of a spelling mistake.
QStringList underlined(const QPlainTextEdit& edit) {
    QStringList words;
    for (QTextBlock block = edit.document()->begin(); block.isValid(); block = block.next()) {
        for (const QTextLayout::FormatRange& range : block.layout()->formats()) {
            if (range.format.underlineStyle() == QTextCharFormat::SpellCheckUnderline)
                words.push_back(block.text().mid(range.start, range.length));
        }
    }
    return words;
}

QStringList textsOf(const QMenu& menu) {
    QStringList texts;
    for (const QAction* action : menu.actions()) {
        if (!action->isSeparator() && action->isEnabled()) texts.push_back(action->text());
    }
    return texts;
}

}  // namespace

class TestCaptionBar : public QObject {
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void init() {
        m_studio = std::make_unique<Studio>();
        m_kept.clear();
        m_bar = std::make_unique<CaptionBar>(CaptionBarParts{
            .document = *m_studio->document,
            .plans = m_studio->plans,
            .paints = m_studio->paints,
            .words = sampleWords(),
            .history = CaptionHistory({QStringLiteral("a cat"), QStringLiteral("a car\nin the park")},
                                      [this](const QStringList& all) { m_kept = all; }),
            .examples = {QStringLiteral("a red car"), QStringLiteral("cat & tree")}});
        m_bar->resize(1200, 120);
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
        edit().setFocus();
    }

    void cleanup() {
        m_bar.reset();
        m_studio.reset();
    }

    void anUnknownWordIsUnderlinedAndOthersAreNamed() {
        QTest::keyClicks(&edit(), QStringLiteral("a dragon in the park"));
        QCOMPARE(underlined(edit()), QStringList(QStringLiteral("dragon")));
        QCOMPARE(notice(), QStringLiteral("“dragon” is not known; nearest: butterfly, turtle"));
    }

    void theWordThatIsBeingTypedIsSparedUntilAPause() {
        QTest::keyClicks(&edit(), QStringLiteral("a dragon"));
        QVERIFY(underlined(edit()).isEmpty());
        QTRY_COMPARE(underlined(edit()), QStringList(QStringLiteral("dragon")));
    }

    void leavingTheWordEndsTheSparing() {
        QTest::keyClicks(&edit(), QStringLiteral("dragon"));
        QTest::keyClick(&edit(), Qt::Key_Space);
        QCOMPARE(underlined(edit()), QStringList(QStringLiteral("dragon")));
    }

    void emojiBeforeAWordDoNotShiftItsLine() {
        m_bar->setCaption(QStringLiteral("\U0001F431\u732b \U0001F409 dragon\nthe \u00e9 wyvern"));
        QCOMPARE(underlined(edit()), QStringList({QStringLiteral("dragon"), QStringLiteral("wyvern")}));
    }

    void altEnterOffersOtherWordsAndPutsOneIn() {
        m_bar->setCaption(QStringLiteral("\U0001F409 dragon in the park"));
        QTextCursor cursor = edit().textCursor();
        cursor.setPosition(5);
        edit().setTextCursor(cursor);
        QTest::keyClick(&edit(), Qt::Key_Return, Qt::AltModifier);
        const auto menu = m_bar->findChild<QMenu*>(QStringLiteral("offers"));
        QVERIFY(menu != nullptr && menu->isVisible());
        QCOMPARE(textsOf(*menu), QStringList({QStringLiteral("butterfly"), QStringLiteral("turtle")}));
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(m_bar->caption(), QStringLiteral("\U0001F409 turtle in the park"));
        QVERIFY(underlined(edit()).isEmpty());
        QVERIFY(notice().isEmpty());
        edit().undo();
        QCOMPARE(m_bar->caption(), QStringLiteral("\U0001F409 dragon in the park"));
    }

    void aClickOnAnUnknownWordOffersOthers() {
        m_bar->setCaption(QStringLiteral("a dragon in the park"));
        QTextCursor cursor(edit().document());
        cursor.setPosition(4);
        const QPoint inside = edit().cursorRect(cursor).center();
        QTest::mouseClick(edit().viewport(), Qt::LeftButton, {}, inside);
        const auto menu = m_bar->findChild<QMenu*>(QStringLiteral("offers"));
        QVERIFY(menu != nullptr && menu->isVisible());
        menu->close();
    }

    void anInputMethodsWordsAreCheckedWhenTheyAreThere() {
        QInputMethodEvent composing(QStringLiteral("drag"), {});
        QCoreApplication::sendEvent(&edit(), &composing);
        QVERIFY(m_bar->caption().isEmpty());
        QInputMethodEvent committed;
        committed.setCommitString(QStringLiteral("dragon "));
        QCoreApplication::sendEvent(&edit(), &committed);
        QCOMPARE(m_bar->caption(), QStringLiteral("dragon "));
        QCOMPARE(underlined(edit()), QStringList(QStringLiteral("dragon")));
    }

    void theFieldGrowsToFourLines() {
        const int one = edit().height();
        m_bar->setCaption(QStringLiteral("a\nb"));
        const int two = edit().height();
        QVERIFY(two > one);
        m_bar->setCaption(QStringLiteral("a\nb\nc\nd"));
        QCOMPARE(edit().height(), one + 3 * (two - one));
        m_bar->setCaption(QStringLiteral("a\nb\nc\nd\ne\nf"));
        QCOMPARE(edit().height(), one + 3 * (two - one));
        m_bar->setCaption(QString());
        QCOMPARE(edit().height(), one);
    }

    void theHistoryIsWalkedThroughWithoutLosingTheDraft() {
        QTest::keyClicks(&edit(), QStringLiteral("a tree"));
        QTest::keyClick(&edit(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_bar->caption(), QStringLiteral("a car\nin the park"));
        QTest::keyClick(&edit(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_bar->caption(), QStringLiteral("a cat"));
        QTest::keyClick(&edit(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_bar->caption(), QStringLiteral("a cat"));
        QTest::keyClick(&edit(), Qt::Key_Down, Qt::AltModifier);
        QTest::keyClick(&edit(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(m_bar->caption(), QStringLiteral("a tree"));
    }

    void keysAndButtonsAskForPlansAndPictures() {
        const QSignalSpy plan(m_bar.get(), &CaptionBar::planRequested);
        const QSignalSpy generate(m_bar.get(), &CaptionBar::generateRequested);
        QTest::keyClicks(&edit(), QStringLiteral("a tree"));
        QTest::keyClick(&edit(), Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClick(&edit(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::mouseClick(button("planButton"), Qt::LeftButton);
        QTest::mouseClick(button("generateButton"), Qt::LeftButton);
        QCOMPARE(plan.count(), 2);
        QCOMPARE(generate.count(), 2);
        QCOMPARE(plan.at(0).at(0).toString(), QStringLiteral("a tree"));
        QCOMPARE(generate.at(0).at(0).toString(), QStringLiteral("a tree"));
        QCOMPARE(m_bar->caption(), QStringLiteral("a tree"));
        QCOMPARE(m_kept.back(), QStringLiteral("a tree"));
        QCOMPARE(m_kept.size(), 3);
    }

    void returnBeginsALine() {
        QTest::keyClicks(&edit(), QStringLiteral("a cat"));
        QTest::keyClick(&edit(), Qt::Key_Return);
        QTest::keyClicks(&edit(), QStringLiteral("a tree"));
        QCOMPARE(m_bar->caption(), QStringLiteral("a cat\na tree"));
    }

    void stopIsFirstAfterThePictureAndThenNow() {
        const QSignalSpy stop(m_bar.get(), &CaptionBar::stopRequested);
        QPushButton* stopButton = button("stopButton");
        QVERIFY(!stopButton->isEnabled());
        QTest::keyClick(&edit(), Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(stop.count(), 0);
        m_bar->setBusy(true);
        const int width = stopButton->width();
        QTest::keyClick(&edit(), Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(stop.count(), 1);
        QCOMPARE(stop.at(0).at(0).value<StopWhen>(), StopWhen::AfterPicture);
        QCOMPARE(stopButton->text(), QStringLiteral("Stop now"));
        QTest::mouseClick(stopButton, Qt::LeftButton);
        QCOMPARE(stop.count(), 2);
        QCOMPARE(stop.at(1).at(0).value<StopWhen>(), StopWhen::Now);
        QVERIFY(!stopButton->isEnabled());
        QCOMPARE(stopButton->width(), width);
        m_bar->setBusy(false);
        QCOMPARE(stopButton->text(), QStringLiteral("Stop"));
        m_bar->setBusy(true);
        QVERIFY(stopButton->isEnabled());
    }

    void whatIsAskedForAnewHasNotBeenAskedToStop() {
        m_bar->setBusy(true);
        m_bar->stopAction().trigger();
        m_bar->stopAction().trigger();
        QVERIFY(!m_bar->stopAction().isEnabled());
        m_bar->setBusy(true);
        QVERIFY(m_bar->stopAction().isEnabled());
        QCOMPARE(m_bar->stopAction().text(), QStringLiteral("Stop"));
    }

    void countsAndGuidanceAreTheControllersSettings() {
        auto* plans = m_bar->findChild<QSpinBox*>(QStringLiteral("plans"));
        auto* pictures = m_bar->findChild<QSpinBox*>(QStringLiteral("pictures"));
        auto* guidance = m_bar->findChild<NumberField*>(QStringLiteral("guidance"));
        QCOMPARE(plans->value(), 8);
        plans->setFocus();
        QTest::keyClick(plans, Qt::Key_Up);
        QCOMPARE(m_studio->plans.settings().count, 9);
        pictures->setFocus();
        QTest::keyClick(pictures, Qt::Key_Up);
        QCOMPARE(m_studio->paints.settings().pictures, 3);
        guidance->setFocus();
        guidance->selectAll();
        QTest::keyClicks(guidance, QStringLiteral("7.25\r"));
        QCOMPARE(m_studio->paints.settings().painting.guidance, 7.25);
        QCOMPARE(guidance->text(), QLocale().toString(7.25));

        PaintSettings settings = m_studio->paints.settings();
        settings.pictures = 64;
        settings.painting.guidance = 3;
        m_studio->paints.setSettings(settings);
        QCOMPARE(pictures->value(), 64);
        QCOMPARE(guidance->text(), QStringLiteral("3"));
    }

    void aFixedSeedIsOnTheButton() {
        auto* control = m_bar->findChild<QWidget*>(QStringLiteral("planSeed"));
        auto* pin = control->findChild<QToolButton*>(QStringLiteral("pin"));
        auto* field = control->findChild<QLineEdit*>(QStringLiteral("seed"));
        QVERIFY(!field->isVisible());
        QTest::mouseClick(pin, Qt::LeftButton);
        QVERIFY(m_studio->plans.settings().seed.has_value());
        QVERIFY(!m_studio->paints.settings().seed.has_value());
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("42\r"));
        QCOMPARE(m_studio->plans.settings().seed, std::optional<std::uint64_t>(42));
        QCOMPARE(button("planButton")->text(), QStringLiteral("Plan · 42"));
        QCOMPARE(button("generateButton")->text(), QStringLiteral("Generate"));
        QTest::mouseClick(pin, Qt::LeftButton);
        QVERIFY(!m_studio->plans.settings().seed.has_value());
        QCOMPARE(button("planButton")->text(), QStringLiteral("Plan"));
    }

    void aSeedOfMoreThan64BitsIsNotTaken() {
        auto* control = m_bar->findChild<QWidget*>(QStringLiteral("pictureSeed"));
        auto* field = control->findChild<QLineEdit*>(QStringLiteral("seed"));
        PaintSettings settings = m_studio->paints.settings();
        settings.seed = 18446744073709551615u;
        m_studio->paints.setSettings(settings);
        QCOMPARE(field->text(), QStringLiteral("18446744073709551615"));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("18446744073709551616\r"));
        QCOMPARE(field->text(), QStringLiteral("18446744073709551615"));
        QCOMPARE(m_studio->paints.settings().seed, settings.seed);
    }

    void typedSettingsCountWhereTypingEnds() {
        auto* plans = m_bar->findChild<QSpinBox*>(QStringLiteral("plans"));
        auto* guidance = m_bar->findChild<NumberField*>(QStringLiteral("guidance"));
        auto* seed = m_bar->findChild<QWidget*>(QStringLiteral("planSeed"));
        plans->setFocus();
        plans->selectAll();
        QTest::keyClicks(plans, QStringLiteral("3"));
        QCOMPARE(m_studio->plans.settings().count, 8);
        m_studio->document->endTyping();
        QCOMPARE(m_studio->plans.settings().count, 3);
        QVERIFY(plans->hasFocus());

        QTest::mouseClick(seed->findChild<QToolButton*>(QStringLiteral("pin")), Qt::LeftButton);
        QTest::keyClicks(seed->findChild<QLineEdit*>(QStringLiteral("seed")), QStringLiteral("42"));
        m_studio->document->endTyping();
        QCOMPARE(m_studio->plans.settings().seed, std::optional<std::uint64_t>(42));

        const double before = m_studio->paints.settings().painting.guidance;
        guidance->setFocus();
        guidance->selectAll();
        QTest::keyClick(guidance, Qt::Key_Delete);
        m_studio->document->endTyping();
        QVERIFY(guidance->text().isEmpty());  // another number is still to come
        QCOMPARE(m_studio->paints.settings().painting.guidance, before);
    }

    void theKeysThatStartTakeOverATypedNumber() {
        const PlanId plan = m_studio->document->addPlan(catPlan(), Origin::Sampled).value();
        connect(m_bar.get(), &CaptionBar::generateRequested, this, [this, plan](const QString& caption) {
            generate(m_studio->plans, m_studio->paints, *m_studio->document, caption, {plan});
        });
        m_bar->setCaption(QStringLiteral("a cat"));
        auto* guidance = m_bar->findChild<NumberField*>(QStringLiteral("guidance"));
        guidance->setFocus();
        guidance->selectAll();
        QTest::keyClicks(guidance, QStringLiteral("7.25"));
        QTest::keyClick(guidance, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_studio->engine.asked<GenerateRequest>(0).guidance, 7.25);
    }

    void theNegativeCaptionIsBehindADisclosure() {
        auto* negative = m_bar->findChild<CaptionEdit*>(QStringLiteral("negative"));
        QVERIFY(!negative->isVisible());
        QTest::mouseClick(m_bar->findChild<QToolButton*>(QStringLiteral("disclosure")), Qt::LeftButton);
        QVERIFY(negative->isVisible());
        negative->setFocus();
        QTest::keyClicks(negative, QStringLiteral("rain "));
        QTest::keyClick(negative, Qt::Key_Home);
        QTest::keyClicks(negative, QStringLiteral("red "));
        QCOMPARE(negative->caption(), QStringLiteral("red rain "));
        QCOMPARE(m_studio->paints.settings().painting.negative, std::string("red rain "));
        QCOMPARE(underlined(*negative), QStringList(QStringLiteral("rain")));
    }

    void aNegativeCaptionThatComesFromElsewhereIsSeen() {
        auto* negative = m_bar->findChild<CaptionEdit*>(QStringLiteral("negative"));
        PaintSettings settings = m_studio->paints.settings();
        settings.painting.negative = "rain";
        m_studio->paints.setSettings(settings);
        QVERIFY(negative->isVisible());
        QCOMPARE(negative->caption(), QStringLiteral("rain"));
        // Whoever has seen it may close it.
        QTest::mouseClick(m_bar->findChild<QToolButton*>(QStringLiteral("disclosure")), Qt::LeftButton);
        settings.pictures = 7;
        m_studio->paints.setSettings(settings);
        QVERIFY(!negative->isVisible());
    }

    void aCaptionThatCannotBeUsedIsNotStarted() {
        m_bar->setCaption(QString(5000, u'a'));
        QVERIFY(!button("planButton")->isEnabled());
        QVERIFY(!notice().isEmpty());
        m_bar->setCaption(QStringLiteral("a cat"));
        QVERIFY(button("planButton")->isEnabled());
    }

    void examplesAndRecentCaptionsAreInAMenu() {
        QMenu* menu = m_bar->findChild<QToolButton*>(QStringLiteral("examples"))->menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(textsOf(*menu), QStringList({QStringLiteral("a red car"), QStringLiteral("cat && tree"),
                                              QStringLiteral("a car in the park"), QStringLiteral("a cat")}));
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("cat && tree")) action->trigger();
        }
        QCOMPARE(m_bar->caption(), QStringLiteral("cat & tree"));
    }

private:
    CaptionEdit& edit() { return *m_bar->findChild<CaptionEdit*>(QStringLiteral("caption")); }
    QString notice() { return m_bar->findChild<QuietText*>(QStringLiteral("notice"))->text(); }
    QPushButton* button(const char* name) {
        return m_bar->findChild<QPushButton*>(QString::fromLatin1(name));
    }

    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<CaptionBar> m_bar;
    QStringList m_kept;
};

QTEST_MAIN(TestCaptionBar)
#include "tst_caption_bar.moc"
