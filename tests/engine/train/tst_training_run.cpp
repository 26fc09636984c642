#include "engine/kaleido/model.h"
#include "engine/train/export_model.h"
#include "engine/train/stage_weights.h"
#include "engine/train/training_run.h"
#include "tests/support/source_tree.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <torch/types.h>
#include <torch/utils.h>

#include <filesystem>

using namespace kaleido;

namespace {

namespace fs = std::filesystem;

const fs::path kResources = test::sourceFile("resources");

Result<std::unique_ptr<TrainingRun>> open(const fs::path& folder, StageName stage,
                                          const fs::path& from = {}) {
    return TrainingRun::open({.config = testing::tinyTrainConfig(),
                              .resources = kResources,
                              .folder = folder,
                              .stage = stage,
                              .from = from});
}

/// Trains a stage for so many steps and saves it.
void train(const fs::path& folder, StageName stage, int steps, const fs::path& from = {}) {
    auto run = open(folder, stage, from);
    QVERIFY2(run.ok(), run.ok() ? "" : describe(run.error()).c_str());
    for (int i = 0; i < steps; ++i) QVERIFY(!(*run)->trainer().step().skipped);
    QVERIFY((*run)->save().ok());
}

Checkpoint checkpoint(const fs::path& folder, StageName stage) {
    auto read = loadCheckpoint(checkpointOf(folder, stage));
    return read.ok() ? *std::move(read) : Checkpoint();
}

/// Whether the tensors whose names start so are the same in both, and there are any.
bool sameTensors(const std::map<std::string, torch::Tensor>& one,
                 const std::map<std::string, torch::Tensor>& two, const std::string& prefix) {
    bool any = false;
    for (const auto& [name, tensor] : one) {
        if (!name.starts_with(prefix)) continue;
        any = true;
        if (!two.contains(name) || !torch::equal(tensor, two.at(name))) return false;
    }
    return any;
}

}  // namespace

/// The stages of the tiny configuration, each a few steps long, over the real world.
class TestTrainingRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_run = fs::path(m_folder.path().toStdString()) / "run";
        train(m_run, StageName::Vq, 2);
        train(m_run, StageName::Planner, 2);
        train(m_run, StageName::Inner, 2);
    }

    void aStageWithoutThoseBeforeItIsRefused() {
        const auto run = open(path("alone"), StageName::Inner);
        QVERIFY(!run.ok());
        QCOMPARE(exitCode(run.error().code), 3);
    }

    void aStageStartsFromTheAveragesOfTheOneBefore() {
        train(path("carried"), StageName::Nested, 0, m_run);
        const Checkpoint before = checkpoint(m_run, StageName::Inner);
        const Checkpoint after = checkpoint(path("carried"), StageName::Nested);
        QVERIFY(sameTensors(before.averages, after.weights, "t5/"));
        QVERIFY(sameTensors(before.averages, after.weights, "unet/"));
        QVERIFY(!sameTensors(before.weights, after.weights, "unet/"));
    }

    void resumedIsTheSameAsNeverStoppedOnAnyNumberOfThreads() {
        const int threads = torch::get_num_threads();
        train(path("steady"), StageName::Inner, 4, m_run);
        torch::set_num_threads(1);
        train(path("stopped"), StageName::Inner, 1, m_run);
        torch::set_num_threads(threads);
        train(path("stopped"), StageName::Inner, 3);
        const Checkpoint steady = checkpoint(path("steady"), StageName::Inner);
        const Checkpoint stopped = checkpoint(path("stopped"), StageName::Inner);
        QCOMPARE(stopped.pictures, steady.pictures);
        QVERIFY(sameTensors(steady.weights, stopped.weights, ""));
        QVERIFY(sameTensors(steady.averages, stopped.averages, ""));
        QVERIFY(sameTensors(steady.optimiser, stopped.optimiser, ""));
    }

    void theTextSideRestsAtEverySecondStep() {
        train(path("resting"), StageName::Inner, 1, m_run);
        const Checkpoint one = checkpoint(path("resting"), StageName::Inner);
        train(path("resting"), StageName::Inner, 1);
        const Checkpoint two = checkpoint(path("resting"), StageName::Inner);
        train(path("resting"), StageName::Inner, 1);
        const Checkpoint three = checkpoint(path("resting"), StageName::Inner);
        QVERIFY(sameTensors(one.weights, two.weights, "t5/"));
        QVERIFY(!sameTensors(one.weights, two.weights, "unet/"));
        QVERIFY(!sameTensors(two.weights, three.weights, "t5/"));
    }

    void aCheckpointOfAnotherConfigurationIsRefused() {
        auto altered = checkpoint(m_run, StageName::Inner);
        altered.configHash = "another";
        const fs::path folder = path("altered");
        fs::copy(m_run, folder, fs::copy_options::recursive);
        QVERIFY(saveCheckpoint(altered, checkpointOf(folder, StageName::Inner)).ok());
        const auto run = open(folder, StageName::Inner);
        QVERIFY(!run.ok());
        QVERIFY(QString::fromStdString(run.error().message).contains(QStringLiteral("configuration")));
    }

    void aRunThatStartedFromAnotherIsExportedWithoutIt() {
        train(path("tuned"), StageName::Nested, 1, m_run);
        const auto exported = exportModel({.config = testing::tinyTrainConfig(),
                                           .resources = kResources,
                                           .run = path("tuned"),
                                           .folder = path("tuned model"),
                                           .commit = "abc"});
        QVERIFY2(exported.ok(), exported.ok() ? "" : describe(exported.error()).c_str());
        const auto loaded = readManifest(path("tuned model"));
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->resolution, 32);
    }

    void aPlannerOfItsOwnJoinsThePainterOfAnotherRun() {
        train(path("joined"), StageName::Planner, 3, m_run);
        train(path("joined"), StageName::Nested, 0, m_run);
        const Checkpoint planner = checkpoint(path("joined"), StageName::Planner);
        const Checkpoint painter = checkpoint(m_run, StageName::Inner);
        const Checkpoint joined = checkpoint(path("joined"), StageName::Nested);
        QVERIFY(sameTensors(planner.averages, joined.weights, "t5/"));
        QVERIFY(!sameTensors(painter.averages, joined.weights, "t5/"));
        QVERIFY(sameTensors(painter.averages, joined.weights, "unet/"));
    }

    void anEarlyStageStartsFromAnotherRunsOwn() {
        train(path("again"), StageName::Vq, 0, m_run);
        QVERIFY(sameTensors(checkpoint(m_run, StageName::Vq).averages,
                            checkpoint(path("again"), StageName::Vq).weights, "vq/"));
        train(path("again"), StageName::Planner, 0, m_run);
        QVERIFY(sameTensors(checkpoint(m_run, StageName::Planner).averages,
                            checkpoint(path("again"), StageName::Planner).weights, "t5/"));
    }

    void aPlannerStartsFromWhatTheLaterStagesOfAnotherRunHaveOfIt() {
        train(path("late"), StageName::Inner, 1, m_run);
        train(path("early"), StageName::Planner, 0, path("late"));
        QVERIFY(sameTensors(checkpoint(path("late"), StageName::Inner).averages,
                            checkpoint(path("early"), StageName::Planner).weights, "t5/"));
    }

    void thePicturesOfWhatARunStartedFromAreCounted() {
        train(path("counted"), StageName::Nested, 1, m_run);
        const auto before = picturesSeen(m_run);
        const auto after = picturesSeen(path("counted"));
        QVERIFY(before.ok() && after.ok());
        QCOMPARE(*before, std::int64_t{8});
        QCOMPARE(*after, *before + checkpoint(path("counted"), StageName::Nested).pictures);
    }

    void anExportedModelStartsARunWarm() {
        const fs::path model = path("model");
        const auto exported = exportModel({.config = testing::tinyTrainConfig(),
                                           .resources = kResources,
                                           .run = m_run,
                                           .folder = model,
                                           .commit = "abc"});
        QVERIFY2(exported.ok(), exported.ok() ? "" : describe(exported.error()).c_str());
        const auto loaded = readManifest(model);
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->training.pictures, std::int64_t{8});
        QCOMPARE(loaded->resolution, 16);  // no nested stage yet: the inner network alone
        for (const StageName stage : {StageName::Inner, StageName::Nested}) {
            const fs::path warm = path("warm") / stageText(stage);
            train(warm, stage, 1, model);
            QVERIFY(checkpoint(warm, StageName::Vq).weights.size() > 0);
            train(warm, stage, 1);  // goes on by itself
        }
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    fs::path m_run;
};

QTEST_APPLESS_MAIN(TestTrainingRun)
#include "tst_training_run.moc"
