#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/eval/judges.h"
#include "engine/io/safetensors.h"
#include "engine/nn/weights.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <QTemporaryDir>

using namespace kaleido;

class TestJudges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSavedIsLoaded() {
        torch::manual_seed(3);
        const Judges judges(WorldClasses::of(atlas()));
        QVERIFY(saveJudges(*judges, 64, atlas(), {{"held_out_iou", "0.9"}}, path()).ok());
        const auto loaded = loadJudges(path(), atlas());
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : describe(loaded.error()).c_str());
        QCOMPARE(loaded->resolution, 64);
        QCOMPARE(loaded->facts.at("held_out_iou"), std::string("0.9"));
        const auto before = stateDict(*judges), after = stateDict(*loaded->networks);
        QVERIFY(before.size() > 0);
        for (const auto& entry : before)
            QVERIFY(torch::allclose(entry.value(), after[entry.key()], 1e-2, 1e-6));  // bf16 in the file
    }

    void anotherFileIsRefused() {
        const Judges judges(WorldClasses::of(atlas()));
        QVERIFY(saveWeights(*judges, path(), torch::kBFloat16, {{"format", "pt"}}).ok());
        const auto loaded = loadJudges(path(), atlas());
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, Code::BadWeights);
        QCOMPARE(loaded.error().path, path().string());
    }

    void judgesOfOtherThingsAreRefused() {
        const Judges judges(WorldClasses::of(atlas()));
        QVERIFY(saveWeights(
                    *judges, path(), torch::kBFloat16,
                    {{"format", "kaleido-judges"}, {"version", "1"}, {"things", "cat,dog"}, {"styles", "3d"}})
                    .ok());
        const auto loaded = loadJudges(path(), atlas());
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().message.find("train the judges anew") != std::string::npos);
    }

    void judgesOfALaterVersionAreRefused() {
        const Judges judges(WorldClasses::of(atlas()));
        QVERIFY(
            saveWeights(*judges, path(), torch::kBFloat16, {{"format", "kaleido-judges"}, {"version", "2"}})
                .ok());
        QVERIFY(!loadJudges(path(), atlas()).ok());
    }

    void aMissingFileIsNamed() {
        const auto loaded = loadJudges("nowhere/judges.safetensors", atlas());
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, Code::NotFound);
    }

private:
    const Atlas& atlas() const { return m_world.atlas(); }
    std::filesystem::path path() const {
        return std::filesystem::path(m_folder.path().toStdString()) / "judges.safetensors";
    }

    QTemporaryDir m_folder;
    World m_world = *World::open(test::sourceFile("resources"));
};

QTEST_APPLESS_MAIN(TestJudges)
#include "tst_judges.moc"
