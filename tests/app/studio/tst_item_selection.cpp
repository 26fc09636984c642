#include "app/studio/item_selection.h"
#include "tests/support/open_document.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

class TestItemSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void togglingAddsAndTakesAway();
    void whatIsGoneIsNotSelected();
    void nothingIsToldThatIsNotNew();
};

void TestItemSelection::togglingAddsAndTakesAway() {
    ItemSelection selection;
    selection.toggle(ItemId{1});
    selection.toggle(ItemId{2});
    QVERIFY(selection.contains(ItemId{1}) && selection.contains(ItemId{2}));
    QVERIFY(!selection.single());
    selection.toggle(ItemId{1});
    QCOMPARE(selection.single(), std::optional(ItemId{2}));
}

void TestItemSelection::whatIsGoneIsNotSelected() {
    ItemSelection selection;
    selection.select({ItemId{1}, ItemId{5}});
    selection.hover(ItemId{5});
    selection.setHidden(ItemId{5}, true);
    selection.keepOnly(catPlan());
    QCOMPARE(selection.items(), std::vector<ItemId>{ItemId{1}});
    QCOMPARE(selection.hovered(), ItemId{});
    QVERIFY(!selection.isHidden(ItemId{5}));
}

void TestItemSelection::nothingIsToldThatIsNotNew() {
    ItemSelection selection;
    selection.select({ItemId{1}});
    QSignalSpy changed(&selection, &ItemSelection::changed);
    selection.select({ItemId{1}});
    selection.keepOnly(catPlan());
    QCOMPARE(changed.count(), 0);
}

QTEST_GUILESS_MAIN(TestItemSelection)
#include "tst_item_selection.moc"
