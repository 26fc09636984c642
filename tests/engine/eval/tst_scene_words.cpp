#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/eval/scene_words.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <set>
#include <string>

using namespace kaleido;

namespace {

using Names = std::set<std::string>;

}  // namespace

class SceneWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksBelongToTheNounBehindThem() {
        const SceneWords words = m_reader.read("Two little 3D yellow cars and a hat, drawn by hand");
        QCOMPARE(words.things.size(), 2U);
        QCOMPARE(namesOf(words.things[0]), Names{"car"});
        QCOMPARE(words.things[0].number, 2);
        QCOMPARE(words.things[0].color, 1);  // red, yellow, …
        QCOMPARE(styleOf(words.things[0]), std::string("3d"));
        QVERIFY(words.things[0].size == SizeWord::Small);
        QCOMPARE(namesOf(words.things[1]), Names{"hat"});
        QCOMPARE(words.things[1].number, 0);
        QCOMPARE(words.things[1].color, kOwnColor);
        QCOMPARE(words.things[1].style, -1);
        QVERIFY(!words.things[1].size);
    }

    void looksEndWithTheirPhrase() {
        for (const char* text : {"something red. cat", "red, cat", "red and the cat", "a red room cat"}) {
            const SceneWords words = m_reader.read(text);
            QCOMPARE(words.things.size(), 1U);
            QVERIFY2(words.things[0].color == kOwnColor, text);
        }
        QCOMPARE(m_reader.read("a red shiny car").things.at(0).color, 0);
    }

    void nounsAndPluralsAndCategories_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("things");
        QTest::addColumn<QString>("named");
        QTest::newRow("name") << "a dog"
                              << "dog"
                              << "dog";
        QTest::newRow("noun of two things") << "a cat"
                                            << "black cat,cat"
                                            << "cat";
        QTest::newRow("longest name") << "a black cat"
                                      << "black cat"
                                      << "black cat";
        QTest::newRow("with a hyphen") << "a palm-tree"
                                       << "palm tree"
                                       << "palm tree";
        QTest::newRow("not over a comma") << "palm, tree"
                                          << "palm tree"
                                          << "";
        QTest::newRow("other noun") << "a bike"
                                    << "bicycle"
                                    << "";
        QTest::newRow("plural") << "palm trees"
                                << "palm tree"
                                << "";
        QTest::newRow("irregular plural") << "two butterflies"
                                          << "butterfly"
                                          << "";
        QTest::newRow("plural in es") << "buses"
                                      << "bus"
                                      << "";
        QTest::newRow("category") << "some fruit"
                                  << "apple,banana"
                                  << "";
        QTest::newRow("categories") << "two insects"
                                    << "butterfly"
                                    << "";
        QTest::newRow("category in three words") << "something with wheels"
                                                 << "bicycle,bus,car"
                                                 << "";
        QTest::newRow("support") << "the mat"
                                 << "mat"
                                 << "mat";
    }
    void nounsAndPluralsAndCategories() {
        QFETCH(QString, text);
        QFETCH(QString, things);
        QFETCH(QString, named);
        const SceneWords words = m_reader.read(text.toStdString());
        QVERIFY(!words.things.empty());
        const ThingPhrase& phrase = words.things.front();
        QStringList names;
        for (const std::string& name : namesOf(phrase)) names << QString::fromStdString(name);
        QCOMPARE(names.join(QLatin1Char(',')), things);
        QCOMPARE(phrase.named < 0 ? std::string() : m_world.atlas().thing(phrase.named).name,
                 named.toStdString());
    }

    void settingsMayMeanSeveral() {
        using enum Setting;
        using Settings = std::vector<std::vector<Setting>>;
        QVERIFY(m_reader.read("A cat at night").settings == Settings{{Night}});
        QVERIFY(m_reader.read("by the sea").settings == (Settings{{Beach, Sea}}));
        QVERIFY(m_reader.read("a dog on the sand").settings == (Settings{{Beach, Desert}}));
        QVERIFY(m_reader.read("the sea").settings == Settings{{Sea}});
        QVERIFY(m_reader.read("a dog. it is all snow.").settings == Settings{{Snow}});
        QVERIFY(m_reader.read("a cat in a meadow, on a street").settings == (Settings{{Meadow}, {Street}}));
        QVERIFY(m_reader.read("a cat on a mat").settings.empty());
    }

    void starsInASettingAreNoThings() {
        QVERIFY(m_reader.read("an owl under the stars").things.size() == 1);
        QVERIFY(m_reader.read("an owl and two stars").things.size() == 2);
    }

    void otherWordsSayNothing() {
        QVERIFY(m_reader.read("").things.empty());
        QVERIFY(
            m_reader.read("Dragons \xF0\x9F\x90\x89 facing left at the top; carpet, \xFF").things.empty());
        QVERIFY(m_reader.read("blue").things.empty());
    }

private:
    Names namesOf(const ThingPhrase& phrase) const {
        Names names;
        for (const int thing : phrase.things) names.insert(m_world.atlas().thing(thing).name);
        return names;
    }
    std::string styleOf(const ThingPhrase& phrase) const { return m_world.atlas().style(phrase.style); }

    World m_world = *World::open(test::sourceFile("resources"));
    SceneReader m_reader{m_world.atlas()};
};

QTEST_APPLESS_MAIN(SceneWordsTest)
#include "tst_scene_words.moc"
