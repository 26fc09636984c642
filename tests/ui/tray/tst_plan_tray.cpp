#include "ui/tray/plan_tray.h"

#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"
#include "ui/cards/card_view.h"
#include "ui/tray/plan_model.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr const char* kOther = "a dog at the beach";

}  // namespace

class TestPlanTray : public QObject {
    Q_OBJECT

    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<PlanTray> m_tray;

    Document& document() { return *m_studio->document; }
    FakeEngine& engine() { return m_studio->engine; }
    CardView* view() { return m_tray->view(); }
    PlanModel* model() { return m_tray->model(); }

    PlanId add(double x, const std::string& caption = "a cat sat on the mat") {
        return *document().addPlan(boxedPlan(x, caption), Origin::Sampled);
    }
    std::vector<PlanId> shown() {
        std::vector<PlanId> plans;
        for (const PlanRow& row : model()->rows()) plans.push_back(row.plan);
        return plans;
    }
    QPoint middleOf(int row) { return view()->visualRect(model()->index(row)).center(); }
    void click(int row, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, modifiers, middleOf(row));
    }
    void hover(int row) {
        QTest::mouseMove(view()->viewport(), middleOf(row) - QPoint(1, 1));
        QTest::mouseMove(view()->viewport(), middleOf(row));
    }
    void clickHoverButton(const char* name) {
        auto* button = view()->findChild<QToolButton*>(QLatin1String(name));
        QVERIFY(button != nullptr);
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void tell(EventBody body) {
        engine().send(engine().lastJob(), std::move(body));
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init() {
        m_studio = std::make_unique<Studio>();
        m_tray = std::make_unique<PlanTray>(document(), m_studio->plans, m_studio->model.plan);
        m_tray->resize(480, 640);
        m_tray->show();
        QVERIFY(QTest::qWaitForWindowActive(m_tray.get()));
        view()->setFocus();
    }
    void cleanup() {
        m_tray.reset();
        m_studio.reset();
    }

    void writtenPlansTakeThePlacesOfTheirCards() {
        m_studio->plans.setSettings({.count = 3});
        m_studio->plans.imagine(QStringLiteral("a cat sat on the mat"));
        QCOMPARE(model()->rowCount(), 3);
        QCOMPARE(model()->data(model()->index(1), Qt::DisplayRole).toString(),
                 QStringLiteral("a cat sat on the mat"));
        Plan half;
        half.caption = "a cat sat on the mat";
        half.detail = "A flat";
        tell(PlanPartial{.index = 0, .plan = half});
        QCOMPARE(model()->data(model()->index(0), Qt::DisplayRole).toString(), QStringLiteral("A flat"));
        QVERIFY(model()->at(0).isPending());

        const QPersistentModelIndex card = model()->index(0);
        tell(PlanDone{.index = 0, .plan = boxedPlan(0.1)});
        QCOMPARE(model()->rowCount(), 3);
        QVERIFY(card.isValid());
        QCOMPARE(card.row(), 0);
        QVERIFY(!model()->at(0).isPending());
        QVERIFY(model()->at(1).isPending());
        QCOMPARE(model()->plan(0).detail, boxedPlan(0.1).detail);
        QVERIFY(model()->at(0).current);  // the first one comes onto the canvas
    }

    void theFirstOfThoseAskedForComesIntoSight() {
        m_studio->plans.imagine(QStringLiteral("a cat sat on the mat"));
        QCOMPARE(view()->visualRect(model()->index(0)).top(), 0);
        for (int i = 0; i < 8; ++i) tell(PlanDone{.index = i, .plan = boxedPlan(0.1 + 0.05 * i, "a cat")});
        tell(JobFinished{});
        m_studio->plans.imagine(QStringLiteral("a dog"));
        QVERIFY(model()->at(8).isPending());
        QCOMPARE(view()->visualRect(model()->index(8)).top(), 0);
    }

    void whatIsGivenUpDisappears() {
        m_studio->plans.setSettings({.count = 3});
        m_studio->plans.imagine(QStringLiteral("a cat sat on the mat"));
        tell(PlanDone{.index = 0, .plan = boxedPlan(0.1)});
        tell(JobFinished{.outcome = Outcome::Cancelled, .error = {}});
        QCOMPARE(model()->rowCount(), 1);
    }

    void farthestPlansComeFirst() {
        const PlanId first = add(0.0), near = add(0.05), far = add(0.75);
        QCOMPARE(shown(), (std::vector{first, far, near}));
        auto* order = m_tray->findChild<QComboBox*>(QStringLiteral("planOrder"));
        order->setCurrentIndex(1);
        QCOMPARE(shown(), (std::vector{first, near, far}));
        order->setCurrentIndex(0);
        QCOMPARE(shown(), (std::vector{first, far, near}));
    }

    void captionsStayTogether() {
        const PlanId cat = add(0.0), dog = add(0.1, kOther), nextCat = add(0.5);
        QCOMPARE(shown(), (std::vector{cat, nextCat, dog}));
    }

    void orderIsMadeWhenAllAreWritten() {
        m_studio->plans.setSettings({.count = 3});
        m_studio->plans.imagine(QStringLiteral("a cat sat on the mat"));
        for (int i = 0; i < 3; ++i)
            tell(PlanDone{.index = i,
                          .plan = boxedPlan(std::vector{0.0, 0.05, 0.75}[static_cast<std::size_t>(i)])});
        const std::vector<PlanId> written = shown();
        QCOMPARE(written, (std::vector{PlanId{1}, PlanId{2}, PlanId{3}}));
        tell(JobFinished{});
        QCOMPARE(shown(), (std::vector{PlanId{1}, PlanId{3}, PlanId{2}}));
    }

    void discardHidesAndUndoBringsBack() {
        const PlanId first = add(0.0), near = add(0.05), far = add(0.75);
        click(1);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(shown(), (std::vector{first, near}));
        QVERIFY(document().find(far)->stored.marks.discarded);
        QCOMPARE(view()->currentIndex().row(), 1);  // the keyboard goes on
        document().undoStack().undo();
        QCOMPARE(shown(), (std::vector{first, far, near}));
    }

    void discardingSeveralIsOneEntryOfUndo() {
        add(0.0), add(0.05), add(0.75);
        click(0);
        click(2, Qt::ShiftModifier);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(model()->rowCount(), 0);
        document().undoStack().undo();
        QCOMPARE(model()->rowCount(), 3);
        QVERIFY(!document().undoStack().canUndo());
    }

    void discardedOnesCanBeShownAndBroughtBack() {
        const PlanId first = add(0.0);
        add(0.5);
        click(0);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(model()->rowCount(), 1);
        m_tray->findChild<QToolButton*>(QStringLiteral("showDiscarded"))->click();
        QCOMPARE(model()->rowCount(), 2);
        click(0);
        QCOMPARE(m_tray->discardAction()->text(), QStringLiteral("Bring back"));
        QTest::keyClick(view(), Qt::Key_Delete);
        QVERIFY(!document().find(first)->stored.marks.discarded);
    }

    void pinnedPlansStandFirst() {
        const PlanId first = add(0.0), near = add(0.05), far = add(0.75);
        click(2);
        QTest::keyClick(view(), Qt::Key_P);
        QCOMPARE(shown(), (std::vector{near, first, far}));
        QCOMPARE(m_tray->selectedPlans(), std::vector{near});  // it is still the selected one
        QTest::keyClick(view(), Qt::Key_P);
        QCOMPARE(shown(), (std::vector{first, far, near}));
    }

    void clickPutsAPlanOnTheCanvas() {
        const PlanId first = add(0.0), second = add(0.5);
        QCOMPARE(document().currentPlan(), first);
        click(1);
        QCOMPARE(document().currentPlan(), second);
        QVERIFY(model()->at(1).current);
        click(0, Qt::ControlModifier);  // selects one more
        QCOMPARE(document().currentPlan(), second);
    }

    void arrowsAndEnterPutAPlanOnTheCanvas() {
        add(0.0);
        const PlanId second = add(0.5);
        click(0);
        QTest::keyClick(view(), Qt::Key_Right);
        QVERIFY(document().currentPlan() != second);
        QTest::keyClick(view(), Qt::Key_Return);
        QCOMPARE(document().currentPlan(), second);
    }

    void selectedPlansAreInTheOrderOfTheCards() {
        const PlanId first = add(0.0), near = add(0.05);
        add(0.75);
        QSignalSpy changed(m_tray.get(), &PlanTray::selectionChanged);
        click(2);
        click(0, Qt::ControlModifier);
        QCOMPARE(m_tray->selectedPlans(), (std::vector{first, near}));
        QVERIFY(changed.count() >= 2);
    }

    void withoutSelectionThoseOfTheNewestCaptionCount() {
        add(0.0);
        const PlanId dog = add(0.1, kOther), other = add(0.5, kOther), gone = add(0.7, kOther);
        document().setPlanMarks(gone, {.discarded = true}, QStringLiteral("Discard plan"));
        QCOMPARE(m_tray->selectedPlans(), (std::vector{dog, other}));
        model()->setShowsDiscarded(true);
        QCOMPARE(m_tray->selectedPlans(), (std::vector{dog, other}));
    }

    void emptyProjectSelectsNothing() { QVERIFY(m_tray->selectedPlans().empty()); }

    void twoSelectedPlansAreCompared() {
        add(0.0);
        Plan other = boxedPlan(0.5);
        other.items.push_back(
            {.id = ItemId{2}, .words = "red ball", .box = Box{0.1, 0.1, 0.2, 0.2}, .blob = {}});
        document().addPlan(other, Origin::Sampled);
        auto* difference = m_tray->findChild<QWidget*>(QStringLiteral("planDiff"));
        click(0);
        QVERIFY(!difference->isVisible());
        click(1, Qt::ControlModifier);
        QVERIFY(difference->isVisible());
        auto* lines = difference->findChild<QListWidget*>(QStringLiteral("planDiffLines"));
        QCOMPARE(lines->count(), 2);
        QCOMPARE(lines->item(0)->text(), QStringLiteral("Moved: flat cat"));
        QCOMPARE(lines->item(1)->text(), QStringLiteral("Added: red ball"));
        click(0);
        QVERIFY(!difference->isVisible());
    }

    void nothingOfAnotherProjectIsCompared() {
        add(0.0), add(0.5);
        click(0);
        click(1, Qt::ControlModifier);
        auto* difference = m_tray->findChild<QWidget*>(QStringLiteral("planDiff"));
        QVERIFY(difference->isVisible());
        QSignalSpy changed(m_tray.get(), &PlanTray::selectionChanged);
        const std::filesystem::path other = m_studio->document.path().string() + "-2";
        QVERIFY(document().take(ProjectStore::create(other).value()).ok());
        QVERIFY(!difference->isVisible());
        QVERIFY(!m_tray->moreLikeAction()->isEnabled());
        QCOMPARE(changed.count(), 1);
    }

    void plansAreSelectedByName() {
        const PlanId first = add(0.0), near = add(0.05), far = add(0.75);
        click(0);
        m_tray->select({near, far});
        QCOMPARE(m_tray->selectedPlans(), (std::vector{far, near}));
        QCOMPARE(document().currentPlan(), first);
    }

    void moreLikeThisAsksForPlansOnHalfOfThisOne() {
        add(0.0);
        click(0);
        m_tray->moreLikeAction()->trigger();
        QCOMPARE(engine().submitted.size(), std::size_t{4});
        QVERIFY(engine().last<PlanRequest>().base.items.at(0).locked);
        QCOMPARE(model()->rowCount(), 5);
        QVERIFY(model()->at(4).isPending());
    }

    void buttonsOverACardActOnThatCardAlone() {
        const PlanId first = add(0.0), second = add(0.5);
        click(0);
        hover(1);
        clickHoverButton("hoverPin");
        QVERIFY(document().find(second)->stored.marks.pinned);
        QVERIFY(!document().find(first)->stored.marks.pinned);
        QCOMPARE(m_tray->selectedPlans(), std::vector{first});
        hover(1);
        clickHoverButton("hoverDiscard");
        QVERIFY(document().find(first)->stored.marks.discarded);
    }

    void emptyPlanIsTheWindowsToAdd() {
        QSignalSpy asked(m_tray.get(), &PlanTray::emptyPlanRequested);
        m_tray->emptyPlanAction()->trigger();
        QCOMPARE(asked.count(), 1);
        m_studio->plans.addEmpty(QStringLiteral("a dog"));
        QCOMPARE(model()->rowCount(), 1);
        QCOMPARE(model()->origin(0), QStringLiteral("Drawn"));
    }

    void editedPlanStaysInItsPlace() {
        const PlanId first = add(0.0), near = add(0.05), far = add(0.75);
        document().edit(near, boxedPlan(0.45), QStringLiteral("Move box"));
        QCOMPARE(shown(), (std::vector{first, far, near}));
        QCOMPARE(model()->plan(2), boxedPlan(0.45));
        document().preview(near, boxedPlan(0.3));
        QCOMPARE(model()->plan(2), boxedPlan(0.3));
    }

    void screenReadersAreToldWhatACardSays() {
        add(0.0);
        click(0);
        QTest::keyClick(view(), Qt::Key_P);
        const QString text = model()->data(model()->index(0), Qt::AccessibleTextRole).toString();
        QVERIFY(text.contains(QStringLiteral("on the canvas")));
        QVERIFY(text.contains(QStringLiteral("pinned")));
        QVERIFY(text.contains(QStringLiteral("A flat cat on a mat.")));
    }
};

QTEST_MAIN(TestPlanTray)
#include "tst_plan_tray.moc"
