#include "engine/eval/judges.h"
#include "engine/kaleido/networks.h"
#include "engine/train/checkpoint.h"
#include "engine/train/classifier_stage.h"
#include "engine/train/export_judges.h"
#include "engine/train/judge_weights.h"
#include "engine/train/segmenter_stage.h"
#include "engine/train/stage_weights.h"
#include "engine/train/training_run.h"
#include "tests/support/source_tree.h"
#include "tests/support/tiny_model.h"

#include <QTemporaryDir>
#include <QTest>

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

using namespace kaleido;

namespace {

namespace fs = std::filesystem;

const fs::path kResources = test::sourceFile("resources");

std::shared_ptr<const World> world() {
    static const auto opened = std::make_shared<const World>(*World::open(kResources));
    return opened;
}

template <typename Stage, typename Network>
std::unique_ptr<Trainer> trainer(std::int64_t batch) {
    torch::manual_seed(1);
    const Network network(WorldClasses::of(world()->atlas()));
    return std::make_unique<Trainer>(std::make_unique<Stage>(network, SceneBatches(world(), 64, 7)),
                                     TrainerOptions{.stage = "judge",
                                                    .configHash = "test",
                                                    .batch = batch,
                                                    .rate = {.rate = 2e-3, .warmup = 0},
                                                    .emaLimit = 0.5});
}

/// Mean of a loss over the first and over the last quarter of so many steps.
std::pair<double, double> firstAndLast(Trainer& trainer, int steps, const char* part) {
    double first = 0, last = 0;
    for (int i = 0; i < steps; ++i) {
        const StepReport report = trainer.step();
        if (report.skipped) return {0, 0};
        if (i < steps / 4) first += report.losses.at(part) * 4 / steps;
        if (i >= steps - steps / 4) last += report.losses.at(part) * 4 / steps;
    }
    return {first, last};
}

Result<std::unique_ptr<TrainingRun>> open(const fs::path& folder, StageName stage,
                                          const fs::path& from = {}) {
    return TrainingRun::open({.config = testing::tinyTrainConfig(),
                              .resources = kResources,
                              .folder = folder,
                              .stage = stage,
                              .from = from});
}

}  // namespace

class TestJudgeStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theClassifierLearns() {
        const auto judge = trainer<ClassifierStage, ThingClassifier>(8);
        const auto [first, last] = firstAndLast(*judge, 40, "color");
        QVERIFY2(last < first, qPrintable(QStringLiteral("%1 → %2").arg(first).arg(last)));
        const auto measures = judge->evaluate();
        for (const char* name : {"held_out_thing", "held_out_style", "held_out_color", "held_out_other",
                                 "held_out_setting", "held_out_shown"}) {
            QVERIFY(measures.contains(name));
            QVERIFY(measures.at(name) >= 0 && measures.at(name) <= 1);
        }
    }

    void theSegmenterLearns() {
        const auto judge = trainer<SegmenterStage, ThingSegmenter>(4);
        const auto [first, last] = firstAndLast(*judge, 24, "pixels");
        QVERIFY2(last < 0.7 * first, qPrintable(QStringLiteral("%1 → %2").arg(first).arg(last)));
        const auto measures = judge->evaluate();
        for (const char* name : {"held_out_iou", "held_out_box_iou"})
            QVERIFY(measures.at(name) >= 0 && measures.at(name) <= 1);
        QCOMPARE(judge->samples().pictures.size(), std::size_t{16});
    }

    void theBundledJudgesReachWhatTheirFileSays() {
        const auto file = test::sourceFile("models/kaleido-judges/judges.safetensors");
        const auto judges = loadJudges(file, world()->atlas());
        QVERIFY2(judges.ok(), judges.ok() ? "" : describe(judges.error()).c_str());
        const torch::NoGradGuard noGrad;
        const SceneBatches batches(world(), judges->resolution, 0);
        auto measures = ClassifierStage(judges->networks->classifier, batches).evaluate();
        measures.merge(SegmenterStage(judges->networks->segmenter, batches).evaluate());
        for (const auto& [name, value] : measures) {
            const double said = std::stod(judges->facts.at(name));
            QVERIFY2(std::abs(value - said) < 0.003, qPrintable(QString::fromStdString(name)));
        }
        QVERIFY(measures.at("held_out_thing") >= 0.98);
        QVERIFY(measures.at("held_out_other") >= 0.98);
        QVERIFY(measures.at("held_out_style") >= 0.97);
        QVERIFY(measures.at("held_out_color") >= 0.98);
    }

    void aJudgeNeedsNoStageBeforeIt() {
        for (const StageName stage : {StageName::Classifier, StageName::Segmenter}) {
            const fs::path folder = path("alone");
            auto run = open(folder, stage);
            QVERIFY2(run.ok(), run.ok() ? "" : describe(run.error()).c_str());
            QVERIFY(!(*run)->trainer().step().skipped);
            QVERIFY((*run)->save().ok());
            QVERIFY(fs::exists(checkpointOf(folder, stage)));
            QVERIFY(!fs::exists(folder / "tokenizer.model"));
            const auto resumed = open(folder, stage);
            QVERIFY(resumed.ok());
            QCOMPARE((*resumed)->trainer().pictures(), std::int64_t{4});
        }
    }

    void bothAreExportedWithWhatTheyReach() {
        const fs::path file = path("exported") / "judges.safetensors";
        const auto exported = exportJudges({.config = testing::tinyTrainConfig(),
                                            .resources = kResources,
                                            .run = path("alone"),
                                            .file = file,
                                            .commit = "abc"});
        QVERIFY2(exported.ok(), exported.ok() ? "" : describe(exported.error()).c_str());
        const auto judges = loadJudges(file, world()->atlas());
        QVERIFY2(judges.ok(), judges.ok() ? "" : describe(judges.error()).c_str());
        const JudgeFacts& facts = judges->facts;
        QCOMPARE(judges->resolution, 32);
        QCOMPARE(facts.at("classifier_pictures"), std::string("4"));
        QCOMPARE(facts.at("commit"), std::string("abc"));
        const double reached = std::stod(facts.at("held_out_thing"));
        QVERIFY(reached >= 0 && reached <= 1);
        QVERIFY(facts.contains("held_out_box_iou"));
    }

    void aJudgeThatTheRunHasNotTrainedComesFromElsewhere() {
        const fs::path folder = path("segmenter alone"), file = path("half") / "judges.safetensors";
        {
            auto run = open(folder, StageName::Segmenter);
            QVERIFY(run.ok());
            (*run)->trainer().step();
            (*run)->trainer().step();
            QVERIFY((*run)->save().ok());
        }
        const auto exported = [&](const fs::path& from) {
            return exportJudges({.config = testing::tinyTrainConfig(),
                                 .resources = kResources,
                                 .run = folder,
                                 .from = from,
                                 .file = file,
                                 .commit = "abc"});
        };
        QVERIFY(!exported({}).ok());
        QVERIFY(!fs::exists(file));
        QVERIFY(exported(path("exported")).ok());
        const auto judges = loadJudges(file, world()->atlas());
        const auto source = loadJudges(path("exported") / "judges.safetensors", world()->atlas());
        QCOMPARE(judges->facts.at("classifier_pictures"), std::string("4"));
        QCOMPARE(judges->facts.at("segmenter_pictures"), std::string("8"));
        const auto same = [](const torch::nn::Module& a, const torch::nn::Module& b) {
            return std::ranges::equal(a.parameters(), b.parameters(), torch::equal);
        };
        QVERIFY(same(*judges->networks->classifier, *source->networks->classifier));
        QVERIFY(!same(*judges->networks->segmenter, *source->networks->segmenter));
    }

    void aRunWithoutJudgesExportsNone() {
        const auto exported = exportJudges({.config = testing::tinyTrainConfig(),
                                            .resources = kResources,
                                            .run = path("nothing"),
                                            .file = path("none.safetensors"),
                                            .commit = ""});
        QVERIFY(!exported.ok());
        QVERIFY(!fs::exists(path("none.safetensors")));
    }

    void aJudgeStartsFromAFileAndTellsWhatThatHasSeen() {
        const fs::path from = path("exported"), folder = path("from file");
        auto judges = loadJudges(from / "judges.safetensors", world()->atlas());
        for (const StageName stage : {StageName::Classifier, StageName::Segmenter}) {
            auto run = open(folder, stage, from);
            QVERIFY2(run.ok(), run.ok() ? "" : describe(run.error()).c_str());
            QVERIFY((*run)->save().ok());
            torch::nn::Module& network = stage == StageName::Classifier
                                             ? static_cast<torch::nn::Module&>(*judges->networks->classifier)
                                             : *judges->networks->segmenter;
            const auto kept = loadCheckpoint(checkpointOf(folder, stage));
            for (const auto& [name, tensor] : namedParameters(network, stageText(stage) + "."))
                QVERIFY2(torch::equal(kept->weights.at(name), tensor), name.c_str());
            const auto seen = loadJudge(folder, stage, network);
            QVERIFY(seen.ok());
            QCOMPARE(*seen, std::int64_t{4});
        }
    }

    void aJudgeStartsFromAnotherRun() {
        auto run = open(path("from run"), StageName::Segmenter, path("alone"));
        QVERIFY2(run.ok(), run.ok() ? "" : describe(run.error()).c_str());
        (*run)->trainer().step();
        QVERIFY((*run)->save().ok());
        Judges judges(WorldClasses::of(world()->atlas()));
        const auto seen = loadJudge(path("from run"), StageName::Segmenter, *judges->segmenter);
        QCOMPARE(*seen, std::int64_t{8});
    }

    void aJudgeThatHasNothingToStartFromSaysSo() {
        const auto run = open(path("from nothing"), StageName::Classifier, path("empty"));
        QVERIFY(!run.ok());
        QCOMPARE(run.error().code, Code::NotFound);
        QVERIFY(run.error().message.find("classifier") != std::string::npos);
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestJudgeStages)
#include "tst_judge_stages.moc"
