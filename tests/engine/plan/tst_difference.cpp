#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/base/random.h"
#include "engine/plan/assignment.h"
#include "engine/plan/difference.h"
#include "tests/support/random_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace kaleido;

namespace {

Item item(const char* words, Box box) {
    Item item;
    item.words = words;
    item.box = box;
    return item;
}

constexpr Box kLeft{0.0, 0.4, 0.2, 0.6}, kRight{0.8, 0.4, 1.0, 0.6}, kTop{0.4, 0.0, 0.6, 0.2};

Plan planOf(std::vector<Item> items, const char* detail = "") {
    Plan plan;
    plan.items = std::move(items);
    plan.detail = detail;
    return plan;
}

PlanDifference differenceOf(const Plan& before, const Plan& after) {
    return difference(before, after, PlanFormat{});
}

double distanceOf(const Plan& a, const Plan& b) {
    return planDistance(a, b, PlanFormat{});
}

/// The least sum over all ways to pair, tried one by one.
double leastCost(const std::vector<std::vector<double>>& costs, std::size_t columns, double unpaired,
                 std::size_t row, std::vector<bool>& used) {
    if (row == costs.size()) {
        return unpaired / 2 * static_cast<double>(std::count(used.begin(), used.end(), false));
    }
    double best = unpaired / 2 + leastCost(costs, columns, unpaired, row + 1, used);
    for (std::size_t j = 0; j < columns; ++j) {
        if (used[j]) continue;
        used[j] = true;
        best = std::min(best, costs[row][j] + leastCost(costs, columns, unpaired, row + 1, used));
        used[j] = false;
    }
    return best;
}

}  // namespace

class DifferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairsAreTheCheapest() {
        Random random(1);
        for (int n = 0; n < 300; ++n) {
            const auto rows = static_cast<std::size_t>(random.below(5));
            const auto columns = static_cast<std::size_t>(random.below(5));
            std::vector<std::vector<double>> costs(rows, std::vector<double>(columns));
            for (auto& row : costs) {
                for (double& cost : row) cost = random.uniform();
            }
            const double unpaired = random.uniform(0, 1.5);
            const auto pairs = cheapestPairs(costs, columns, unpaired);
            QCOMPARE(pairs.size(), rows);
            std::vector<bool> used(columns);
            double sum = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                if (pairs[i]) {
                    QVERIFY(!used.at(*pairs[i]));
                    used[*pairs[i]] = true;
                    sum += costs[i][*pairs[i]];
                } else {
                    sum += unpaired / 2;
                }
            }
            sum += unpaired / 2 * static_cast<double>(std::count(used.begin(), used.end(), false));
            std::vector<bool> none(columns);
            QVERIFY(std::abs(sum - leastCost(costs, columns, unpaired, 0, none)) < 1e-9);
        }
    }

    void aPlanDoesNotDifferFromItself() {
        Random random(2);
        for (int n = 0; n < 50; ++n) {
            const Plan plan = test::randomPlan(random);
            QVERIFY(differenceOf(plan, plan).empty());
            QVERIFY(distanceOf(plan, plan) < 1e-12);
        }
    }

    void itemsAreFollowedByWordsAndPlace() {
        const Plan before = planOf({item("cat", kLeft), item("dog", kRight), item("hat", kTop)});
        // The cat moved, the dog became a wolf where it was, the hat went, a big ball came.
        const Plan after = planOf(
            {item("wolf", kRight), item("big ball", {0.3, 0.8, 0.6, 1}), item("cat", {0.1, 0.4, 0.3, 0.6})});
        const auto items = differenceOf(before, after).items;
        const std::vector<ItemDifference> expected = {{1, 0, false, true},
                                                      {std::nullopt, 1, false, false},
                                                      {0, 2, true, false},
                                                      {2, std::nullopt, false, false}};
        QCOMPARE(items.size(), expected.size());
        for (std::size_t i = 0; i < items.size(); ++i) QVERIFY(items[i] == expected[i]);
    }

    void twoOfTheSameWordsAreToldApartByPlace() {
        const Plan before = planOf({item("cat", kLeft), item("cat", kRight)});
        const Plan after = planOf({item("cat", kRight), item("cat", kLeft)});
        const auto items = differenceOf(before, after).items;
        QVERIFY(items[0] == (ItemDifference{1, 0, false, false}));
        QVERIFY(items[1] == (ItemDifference{0, 1, false, false}));
    }

    void halfABinIsNoMove() {
        Plan before = planOf({item("cat", kLeft)});
        Plan after = before;
        after.items[0].box->x1 += 0.5 / 128;
        QVERIFY(differenceOf(before, after).empty());
        after.items[0].box->x1 += 0.1 / 128;
        QVERIFY(differenceOf(before, after).items[0].moved);
        before = planOf({item("cat", kLeft)});
        before.items[0].blob = Blob{{0.5, 0.5}, 0.1, 0.1, 0};
        after = before;
        after.items[0].blob->angle = 50;  // of a round blob
        QVERIFY(differenceOf(before, after).empty());
        after.items[0].blob->rx = 0.2;
        QVERIFY(differenceOf(before, after).items[0].moved);
    }

    void sentencesAndCellsThatDifferAreListed() {
        Plan before = planOf({}, "One. Two. Two.");
        Plan after = planOf({}, "Two. Three. One");
        before.tokens = {2, 1, {1, 2}, {{}, {}}};
        after.tokens = {2, 1, {1, 3}, {{}, {}}};
        after.colors = {2, 1, {kUnknownCode, 3}, {{}, {}}};
        const PlanDifference result = differenceOf(before, after);
        QCOMPARE(result.droppedSentences, (std::vector<std::size_t>{2}));
        QCOMPARE(result.newSentences, (std::vector<std::size_t>{1}));
        QCOMPARE(result.tokens, (std::vector<std::size_t>{1}));
        QCOMPARE(result.colors, (std::vector<std::size_t>{1}));
        QVERIFY(!result.empty());
    }

    void distancesAreSymmetricAndBounded() {
        Random random(3);
        for (int n = 0; n < 300; ++n) {
            const Plan a = test::randomPlan(random), b = test::randomPlan(random);
            const double distance = distanceOf(a, b);
            QVERIFY(distance >= 0 && distance <= 1);
            QVERIFY(std::abs(distance - distanceOf(b, a)) < 1e-9);
        }
        QCOMPARE(distanceOf(Plan{}, Plan{}), 0.0);
        QCOMPARE(distanceOf(planOf({item("cat", kLeft)}), Plan{}), 1.0);
    }

    void distancesGrowWithTheChange() {
        const Plan plan = planOf({item("cat", kLeft)}, "a cat.");
        const Plan near = planOf({item("cat", {0.05, 0.4, 0.25, 0.6})}, "a cat.");
        const Plan far = planOf({item("cat", kRight)}, "a cat.");
        const Plan other = planOf({item("dog", kRight)}, "some dog.");
        QVERIFY(0 < distanceOf(plan, near));
        QVERIFY(distanceOf(plan, near) < distanceOf(plan, far));
        QVERIFY(distanceOf(plan, far) < distanceOf(plan, other));
        Plan dark, grey, white;
        dark.colors = {1, 1, {0}, {{}}};
        grey.colors = {1, 1, {4 * 73}, {{}}};
        white.colors = {1, 1, {511}, {{}}};
        QVERIFY(std::abs(distanceOf(dark, white) - 1) < 1e-9);
        QVERIFY(distanceOf(dark, grey) < distanceOf(dark, white));
    }

    void theNextCardIsTheFarthest() {
        const std::vector<Plan> plans = {planOf({item("cat", kLeft)}),
                                         planOf({item("cat", {0.05, 0.4, 0.25, 0.6})}),
                                         planOf({item("dog", kRight)}), planOf({item("cat", kTop)})};
        QCOMPARE(farthestFirst(plans, PlanFormat{}), (std::vector<std::size_t>{0, 2, 3, 1}));
        QVERIFY(farthestFirst({}, PlanFormat{}).empty());
        auto order = farthestFirst(std::vector<Plan>(5), PlanFormat{});
        QCOMPARE(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
    }
};

QTEST_APPLESS_MAIN(DifferenceTest)
#include "tst_difference.moc"
