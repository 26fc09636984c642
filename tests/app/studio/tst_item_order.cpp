#include "app/studio/item_order.h"

#include <QTest>

using namespace kaleido;

namespace {

Plan planOf(int count) {
    Plan plan;
    for (int i = 1; i <= count; ++i) {
        Item item;
        item.id = ItemId{static_cast<std::uint64_t>(i)};
        plan.items.push_back(item);
    }
    return plan;
}

std::vector<ItemId> ids(std::initializer_list<std::uint64_t> numbers) {
    std::vector<ItemId> items;
    for (const std::uint64_t number : numbers) items.push_back(ItemId{number});
    return items;
}

QString orderOf(const Plan& plan) {
    QString order;
    for (const Item& item : plan.items) order += QString::number(item.id.value);
    return order;
}

}  // namespace

class TestItemOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placedItemsStandTogetherInTheirOrder() {
        QCOMPARE(orderOf(placeItems(planOf(5), ids({4}), 1)), QStringLiteral("14235"));
        QCOMPARE(orderOf(placeItems(planOf(5), ids({5, 1}), 2)), QStringLiteral("23154"));
        QCOMPARE(orderOf(placeItems(planOf(5), ids({1, 2}), 99)), QStringLiteral("34512"));
        QCOMPARE(orderOf(placeItems(planOf(5), ids({2, 4, 5}), 0)), QStringLiteral("24513"));
        QCOMPARE(orderOf(placeItems(planOf(5), ids({1, 3, 5}), 1)), QStringLiteral("21354"));
    }

    void placingItemsWhereTheyAreChangesNothing() {
        QCOMPARE(placeItems(planOf(4), ids({2, 3}), 1), planOf(4));
        QCOMPARE(placeItems(planOf(4), ids({4}), 3), planOf(4));
    }

    void onlyWhatWasPlacedCountsAsEdited() {
        const Plan plan = placeItems(planOf(4), ids({1}), 3);
        QCOMPARE(orderOf(plan), QStringLiteral("2341"));
        for (const Item& item : plan.items)
            QCOMPARE(item.state, item.id == ItemId{1} ? PartState::Edited : PartState::Fresh);
    }

    void severalItemsMoveByOneAndStopAtTheEnd() {
        QCOMPARE(orderOf(bringNearer(planOf(4), ids({1, 3}))), QStringLiteral("2143"));
        QCOMPARE(orderOf(bringNearer(planOf(4), ids({3, 4}))), QStringLiteral("1234"));
        QCOMPARE(orderOf(bringNearer(planOf(4), ids({2, 4}))), QStringLiteral("1324"));
        QCOMPARE(orderOf(sendFarther(planOf(4), ids({3, 4}))), QStringLiteral("1342"));
        QCOMPARE(orderOf(sendFarther(planOf(4), ids({1, 2}))), QStringLiteral("1234"));
    }
};

QTEST_GUILESS_MAIN(TestItemOrder)
#include "tst_item_order.moc"
