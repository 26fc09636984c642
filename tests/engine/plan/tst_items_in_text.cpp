#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/items_in_text.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <algorithm>
#include <string>

using namespace kaleido;

namespace {

Item itemAt(const std::string& words, double x, double y) {
    Item item;
    item.words = words;
    item.box = Box{x - 0.1, y - 0.1, x + 0.1, y + 0.1};
    return item;
}

Plan twoThings() {
    Plan plan;
    plan.detail = "a flat cat on the left and a small bold hat at the top right. it is night.";
    plan.items = {itemAt("flat cat", 0.2, 0.5), itemAt("bold hat", 0.8, 0.2)};
    return plan;
}

}  // namespace

class ItemsInTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trueDescriptionsAgreeWithEveryItem() {
        const World world = *World::open(test::sourceFile("resources"));
        int items = 0, places = 0;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            const Plan plan = world.textScene(seed, Split::HeldOut).plan;
            for (const ItemInText& item : itemsInText(plan)) {
                QVERIFY2(item.agrees(), plan.detail.c_str());
                ++items;
                places += item.places;
            }
        }
        // Only things that share their place with what they stand on may go without.
        QVERIFY(items > 2000 && places * 10 > items * 8);
    }

    void eachItemHasItsNameAndPlace() {
        const ItemInText both{.named = true, .places = 1, .placesKept = 1};
        QVERIFY(itemsInText(twoThings()) == (std::vector<ItemInText>{both, both}));
    }

    void movedItemsAreElsewhere() {
        Plan plan = twoThings();
        plan.items[1].box = Box{0.1, 0.7, 0.3, 0.9};
        const auto items = itemsInText(plan);
        QVERIFY(items[0].agrees());
        QVERIFY(items[1] == (ItemInText{.named = true, .places = 1, .placesKept = 0}));
        QVERIFY(!items[1].agrees());
    }

    void swappedItemsAreNotNamed() {
        Plan plan = twoThings();
        plan.items[0].words = "flat dog";
        const auto items = itemsInText(plan);
        QVERIFY(items[0] == ItemInText{});
        QVERIFY(!items[0].agrees());
    }

    void withoutATextNothingIsNamed() {
        Plan plan = twoThings();
        plan.detail.clear();
        const auto items = itemsInText(plan);
        QVERIFY(
            std::none_of(items.begin(), items.end(), [](const ItemInText& item) { return item.agrees(); }));
        QVERIFY(itemsInText({}).empty());
    }
};

QTEST_APPLESS_MAIN(ItemsInTextTest)
#include "tst_items_in_text.moc"
