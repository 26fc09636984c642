#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"
#include "ui/inspector/item_list.h"
#include "ui/inspector/item_list_model.h"

#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr ItemId kCat{1}, kCar{2}, kTree{3};

Plan threeItems() {
    Plan plan = sampleScene();
    plan.items.push_back({.id = kTree, .words = "tree", .box = Box{0.4, 0.1, 0.6, 0.4}, .blob = {}});
    return plan;
}

}  // namespace

class TestItemList : public QObject {
    Q_OBJECT

public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

private Q_SLOTS:
    void init() {
        m_studio = std::make_unique<Studio>();
        m_studio->document->addPlan(threeItems(), Origin::Sampled);
        m_list = std::make_unique<ItemList>(*m_studio->document, m_studio->selection, sampleWords());
        m_list->resize(280, 200);
        m_list->show();
        QVERIFY(QTest::qWaitForWindowActive(m_list.get()));
        m_list->setFocus();
    }

    void cleanup() {
        m_list.reset();
        m_studio.reset();
    }

    void theNearestItemIsOnTop() {
        QCOMPARE(m_list->model()->rowCount(), 3);
        QCOMPARE(textAt(0), QStringLiteral("tree"));
        QCOMPARE(textAt(2), QStringLiteral("cat"));
    }

    void selectionIsSharedBothWays() {
        click(1, ItemListModel::Words);
        QCOMPARE(m_studio->selection.single(), std::optional(kCar));
        QTest::keyClick(m_list.get(), Qt::Key_Down);
        QCOMPARE(m_studio->selection.single(), std::optional(kCat));
        m_studio->selection.select({kTree, kCar});
        QCOMPARE(m_list->selectionModel()->selectedRows().size(), qsizetype{2});
        QVERIFY(m_list->selectionModel()->isRowSelected(0));
        QCOMPARE(m_list->currentIndex().row(), 1);  // the primary one
        QCOMPARE(m_studio->selection.items(), std::vector<ItemId>({kTree, kCar}));
    }

    void thePointerIsSharedBothWays() {
        QTest::mouseMove(m_list->viewport(), centre(2, ItemListModel::Words));
        QTRY_COMPARE(m_studio->selection.hovered(), kCat);
        m_studio->selection.hover(kTree);
        QVERIFY(m_list->model()->index(0, 0).data(ItemListModel::HoveredRole).toBool());
        QVERIFY(!m_list->model()->index(2, 0).data(ItemListModel::HoveredRole).toBool());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(m_list->viewport(), &leave);
        QVERIFY(!m_studio->selection.hovered());
    }

    void renamingInPlaceIsAnEditThatUndoTakesBack() {
        m_studio->selection.select({kCar});
        QTest::keyClick(m_list.get(), Qt::Key_F2);
        auto* editor = m_list->findChild<QLineEdit*>(QStringLiteral("rename"));
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->text(), QStringLiteral("red car"));
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("  flat   turtle "));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(m_studio->plan().items[1].words, std::string("flat turtle"));
        QCOMPARE(textAt(1), QStringLiteral("flat turtle"));
        QCOMPARE(m_studio->document->undoStack().count(), 1);
        m_studio->document->undoStack().undo();
        QCOMPARE(textAt(1), QStringLiteral("red car"));
    }

    void aTypedNameBelongsToThePlanItWasTypedFor() {
        const PlanId first = m_studio->document->currentPlan();
        const PlanId second = m_studio->document->addPlan(threeItems(), Origin::Sampled).value();
        QLineEdit* editor = startRenaming();
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("dog"));
        m_studio->document->setCurrentPlan(second);
        QCOMPARE(m_studio->document->find(first)->plan.items[1].words, std::string("dog"));
        QCOMPARE(m_studio->plan(), threeItems());
        QVERIFY(m_list->indexWidget(m_list->model()->index(1, ItemListModel::Words)) == nullptr);
        QCOMPARE(textAt(1), QStringLiteral("red car"));
    }

    void aNameThatWasNotTouchedIsNoEdit() {
        Plan spaced = threeItems();
        spaced.items[1].words = "red  car";
        m_studio->document->addPlan(spaced, Origin::Imported, true);
        startRenaming();
        m_studio->document->endTyping();
        QCOMPARE(m_studio->plan(), spaced);
        QCOMPARE(m_studio->document->undoStack().count(), 0);
    }

    void anotherPlanIsAnotherListEvenOfTheSameItems() {
        const QSignalSpy reset(m_list->model(), &QAbstractItemModel::modelReset);
        const PlanId second = m_studio->document->addPlan(threeItems(), Origin::Sampled).value();
        m_studio->document->setCurrentPlan(second);
        QCOMPARE(reset.count(), 1);
    }

    void eyesHideWithoutAnEditAndLeaveTheSelectionAlone() {
        m_studio->selection.select({kCar});
        click(0, ItemListModel::Shown);
        QVERIFY(m_studio->selection.isHidden(kTree));
        QCOMPARE(m_studio->selection.single(), std::optional(kCar));
        QCOMPARE(m_studio->document->undoStack().count(), 0);
        QTest::keyClick(m_list.get(), Qt::Key_H, Qt::ControlModifier);
        QVERIFY(m_studio->selection.isHidden(kCar));
    }

    void locksAreEditsThatUndoTakesBack() {
        click(2, ItemListModel::Locked);
        QVERIFY(m_studio->plan().items[0].locked);
        m_studio->document->undoStack().undo();
        QVERIFY(!m_studio->plan().items[0].locked);
        m_studio->selection.select({kCat, kTree});
        QTest::keyClick(m_list.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(m_studio->plan().items[0].locked && m_studio->plan().items[2].locked);
        QVERIFY(!m_studio->plan().items[1].locked);
    }

    void altArrowsReorder() {
        m_studio->selection.select({kCat});
        QTest::keyClick(m_list.get(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(textAt(1), QStringLiteral("cat"));
        QCOMPARE(m_studio->selection.single(), std::optional(kCat));
        QVERIFY(m_list->selectionModel()->isRowSelected(1));
        QTest::keyClick(m_list.get(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(textAt(2), QStringLiteral("cat"));
        m_studio->document->undoStack().undo();
        m_studio->document->undoStack().undo();
        QCOMPARE(m_studio->plan(), threeItems());
    }

    void draggingReorders() {
        QAbstractItemModel& model = *m_list->model();
        const std::unique_ptr<QMimeData> cat(model.mimeData({model.index(2, 0)}));
        QVERIFY(model.dropMimeData(cat.get(), Qt::MoveAction, 0, 0, {}));
        QCOMPARE(textAt(0), QStringLiteral("cat"));
        const std::unique_ptr<QMimeData> top(model.mimeData({model.index(0, 0), model.index(1, 0)}));
        QVERIFY(model.dropMimeData(top.get(), Qt::MoveAction, 3, 0, {}));
        QCOMPARE(textAt(0), QStringLiteral("red car"));
        QCOMPARE(textAt(1), QStringLiteral("cat"));
        m_studio->document->undoStack().undo();
        QCOMPARE(textAt(0), QStringLiteral("cat"));
    }

    void deleteRemovesTheSelectedItems() {
        m_studio->selection.select({kCat, kTree});
        QTest::keyClick(m_list.get(), Qt::Key_Delete);
        QCOMPARE(m_list->model()->rowCount(), 1);
        QVERIFY(m_studio->selection.items().empty());
        m_studio->document->undoStack().undo();
        QCOMPARE(m_list->model()->rowCount(), 3);
    }

    void aScreenReaderReadsWhatIsSeen() {
        m_studio->selection.setHidden(kCar, true);
        click(1, ItemListModel::Locked);
        QCOMPARE(m_list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("red car, on the right, 2 of 3 from the front, hidden, locked"));
    }

    void theListFollowsPreviewsAndOtherPlans() {
        Plan during = threeItems();
        during.items[0].words = "turtle";
        m_studio->document->preview(m_studio->document->currentPlan(), during);
        QCOMPARE(textAt(2), QStringLiteral("turtle"));
        m_studio->document->endPreview();
        QCOMPARE(textAt(2), QStringLiteral("cat"));
        m_studio->document->addPlan(sampleScene(), Origin::Drawn, true);
        QCOMPARE(m_list->model()->rowCount(), 2);
    }

private:
    QString textAt(int row) const { return m_list->model()->index(row, 0).data().toString(); }
    QPoint centre(int row, int column) const {
        return m_list->visualRect(m_list->model()->index(row, column)).center();
    }
    /// The editor of the red car's words.
    QLineEdit* startRenaming() {
        m_studio->selection.select({kCar});
        QTest::keyClick(m_list.get(), Qt::Key_F2);
        auto* editor = m_list->findChild<QLineEdit*>(QStringLiteral("rename"));
        if (editor == nullptr) qFatal("nothing is being renamed");
        return editor;
    }
    void click(int row, int column) {
        QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, centre(row, column));
    }

    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<ItemList> m_list;
};

QTEST_MAIN(TestItemList)
#include "tst_item_list.moc"
