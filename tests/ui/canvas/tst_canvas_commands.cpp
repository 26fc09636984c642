// Keys and actions of the real canvas.
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/item_clipboard.h"

#include <QAction>
#include <QClipboard>
#include <QMimeData>
#include <QSignalSpy>

using namespace kaleido;
using namespace kaleido::canvas;
using namespace kaleido::test;

namespace {

std::vector<std::uint64_t> orderOf(const Plan& plan) {
    std::vector<std::uint64_t> ids;
    for (const Item& item : plan.items) ids.push_back(item.id.value);
    return ids;
}

void trigger(CanvasFixture& f, const char* name) {
    auto* action = f.canvas->findChild<QAction*>(QLatin1String(name));
    QVERIFY2(action != nullptr, name);
    action->trigger();
}

}  // namespace

class TestCanvasCommands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nudgesOfTheSameItemsAreOneEntry() {
        CanvasFixture f;
        const Plan before = f.plan();
        f.pick(1);
        for (int i = 0; i < 3; ++i) f.key(Qt::Key_Right);
        f.key(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(isClose(f.item(1).box->x0, 0.25 + 3.0 / 64));
        QVERIFY(isClose(f.item(1).box->y0, 0.25 + 10.0 / 64));
        QCOMPARE(f.undoCount(), 1);
        f.pick(2);
        f.key(Qt::Key_Left);
        QCOMPARE(f.undoCount(), 2);
        f.document->undoStack().undo();
        f.document->undoStack().undo();
        QCOMPARE(f.plan(), before);
    }

    void altNudgesByOneScreenPixel() {
        CanvasFixture f;
        f.pick(1);
        f.canvas->zoomBy(2);
        f.key(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(isClose(f.item(1).box->x0, 0.25 - 1.0 / 1024));
    }

    void deleteTakesAllButLockedItems() {
        CanvasFixture f;
        f.selection.select({ItemId{1}, ItemId{3}, ItemId{4}});
        f.key(Qt::Key_Delete);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{2, 4}));
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{4}}));
        QCOMPARE(f.undoCount(), 1);
        f.key(Qt::Key_Delete);
        QCOMPARE(f.undoCount(), 1);
    }

    void deleteDuringADragEndsTheDrag() {
        CanvasFixture f;
        f.press({0.3, 0.3});
        f.move({0.5, 0.5});
        f.key(Qt::Key_Delete);
        f.release({0.5, 0.5});
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{2, 3, 4}));
        QCOMPARE(f.undoCount(), 1);
    }

    void duplicateIsSelectedAndBeside() {
        CanvasFixture f;
        f.pick(1);
        f.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{1, 5, 2, 3, 4}));
        QCOMPARE(f.selection.single(), std::optional(ItemId{5}));
        QCOMPARE(f.item(5).words, std::string("flat cat"));
        QVERIFY(f.item(5).box->x0 > 0.25);
        QCOMPARE(f.undoCount(), 1);
    }

    void copyAndPasteKeepWordsAndShapes() {
        CanvasFixture f;
        f.selection.select({ItemId{3}, ItemId{1}});
        f.key(Qt::Key_C, Qt::ControlModifier);
        f.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(f.plan().items.size(), 6U);
        QCOMPARE(f.item(5).words, std::string("flat cat"));
        QCOMPARE(f.item(6).words, std::string("red ball"));
        QCOMPARE(f.item(6).blob->angle, 30.0);
        QVERIFY(f.item(5).box->x0 > 0.25);
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{5}, ItemId{6}}));
        QCOMPARE(f.undoCount(), 1);
    }

    void brokenClipboardIsNoItem() {
        Item item{.id = ItemId{1}, .words = "cat", .box = Box{0, 0, 1, 1}, .blob = {}};
        const QByteArray whole = bytesOf({item, item});
        QCOMPARE(itemsFrom(whole).size(), 2U);
        for (qsizetype size = 0; size < whole.size(); ++size) QVERIFY(itemsFrom(whole.left(size)).empty());
        item.box->x1 = std::numeric_limits<double>::infinity();
        QVERIFY(itemsFrom(bytesOf({item})).empty());
        item.box->x1 = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(itemsFrom(bytesOf({item})).empty());
    }

    void pageKeysChangeTheOrder() {
        CanvasFixture f;
        f.pick(1);
        f.key(Qt::Key_PageUp);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{2, 1, 3, 4}));
        f.key(Qt::Key_PageDown);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{1, 2, 3, 4}));
        f.selection.select({ItemId{2}, ItemId{1}});
        f.key(Qt::Key_PageUp, Qt::ShiftModifier);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{3, 4, 1, 2}));
        const int count = f.undoCount();
        f.key(Qt::Key_PageUp);
        QCOMPARE(f.undoCount(), count);
        f.key(Qt::Key_PageDown);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{3, 1, 2, 4}));
        f.key(Qt::Key_PageDown, Qt::ShiftModifier);
        QCOMPARE(orderOf(f.plan()), (std::vector<std::uint64_t>{1, 2, 3, 4}));
    }

    void tabGoesFromItemToItem() {
        CanvasFixture f;
        f.selection.setHidden(ItemId{2}, true);
        f.key(Qt::Key_Tab);
        QCOMPARE(f.selection.single(), std::optional(ItemId{1}));
        f.key(Qt::Key_Tab);
        QCOMPARE(f.selection.single(), std::optional(ItemId{3}));
        f.key(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(f.selection.single(), std::optional(ItemId{1}));
    }

    void lockAndHideSwitch() {
        CanvasFixture f;
        f.selection.select({ItemId{1}, ItemId{4}});
        f.key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(f.item(1).locked && f.item(4).locked);
        f.key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!f.item(1).locked && !f.item(4).locked);
        f.key(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(f.selection.isHidden(ItemId{1}) && f.selection.isHidden(ItemId{4}));
        f.key(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(!f.selection.isHidden(ItemId{1}));
        QCOMPARE(f.undoCount(), 2);
    }

    void alignActionsAreEdits() {
        CanvasFixture f;
        f.selection.select({ItemId{1}, ItemId{2}});
        trigger(f, "canvas.alignRight");
        QVERIFY(isClose(f.item(1).box->x1, 0.75));
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Align"));
        f.selection.select({ItemId{1}, ItemId{2}, ItemId{3}});
        trigger(f, "canvas.distributeVertically");
        QCOMPARE(f.undoCount(), 2);
    }

    void toolActionsFollowTheTool() {
        CanvasFixture f;
        auto* select = f.canvas->findChild<QAction*>(QStringLiteral("canvas.select"));
        auto* box = f.canvas->findChild<QAction*>(QStringLiteral("canvas.box"));
        QVERIFY(select->isChecked() && !box->isChecked());
        f.canvas->setTool(Canvas::ToolKind::Box);
        QVERIFY(!select->isChecked() && box->isChecked());
        for (const auto& [key, kind] :
             {std::pair(Qt::Key_O, Canvas::ToolKind::Blob), std::pair(Qt::Key_T, Canvas::ToolKind::Cells),
              std::pair(Qt::Key_H, Canvas::ToolKind::Pan), std::pair(Qt::Key_V, Canvas::ToolKind::Select)}) {
            f.key(key);
            QCOMPARE(f.canvas->tool(), kind);
        }
    }

    void anotherPlanStartsWithoutSelection() {
        CanvasFixture f;
        f.pick(1);
        f.selection.setHidden(ItemId{2}, true);
        f.document->addPlan(canvasPlan(), Origin::Sampled, true);
        QVERIFY(f.selection.items().empty());
        QVERIFY(!f.selection.isHidden(ItemId{2}));
    }

    void emptyProjectRefusesToDraw() {
        CanvasFixture f;
        f.canvas.reset();
        f.document = Document::open(
                         ProjectStore::create((f.folder.path() + QStringLiteral("/e.kaleido")).toStdString(),
                                              steadyOptions())
                             .value())
                         .value();
        f.show();
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        f.key(Qt::Key_R);
        f.drag({0.1, 0.1}, {0.5, 0.5});
        QCOMPARE(messages.count(), 1);
        for (const int key : {Qt::Key_Tab, Qt::Key_Delete, Qt::Key_Left, Qt::Key_PageUp}) f.key(key);
        QVERIFY(!f.canvas->grab().isNull());
        f.canvas.reset();
    }
};

QTEST_MAIN(TestCanvasCommands)
#include "tst_canvas_commands.moc"
