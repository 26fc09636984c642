#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/plan_json.h"
#include "engine/text/vocabulary.h"
#include "engine/train/vocabulary_files.h"
#include "tests/support/source_tree.h"

#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <filesystem>
#include <map>

using namespace kaleido;

namespace {

namespace fs = std::filesystem;

constexpr int kPictures = 40;

Plan robots(int i) {
    Plan plan;
    plan.caption = i % 2 == 0 ? "a robot" : "two robots";
    plan.detail = "A shiny robot waves.";
    plan.items = {{.id = ItemId{1}, .words = "shiny robot", .box = Box{0.1, 0.1, 0.5, 0.5}, .blob = {}}};
    return plan;
}

}  // namespace

class TestVocabularyFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        auto world = World::open(test::sourceFile("resources"));
        QVERIFY(world.ok());
        m_world = std::make_unique<World>(*std::move(world));
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
    }

    void aModelOfTheWorldKnowsTheWordsOfTheWorld() {
        QVERIFY(writeVocabulary({}, *m_world, m_path).ok());
        const auto vocabulary = Vocabulary::open(m_path / "words.txt", m_path / "related-words.txt");
        QVERIFY(vocabulary.ok());
        QVERIFY(vocabulary->unknownWords("a black cat by the sea").empty());
        QCOMPARE(vocabulary->unknownWords("a robot").size(), 1U);
        QCOMPARE(vocabulary->nearest("kitten", 1).front(), std::string("cat"));
    }

    void aModelOfADataFolderKnowsTheWordsThatStandThereAndHowOften() {
        writeData();
        TrainConfig config;
        config.folder = m_path.string();
        config.model.resolution = 8;
        QVERIFY(writeVocabulary(config, *m_world, m_path).ok());
        const auto vocabulary = Vocabulary::open(m_path / "words.txt", m_path / "related-words.txt");
        QVERIFY(vocabulary.ok());
        QVERIFY(vocabulary->unknownWords("two shiny robots").empty());
        QCOMPARE(vocabulary->unknownWords("a cat").size(), 1U);
        std::map<std::string, double> times;
        for (const KnownWord& word : vocabulary->words()) times[word.words] = word.frequency;
        QCOMPARE(times["shiny"], 2 * times["waves"]);  // in the detail and on the label
        QVERIFY(times["robot"] > times["shiny"]);
        QVERIFY(!times.contains("cat"));
    }

    void aDataFolderThatIsGoneIsNamed() {
        TrainConfig config;
        config.folder = (m_path / "gone").string();
        const auto written = writeVocabulary(config, *m_world, m_path);
        QVERIFY(!written.ok());
        QVERIFY(describe(written.error()).find("gone") != std::string::npos);
        QVERIFY(!fs::exists(m_path / "words.txt"));
    }

private:
    void writeData() const {
        const Picture grey{.width = 8, .height = 8, .rgb = std::vector<std::uint8_t>(8 * 8 * 3, 128)};
        std::string lines;
        for (int i = 0; i < kPictures; ++i) {
            const std::string name = fmt::format("{:06}.png", i);
            QVERIFY(writePicture(m_path / name, grey).ok());
            lines += fmt::format("{{\"picture\": \"{}\", \"plan\": {}}}\n", name, planToJson(robots(i)));
        }
        QVERIFY(writeFileAtomically(m_path / "data.jsonl", lines).ok());
    }

    std::unique_ptr<World> m_world;
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_APPLESS_MAIN(TestVocabularyFiles)
#include "tst_vocabulary_files.moc"
