#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/base/random.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/limits.h"
#include "engine/plan/shapes.h"
#include "engine/plan/validate.h"
#include "tests/support/random_plan.h"

#include <cmath>
#include <functional>
#include <limits>

using namespace kaleido;

namespace {

constexpr ItemId kCat{1}, kDog{2};

/// A cat at the top left and a dog at the bottom right, with a sentence each and one about neither.
Plan catAndDog() {
    Plan plan;
    plan.detail = "A flat cat at the top left. A big dog at the bottom right. It is night.";
    plan.sentences.resize(3);
    Item cat;
    cat.id = kCat;
    cat.words = "flat cat";
    cat.box = Box{0.05, 0.05, 0.2, 0.2};
    cat.blob = blobInside(*cat.box);
    Item dog;
    dog.id = kDog;
    dog.words = "big dog";
    dog.box = Box{0.8, 0.8, 0.95, 0.95};
    plan.items = {cat, dog};
    plan.colors = {4, 4, std::vector<int>(16, 3), std::vector<Part>(16)};
    return plan;
}

/// The states of sentences or cells as letters: f(resh), s(tale), e(dited).
QString states(const std::vector<Part>& parts) {
    QString text;
    for (const Part& part : parts) text += QLatin1Char("fse"[static_cast<int>(part.state)]);
    return text;
}

const Item& itemOf(const Plan& plan, ItemId id) {
    return plan.items.at(*findItem(plan, id));
}

bool close(const Box& a, const Box& b) {
    return std::abs(a.x0 - b.x0) + std::abs(a.y0 - b.y0) + std::abs(a.x1 - b.x1) + std::abs(a.y1 - b.y1) <
           1e-9;
}

}  // namespace

class EditsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movingTakesBothShapesAndMakesStaleWhatSpeaksOfIt() {
        const Plan plan = moveItem(catAndDog(), kCat, {0.25, 0});
        const Item& cat = itemOf(plan, kCat);
        QVERIFY(close(*cat.box, {0.3, 0.05, 0.45, 0.2}));
        QVERIFY(close(boundsOf(*cat.blob), *cat.box));
        QCOMPARE(cat.state, PartState::Edited);
        QCOMPARE(itemOf(plan, kDog).state, PartState::Fresh);
        QCOMPARE(states(plan.sentences), QStringLiteral("sff"));
        QCOMPARE(states(plan.colors.parts), QStringLiteral("ssff"
                                                           "ffff"
                                                           "ffff"
                                                           "ffff"));
    }

    void severalAtOnceIsTheSameAsOneAfterTheOther() {
        Random random(12);
        for (int n = 0; n < 100; ++n) {
            const Plan plan = test::randomPlan(random, {});
            std::vector<ItemId> some;
            for (const Item& item : plan.items) {
                if (random.chance(0.6)) some.push_back(item.id);
            }
            const Vec2 by{random.uniform(-0.3, 0.3), random.uniform(-0.3, 0.3)};
            const Box from{0.1, 0.2, 0.8, 0.9}, to{0.2, 0.2, 0.6, 1.1};
            Plan moved = plan, resized = plan;
            for (const ItemId id : some) {
                moved = moveItem(moved, id, by);
                resized = resizeItem(resized, id, from, to);
            }
            QVERIFY(moveItems(plan, some, by) == moved);
            QVERIFY(resizeItems(plan, some, from, to) == resized);
        }
    }

    void lockedPartsNeverBecomeStale() {
        Plan plan = catAndDog();
        plan.sentences[0].locked = true;
        plan.colors.parts[0].locked = true;
        plan = moveItem(plan, kCat, {0.25, 0});
        QCOMPARE(states(plan.sentences), QStringLiteral("fff"));
        QCOMPARE(states(plan.colors.parts).left(4), QStringLiteral("fsff"));
    }

    void unknownCellsStayAsTheyAre() {
        Plan plan = catAndDog();
        plan.colors.codes[0] = kUnknownCode;
        QCOMPARE(states(moveItem(plan, kCat, {0.25, 0}).colors.parts).left(4), QStringLiteral("fsff"));
    }

    void anEditThatChangesNothingChangesNothing() {
        const Plan plan = catAndDog();
        QVERIFY(moveItem(plan, kCat, {0, 0}) == plan);
        QVERIFY(setBox(plan, kCat, *itemOf(plan, kCat).box) == plan);
        QVERIFY(setBlob(plan, kCat, *itemOf(plan, kCat).blob) == plan);
        QVERIFY(setWords(plan, kCat, "flat cat") == plan);
        QVERIFY(rotateItem(plan, kDog, 30) == plan);
        QVERIFY(reorderItem(plan, kCat, 0) == plan);
        QVERIFY(setDetail(plan, plan.detail) == plan);
        QVERIFY(setSentence(plan, 2, " It is  night. ") == plan);
        QVERIFY(setColor(plan, 5, 3) == plan);
    }

    void theBlobFollowsTheBox() {
        Plan plan = setBox(catAndDog(), kCat, {0.1, 0.1, 0.7, 0.4});
        QVERIFY(close(boundsOf(*itemOf(plan, kCat).blob), {0.1, 0.1, 0.7, 0.4}));
        plan = setBox(plan, kDog, {0.1, 0.1, 0.7, 0.4});
        QVERIFY(!itemOf(plan, kDog).blob);
    }

    void theBoxFollowsTheBlob() {
        Plan plan = setBlob(catAndDog(), kCat, {{0.5, 0.5}, 0.2, 0.1, 0});
        QVERIFY(close(*itemOf(plan, kCat).box, {0.3, 0.4, 0.7, 0.6}));
        plan = rotateItem(plan, kCat, 90);
        QVERIFY(close(*itemOf(plan, kCat).box, {0.4, 0.3, 0.6, 0.7}));
        QCOMPARE(itemOf(plan, kCat).blob->angle, 90.0);
        QCOMPARE(itemOf(plan, kCat).blob->rx, 0.2);
    }

    void aSelectionIsResizedTogether() {
        const Plan plan = resizeItem(catAndDog(), kCat, {0, 0, 1, 1}, {0, 0, 0.5, 0.5});
        QVERIFY(close(*itemOf(plan, kCat).box, {0.025, 0.025, 0.1, 0.1}));
        QVERIFY(close(boundsOf(*itemOf(plan, kCat).blob), {0.025, 0.025, 0.1, 0.1}));
    }

    void shapesAreMadeWellFormed() {
        const Plan plan = setBox(catAndDog(), kDog, {0.5, 0.6, 0.3, 0.6});
        QVERIFY(close(*itemOf(plan, kDog).box, {0.3, 0.6 - kSmallestSide / 2, 0.5, 0.6 + kSmallestSide / 2}));
        const Blob blob = *itemOf(setBlob(plan, kDog, {{0.5, 0.5}, -0.2, 0, 10}), kDog).blob;
        QVERIFY(blob == (Blob{{0.5, 0.5}, 0.2, kSmallestRadius, 10}));
    }

    void brokenPromisesThrow() {
        const Plan plan = catAndDog();
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, moveItem(plan, ItemId{9}, {0, 0}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, moveItem(plan, kCat, {nan, 0}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, setBox(plan, kCat, {nan, 0, 1, 1}));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, setBlob(plan, kCat, {{0, 0}, nan, 1, 1}));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, setSentence(plan, 4, ""));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, setColor(plan, 16, 1));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, setToken(plan, 0, 1));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, setLocked(plan, {PartKind::Item, 2}, true));
    }

    void newWordsMakeStaleWhatSaidTheOldOnes() {
        const Plan plan = setWords(catAndDog(), kDog, "bold dog");
        QCOMPARE(QString::fromStdString(itemOf(plan, kDog).words), QStringLiteral("bold dog"));
        QCOMPARE(states(plan.sentences), QStringLiteral("fsf"));
        QCOMPARE(states(plan.colors.parts).right(4), QStringLiteral("fffs"));
    }

    void aDrawnItemIsInFrontWithAnIdOfItsOwn() {
        Item hat;
        hat.words = "hat";
        hat.box = Box{0.4, 0.4, 0.45, 0.45};
        const Plan plan = addItem(catAndDog(), hat);
        QCOMPARE(plan.items.back().id, ItemId{3});
        QCOMPARE(plan.items.back().origin, Origin::Drawn);
        QCOMPARE(plan.items.back().state, PartState::Edited);
        QCOMPARE(states(plan.sentences), QStringLiteral("fff"));
        QCOMPARE(states(plan.colors.parts), QStringLiteral("fffffsffffffffff"));
    }

    void aDuplicateIsAnItemOfItsOwnRightInFront() {
        Plan plan = setLocked(catAndDog(), {PartKind::Item, 0}, true);
        plan = duplicateItem(plan, kCat, {0.1, 0.1});
        QCOMPARE(plan.items.size(), std::size_t{3});
        QCOMPARE(plan.items[1].id, ItemId{3});
        QVERIFY(close(*plan.items[1].box, {0.15, 0.15, 0.3, 0.3}));
        QVERIFY(!plan.items[1].locked);
        QCOMPARE(QString::fromStdString(plan.items[1].words), QStringLiteral("flat cat"));
    }

    void removingMakesStaleWhatSpokeOfIt() {
        const Plan plan = removeItem(catAndDog(), kCat);
        QCOMPARE(plan.items.size(), std::size_t{1});
        QCOMPARE(states(plan.sentences), QStringLiteral("sff"));
        QCOMPARE(states(plan.colors.parts), QStringLiteral("sfffffffffffffff"));
    }

    void shapesCanBeTakenAway() {
        const Plan plan = removeBlob(removeBox(catAndDog(), kCat), kCat);
        QVERIFY(!itemOf(plan, kCat).box && !itemOf(plan, kCat).blob);
        QCOMPARE(states(plan.colors.parts), QStringLiteral("sfffffffffffffff"));
    }

    void reorderingMakesStaleOnlyWhereItemsOverlap() {
        Plan plan = catAndDog();
        QCOMPARE(states(reorderItem(plan, kCat, 9).colors.parts), QStringLiteral("ffffffffffffffff"));
        plan.items[1].box = Box{0.15, 0.15, 0.9, 0.9};
        plan = reorderItem(plan, kCat, 9);
        QCOMPARE(plan.items[1].id, kCat);
        QCOMPARE(states(plan.colors.parts), QStringLiteral("sfffffffffffffff"));
        QCOMPARE(reorderItem(plan, kCat, 0).items[0].id, kCat);
    }

    void editingASentenceMakesStaleTheItemsItContradicts() {
        const Plan plan = setSentence(catAndDog(), 0, "A flat cat on the right.");
        QCOMPARE(QString::fromStdString(plan.detail),
                 QStringLiteral("A flat cat on the right. A big dog at the bottom right. It is night."));
        QCOMPARE(states(plan.sentences), QStringLiteral("eff"));
        QCOMPARE(itemOf(plan, kCat).state, PartState::Stale);
        QCOMPARE(itemOf(plan, kDog).state, PartState::Fresh);
        QCOMPARE(states(plan.colors.parts), QStringLiteral("sfffffffffffffff"));
    }

    void itemsThatTheTextNamesNoLongerBecomeStale() {
        Plan plan = catAndDog();
        plan.items[0].locked = true;
        plan = setDetail(plan, "It is night. A hat lies there.");
        QCOMPARE(states(plan.sentences), QStringLiteral("fe"));
        QCOMPARE(itemOf(plan, kCat).state, PartState::Fresh);
        QCOMPARE(itemOf(plan, kDog).state, PartState::Stale);
    }

    void sentencesCanBeRemovedAppendedAndSplit() {
        Plan plan = setSentence(catAndDog(), 1, "");
        QCOMPARE(plan.sentences.size(), std::size_t{2});
        plan = setSentence(plan, 2, "New one");
        QCOMPARE(states(plan.sentences), QStringLiteral("ffe"));
        plan = setSentence(plan, 2, "Two now. Yes.");
        QCOMPARE(states(plan.sentences), QStringLiteral("ffee"));
        QCOMPARE(QString::fromStdString(plan.detail),
                 QStringLiteral("A flat cat at the top left. It is night. Two now. Yes."));
    }

    void paintedCellsAreEdited() {
        Plan plan = setColor(catAndDog(), 5, 77);
        QCOMPARE(plan.colors.codes[5], 77);
        QCOMPARE(states(plan.colors.parts), QStringLiteral("fffffeffffffffff"));
        Plan empty = withGrids(Plan{}, PlanFormat{});
        QVERIFY(!hasErrors(validate(empty, PlanFormat{})));
        empty = setToken(empty, 15, 500);
        QCOMPARE(states(empty.tokens.parts), QStringLiteral("fffffffffffffffe"));
        QVERIFY(withGrids(plan, PlanFormat{}).colors == plan.colors);
    }

    void stalePartsCanBeKeptAndLocked() {
        const Plan stale = moveItem(catAndDog(), kCat, {0.25, 0});
        QCOMPARE(states(keepStale(stale, {PartKind::Sentence, 0}).sentences), QStringLiteral("fff"));
        QCOMPARE(states(keepStale(stale, {PartKind::Color, 1}).colors.parts).left(4), QStringLiteral("sfff"));
        const Plan kept = keepStale(stale, {PartKind::Plan});
        QCOMPARE(states(kept.sentences) + states(kept.colors.parts), QString(19, QLatin1Char('f')));
        QCOMPARE(itemOf(kept, kCat).state, PartState::Edited);
        const Plan locked = setLocked(stale, {PartKind::Colors}, true);
        QCOMPARE(states(locked.colors.parts), QString(16, QLatin1Char('f')));
        QVERIFY(locked.colors.parts[7].locked && !locked.sentences[0].locked);
        QVERIFY(!setLocked(locked, {PartKind::Plan}, false).colors.parts[7].locked);
    }

    void editedPartsCanBeReleased() {
        const Plan plan = moveItem(catAndDog(), kCat, {0.25, 0});
        QCOMPARE(itemOf(releaseEdited(plan, {PartKind::Item, 0}), kCat).state, PartState::Fresh);
        QCOMPARE(states(releaseEdited(plan, {PartKind::Plan}).sentences), QStringLiteral("sff"));
    }

    void randomEditsKeepAPlanValid() {
        Random random(12);
        const PlanFormat format{.maxItems = 1000};
        for (int n = 0; n < 100; ++n) {
            Plan plan = withGrids(test::randomPlan(random), format);
            for (int step = 0; step < 30; ++step) {
                const auto count = static_cast<int>(plan.items.size());
                if (count == 0) plan = addItem(plan, test::randomItem(random, 0, {}));
                const std::size_t at = static_cast<std::size_t>(random.below(std::max(1, count)));
                const ItemId id = plan.items[at].id;
                const std::vector<std::function<Plan()>> edits = {
                    [&] {
                        return moveItem(plan, id, {random.uniform(-0.01, 0.01), random.uniform(-0.01, 0.01)});
                    },
                    [&] { return setBox(plan, id, test::randomBox(random, {})); },
                    [&] { return setBlob(plan, id, test::randomBlob(random)); },
                    [&] { return rotateItem(plan, id, random.uniform(-90, 90)); },
                    [&] { return setWords(plan, id, test::randomWords(random)); },
                    [&] {
                        return duplicateItem(plan, id, {0, 0});
                    },
                    [&] { return removeItem(plan, id); },
                    [&] { return reorderItem(plan, id, static_cast<std::size_t>(random.below(5))); },
                    [&] {
                        return setDetail(plan, test::randomWords(random) + ". " + test::randomWords(random));
                    },
                    [&] { return setSentence(plan, plan.sentences.size(), test::randomWords(random)); },
                    [&] {
                        return setColor(plan, static_cast<std::size_t>(random.below(16)), random.below(512));
                    },
                };
                plan = edits[static_cast<std::size_t>(random.below(static_cast<int>(edits.size())))]();
                for (const Issue& issue : validate(plan, format)) {
                    // Carried shapes may leave the picture; everything else must hold.
                    const bool fine = issue.severity != Severity::Error || issue.rule == Rule::Outside;
                    QVERIFY2(fine, issue.message.c_str());
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(EditsTest)
#include "tst_edits.moc"
