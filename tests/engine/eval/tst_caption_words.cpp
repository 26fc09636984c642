#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/eval/caption_words.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace kaleido;

namespace {

constexpr Kinds kItems{.boxes = true, .blobs = true};
constexpr Kinds kText{.text = true};

Plan planOf(std::string caption, const std::vector<std::string>& items, std::string detail = {}) {
    Plan plan;
    plan.caption = std::move(caption);
    plan.detail = std::move(detail);
    for (const std::string& words : items) {
        Item item;
        item.words = words;
        item.box = Box{0.1, 0.1, 0.5, 0.5};  // neither small nor large
        plan.items.push_back(item);
    }
    return plan;
}

bool is(const WordTally& tally, int realised, int asked) {
    return tally == WordTally{.asked = asked, .realised = realised};
}

bool isWhole(const WordTally& tally) {
    return tally.realised == tally.asked;
}

}  // namespace

class CaptionWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The world's captions are true of its plans.
    void trueCaptionsAreRealisedInFull() {
        CaptionWords sum;
        for (const Split split : {Split::HeldOut, Split::Composition}) {
            for (std::uint64_t seed = 0; seed < 2000; ++seed) {
                const Plan plan = m_world.textScene(seed, split).plan;
                for (const Kinds asked : {Kinds::all(), kItems, kText}) {
                    const CaptionWords words = captionWords(m_reader, plan, asked);
                    QVERIFY2(isWhole(words.all()), (plan.caption + " | " + plan.detail).c_str());
                    sum += words;
                }
            }
        }
        // No kind of word is passed over.
        QVERIFY(sum.of(WordKind::Thing).asked > 12'000);
        QVERIFY(sum.of(WordKind::Number).asked > 300);
        QVERIFY(sum.of(WordKind::Color).asked > 600);
        QVERIFY(sum.of(WordKind::Style).asked > 300);
        QVERIFY(sum.of(WordKind::Size).asked > 200);
        QVERIFY(sum.of(WordKind::Setting).asked > 2'000);
    }

    void onlyCaptionsAboutTheSettingNameNoThing() {
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            const Plan plan = m_world.textScene(seed, Split::HeldOut).plan;
            if (captionWords(m_reader, plan, kItems).of(WordKind::Thing).asked > 0) continue;
            constexpr std::array<std::string_view, 8> kAlone = {
                "a meadow", "a beach", "snow", "a night scene", "a room", "the sea", "a desert", "a street"};
            QVERIFY2(std::find(kAlone.begin(), kAlone.end(), plan.caption) != kAlone.end(),
                     plan.caption.c_str());
        }
    }

    // Every thing becomes a guitar, which only its own name means.
    void swappedThingsAreNotRealised() {
        int swapped = 0;
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            Plan plan = m_world.textScene(seed, Split::HeldOut).plan;
            if (plan.caption.find("guitar") != std::string::npos) continue;
            for (Item& item : plan.items) item.words = "flat guitar";
            const WordTally things = captionWords(m_reader, plan, kItems).of(WordKind::Thing);
            QVERIFY2(is(things, 0, things.asked), plan.caption.c_str());
            swapped += things.asked;
        }
        QVERIFY(swapped > 500);
    }

    void plansOfOtherCaptionsRealiseLittle() {
        CaptionWords sum;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            Plan plan = m_world.textScene(seed + 1, Split::HeldOut).plan;
            plan.caption = m_world.textScene(seed, Split::HeldOut).caption;
            sum += captionWords(m_reader, plan, Kinds::all());
        }
        for (const WordKind kind : {WordKind::Thing, WordKind::Number, WordKind::Color, WordKind::Style,
                                    WordKind::Size, WordKind::Setting}) {
            QVERIFY(sum.of(kind).realised * 2 < sum.of(kind).asked);
        }
    }

    void oneSwappedThingOfTwo() {
        const CaptionWords words = items("a cat and a blue car", {"flat dog", "flat blue car"});
        QVERIFY(is(words.of(WordKind::Thing), 1, 2));
        QVERIFY(is(words.of(WordKind::Color), 1, 1));
        QVERIFY(is(words.all(), 2, 3));
    }

    void looksMustBeThoseOfTheirThing() {
        QVERIFY(isWhole(items("a blue car and a hat", {"flat blue car", "flat red hat"}).all()));
        QVERIFY(
            is(items("a blue car and a hat", {"flat red car", "flat blue hat"}).of(WordKind::Color), 0, 1));
        QVERIFY(is(items("a bold cat", {"flat cat", "bold dog"}).of(WordKind::Style), 0, 1));
        QVERIFY(is(items("a blue car", {"flat car"}).of(WordKind::Color), 0, 1));
        // The look of a thing that is not there is not there.
        QVERIFY(is(items("a blue car", {"flat blue hat"}).all(), 0, 2));
    }

    void everyNounTakesAnItemOfItsOwn() {
        QVERIFY(is(items("a cat and an animal", {"flat cat"}).of(WordKind::Thing), 1, 2));
        QVERIFY(is(items("an animal and a cat", {"flat cat", "flat dog"}).of(WordKind::Thing), 2, 2));
        // The looks decide which of two cars is which.
        QVERIFY(isWhole(items("a car and a red car", {"flat red car", "flat blue car"}).all()));
    }

    void widerWordsFitNarrowerThings() {
        QVERIFY(isWhole(items("a cat on the mat", {"flat mat", "flat black cat"}).all()));
        QVERIFY(is(items("a black cat", {"flat cat"}).all(), 0, 1));
        QVERIFY(isWhole(items("something with wheels", {"flat bicycle"}).all()));
        QVERIFY(is(items("something with wheels", {"flat rocket"}).all(), 0, 1));
    }

    void numbersAreExact_data() {
        QTest::addColumn<int>("dogs");
        QTest::addColumn<int>("things");
        QTest::addColumn<int>("numbers");
        QTest::newRow("none") << 0 << 0 << 0;
        QTest::newRow("one") << 1 << 1 << 0;
        QTest::newRow("two") << 2 << 1 << 1;
        QTest::newRow("three") << 3 << 1 << 0;
    }
    void numbersAreExact() {
        QFETCH(int, dogs);
        QFETCH(int, things);
        QFETCH(int, numbers);
        std::vector<std::string> words(static_cast<std::size_t>(dogs), "flat dog");
        words.push_back("flat cat");
        const CaptionWords found = items("two dogs", words);
        QVERIFY(is(found.of(WordKind::Thing), things, 1));
        QVERIFY(is(found.of(WordKind::Number), numbers, 1));
    }

    // A cat that another word of the caption names is not one too many.
    void numbersCountWhatIsLeft() {
        const std::string caption = "a black cat and two cats";
        QVERIFY(isWhole(items(caption, {"flat cat", "flat black cat", "flat cat"}).all()));
        QVERIFY(
            is(items(caption, {"flat cat", "flat black cat", "flat cat", "flat cat"}).of(WordKind::Number), 0,
               1));
    }

    void looksOfSeveralAreThoseOfAll() {
        QVERIFY(is(items("two red cars", {"flat red car", "flat red car"}).of(WordKind::Color), 1, 1));
        QVERIFY(is(items("two red cars", {"flat red car", "flat blue car"}).of(WordKind::Color), 0, 1));
        QVERIFY(is(items("two red cars", {"flat red car"}).of(WordKind::Color), 0, 1));
    }

    void sizesAreThoseOfTheBoxes() {
        Plan plan = planOf("a big dog", {"flat dog"});
        const auto size = [&](Kinds asked) { return captionWords(m_reader, plan, asked).of(WordKind::Size); };
        QVERIFY(is(size(kItems), 0, 1));
        plan.items[0].box = Box{0.1, 0.1, 0.4, 0.9};
        QVERIFY(is(size(kItems), 1, 1));
        plan.items[0].box.reset();
        QVERIFY(is(size(kItems), 0, 1));
        QVERIFY(is(size({.blobs = true}), 0, 0));  // nothing to read a size from
    }

    void textsNameThingsWhereNoItemsWereAskedFor() {
        const Plan plan =
            planOf("two small red hats and a cat at night", {},
                   "at night, a small flat red hat on the left and a small bold red hat on the right. a "
                   "large flat black cat facing left in the centre.");
        QVERIFY(isWhole(captionWords(m_reader, plan, kText).all()));
        QVERIFY(is(captionWords(m_reader, plan, kText).all(), 6, 6));
        QVERIFY(is(captionWords(m_reader, plan, Kinds::all()).of(WordKind::Thing), 0, 2));
        QVERIFY(is(captionWords(m_reader, plan, {.tokens = true, .colors = true}).all(), 0, 0));
    }

    void settingsAreReadFromTheText() {
        const auto setting = [&](const char* caption, const char* detail, Kinds asked = kText) {
            return captionWords(m_reader, planOf(caption, {}, detail), asked).of(WordKind::Setting);
        };
        QVERIFY(is(setting("a cat by the sea", "a flat cat, on a beach."), 1, 1));
        QVERIFY(is(setting("a cat by the sea", "a flat cat. it is the sea."), 1, 1));
        QVERIFY(is(setting("a cat by the sea", "in a meadow, a flat cat."), 0, 1));
        QVERIFY(is(setting("a cat at night", ""), 0, 1));
        QVERIFY(is(setting("a cat at night", "at night, a flat cat.", kItems), 0, 0));
    }

private:
    CaptionWords items(const std::string& caption, const std::vector<std::string>& words) const {
        return captionWords(m_reader, planOf(caption, words), kItems);
    }

    World m_world = *World::open(test::sourceFile("resources"));
    SceneReader m_reader{m_world.atlas()};
};

QTEST_APPLESS_MAIN(CaptionWordsTest)
#include "tst_caption_words.moc"
