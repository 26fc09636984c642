#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/plan_json.h"
#include "engine/plan/mosaic.h"
#include "engine/train/dataset.h"

#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

using namespace kaleido;

namespace {

constexpr int kPictures = 60;
constexpr int kSize = 8;
const SceneOptions kTraining{.size = kSize};
const SceneOptions kHeldOut{.size = kSize, .split = Split::HeldOut};

/// Picture i is of one colour, its caption tells i.
Picture flat(int i, int width = 12) {
    constexpr int kHeight = 12;
    return {.width = width,
            .height = kHeight,
            .rgb = std::vector<std::uint8_t>(static_cast<std::size_t>(width * kHeight * 3),
                                             static_cast<std::uint8_t>(i))};
}

Plan plan(int i) {
    Plan plan;
    plan.caption = fmt::format("picture {}", i);
    return plan;
}

std::string line(const std::string& picture, const Plan& plan) {
    return fmt::format("{{\"picture\": \"{}\", \"plan\": {}}}\n", picture, planToJson(plan));
}

}  // namespace

class TestFolderDataset : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->path().toStdString();
        std::string lines;
        for (int i = 0; i < kPictures; ++i) {
            const std::string name = fmt::format("{:06}.png", i);
            QVERIFY(writePicture(m_path / name, flat(i)).ok());
            lines += line(name, plan(i));
        }
        write(lines);
    }

    void anEpochShowsEveryPictureOnceAndTheNextInAnotherOrder() {
        const auto set = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(set.ok());
        const FolderDataset& training = **set;
        std::vector<std::string> first, second;
        for (std::size_t i = 0; i < training.size(); ++i) {
            first.push_back(training.at(i).plan.caption);
            second.push_back(training.at(i + training.size()).plan.caption);
        }
        QVERIFY(first != second);
        std::ranges::sort(first);
        std::ranges::sort(second);
        QVERIFY(first == second);
        QCOMPARE(std::set<std::string>(first.begin(), first.end()).size(), training.size());
    }

    void sampleIsTheSameWheneverItIsAskedFor() {
        const auto one = FolderDataset::open(m_path, kTraining, 1);
        const auto two = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(one.ok() && two.ok());
        (*two)->at(3);
        QCOMPARE((*one)->at(70).plan, (*two)->at(70).plan);
        QCOMPARE((*one)->at(70).picture, (*two)->at(70).picture);
    }

    void pictureBelongsToItsPlanAndIsScaledToTheSize() {
        const auto set = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(set.ok());
        for (std::uint64_t i = 0; i < 10; ++i) {
            const Sample sample = (*set)->at(i);
            QCOMPARE(sample.picture.width, kSize);
            QCOMPARE(sample.picture.height, kSize);
            QCOMPARE(sample.plan.caption, fmt::format("picture {}", sample.picture.rgb.front()));
        }
    }

    void coloursAreThePicturesOwnInTheGridAskedFor() {
        SceneOptions coarse = kTraining;
        coarse.format.colorColumns = coarse.format.colorRows = 2;
        const auto set = FolderDataset::open(m_path, coarse, 1);
        QVERIFY(set.ok());
        const Sample sample = (*set)->at(0);
        QCOMPARE(sample.plan.colors, mosaicOf(sample.picture, coarse.format));
        QCOMPARE(sample.plan.colors.codes.size(), std::size_t{4});
    }

    void heldOutPicturesAreNeverTrainedOn() {
        const auto training = FolderDataset::open(m_path, kTraining, 1);
        const auto heldOut = FolderDataset::open(m_path, kHeldOut, 1);
        QVERIFY(training.ok() && heldOut.ok());
        QCOMPARE((*training)->size() + (*heldOut)->size(), std::size_t{kPictures});
        std::set<std::string> seen;
        for (std::size_t i = 0; i < (*training)->size(); ++i) seen.insert((*training)->at(i).plan.caption);
        for (std::size_t i = 0; i < (*heldOut)->size(); ++i)
            QVERIFY(!seen.contains((*heldOut)->at(i).plan.caption));
    }

    void saysWhatIsWrongAndWhere_data() {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("words");
        const QString good = QString::fromStdString(line("000001.png", plan(1)));
        QTest::newRow("no JSON") << good + QStringLiteral("{\n") << QStringLiteral("line 2") << QString();
        QTest::newRow("no plan") << QStringLiteral("\n{\"picture\": \"000001.png\"}\n")
                                 << QStringLiteral("line 2") << QStringLiteral("\"plan\"");
        QTest::newRow("a picture that is a number")
            << QStringLiteral("{\"picture\": 1, \"plan\": {}}\n") << QStringLiteral("line 1")
            << QStringLiteral("\"picture\"");
        QTest::newRow("a plan of nothing") << QStringLiteral("{\"picture\": \"000001.png\", \"plan\": {}}\n")
                                           << QStringLiteral("line 1") << QStringLiteral("/format");
        QTest::newRow("a picture that is not there")
            << QString::fromStdString(line("nowhere.png", plan(1))) << QString() << QStringLiteral("missing");
        Plan inverted = plan(1);
        inverted.items.push_back({.id = ItemId{1}, .words = "a cat", .box = Box{0.8F, 0.2F, 0.1F, 0.4F}});
        QTest::newRow("a box that is none") << good + QString::fromStdString(line("000002.png", inverted))
                                            << QStringLiteral("line 2") << QStringLiteral("box");
        QTest::newRow("nothing at all") << QString() << QString() << QStringLiteral("too few");
    }

    void saysWhatIsWrongAndWhere() {
        QFETCH(QString, lines);
        QFETCH(QString, field);
        QFETCH(QString, words);
        write(lines.toStdString());
        const auto set = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(!set.ok());
        QCOMPARE(QString::fromStdString(set.error().field), field);
        QVERIFY2(QString::fromStdString(set.error().message).contains(words), set.error().message.c_str());
        QCOMPARE(exitCode(set.error().code), 3);
    }

    void aFolderWithoutAnIndexIsToldHowToGetOne() {
        std::filesystem::remove(m_path / "data.jsonl");
        const auto set = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(!set.ok());
        QVERIFY(QString::fromStdString(set.error().message).contains(QStringLiteral("kaleido world")));
    }

    void aPictureThatVanishesIsAnErrorNotAGap() {
        const auto set = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(set.ok());
        for (int i = 0; i < kPictures; ++i) std::filesystem::remove(m_path / fmt::format("{:06}.png", i));
        QVERIFY_THROWS_EXCEPTION(BadSample, (*set)->at(0));
    }

    void aPictureThatIsNotSquareIsRefusedForItsPlansPlaces() {
        for (int i = 0; i < kPictures; ++i)
            QVERIFY(writePicture(m_path / fmt::format("{:06}.png", i), flat(i, 16)).ok());
        const auto set = FolderDataset::open(m_path, kTraining, 1);
        QVERIFY(set.ok());
        QVERIFY_THROWS_EXCEPTION(BadSample, (*set)->at(0));
    }

private:
    void write(const std::string& lines) const {
        QVERIFY(writeFileAtomically(m_path / "data.jsonl", std::string_view(lines)).ok());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_path;
};

QTEST_APPLESS_MAIN(TestFolderDataset)
#include "tst_folder_dataset.moc"
