#include "engine/train/trainer.h"

#include <QTemporaryDir>
#include <QTest>

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <limits>

using namespace kaleido;

namespace {

/// Fits one matrix to noisy targets; picture i has its own noise, so that the order of pictures matters.
class LineStage : public TrainingStage {
public:
    explicit LineStage(std::int64_t poisonedPicture = -1, std::int64_t shares = 1, std::int64_t size = 3)
        : m_poisoned(poisonedPicture), m_shares(shares) {
        torch::manual_seed(7);
        m_weight = torch::randn({size, size}).requires_grad_(true);
        m_counter = torch::zeros({1});
    }

    torch::Tensor loss(const StepShare& share, Parts& parts) override {
        torch::Tensor sum = torch::zeros({});
        for (std::int64_t i = share.first; i < share.first + share.count; ++i) {
            auto generator = at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(i));
            const torch::Tensor x = torch::randn({m_weight.size(0)}, generator);
            const torch::Tensor y = torch::randn({m_weight.size(0)}, generator);
            sum = sum + (torch::mv(m_weight, x) - y).pow(2).sum();
            if (i == m_poisoned) sum = sum * std::numeric_limits<float>::quiet_NaN();
        }
        sum = sum / share.count;
        parts["error"] = sum.item<double>();
        return sum;
    }
    std::int64_t shares() const override { return m_shares; }
    std::vector<NamedTensors> parameterGroups() override { return {{{"net/weight", m_weight}}}; }
    NamedTensors buffers() override { return {{"net/counter", m_counter}}; }
    void afterStep(std::int64_t /*step*/) override { m_counter += 1; }
    Parts evaluate() override { return {{"weight", m_weight.sum().item<double>()}}; }

    torch::Tensor m_weight, m_counter;

private:
    std::int64_t m_poisoned, m_shares;
};

TrainerOptions options() {
    return {.stage = "line",
            .configHash = "abc",
            .batch = 4,
            .rate = {.rate = 0.05, .warmup = 20},
            .clip = 1.0,
            .bfloat16 = false};
}

}  // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resumedIsTheSameAsNeverStopped();
    void resumedCoolDownEndsWhereItWouldHave();
    void twoSharesLearnWhatOneDoes();
    void sharesGiveTheSameNumbersOnOneThreadAndOnTwo();
    void aStepThatIsNotFiniteChangesNothingAndIsCounted();
    void resumedWithMuonIsTheSameAsNeverStopped();
    void refusesACheckpointOfAnotherOptimiser();
    void refusesACheckpointOfAnotherStageOrConfiguration();
    void evaluatesTheAveragedWeightsAndKeepsItsOwn();
};

void TestTrainer::resumedIsTheSameAsNeverStopped() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("c.safetensors")).toStdString();
    auto* steady = new LineStage;
    Trainer never(std::unique_ptr<TrainingStage>(steady), options());
    for (int i = 0; i < 12; ++i) never.step();

    Trainer before(std::make_unique<LineStage>(), options());
    for (int i = 0; i < 5; ++i) before.step();
    QVERIFY(before.save(path).ok());
    auto* resumedStage = new LineStage;
    Trainer after(std::unique_ptr<TrainingStage>(resumedStage), options());
    QVERIFY(after.resume(path).ok());
    for (int i = 0; i < 7; ++i) after.step();

    QCOMPARE(after.pictures(), never.pictures());
    QVERIFY(torch::equal(resumedStage->m_weight, steady->m_weight));
    QVERIFY(torch::equal(resumedStage->m_counter, steady->m_counter));
    QCOMPARE(after.evaluate().at("weight"), never.evaluate().at("weight"));
}

void TestTrainer::resumedCoolDownEndsWhereItWouldHave() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("c.safetensors")).toStdString();
    Trainer before(std::make_unique<LineStage>(), options());
    before.step();
    before.coolDown(16);
    before.step();
    QVERIFY(before.save(path).ok());
    Trainer after(std::make_unique<LineStage>(), options());
    QVERIFY(after.resume(path).ok());
    after.coolDown(16);  // the same command again
    int steps = 2;
    while (!after.finished()) {
        after.step();
        ++steps;
    }
    QCOMPARE(steps, 5);  // 4 pictures, then 16 more
}

void TestTrainer::twoSharesLearnWhatOneDoes() {
    auto* whole = new LineStage(-1, 1);
    auto* halves = new LineStage(-1, 2);
    TrainerOptions odd = options();
    odd.batch = 5;  // 2 and 3
    Trainer one(std::unique_ptr<TrainingStage>(whole), odd);
    Trainer two(std::unique_ptr<TrainingStage>(halves), odd);
    for (int i = 0; i < 5; ++i) {
        const double error = one.step().losses.at("error");
        QVERIFY(std::abs(two.step().losses.at("error") - error) < 1e-5 * error);
    }
    QVERIFY(torch::allclose(whole->m_weight, halves->m_weight, 1e-4, 1e-5));
}

void TestTrainer::sharesGiveTheSameNumbersOnOneThreadAndOnTwo() {
    std::vector<torch::Tensor> learned;
    const int before = torch::get_num_threads();
    for (const int threads : {1, 2, 2}) {
        torch::set_num_threads(threads);
        auto* stage = new LineStage(-1, 2);
        Trainer trainer(std::unique_ptr<TrainingStage>(stage), options());
        for (int i = 0; i < 20; ++i) trainer.step();
        learned.push_back(stage->m_weight.detach());
    }
    torch::set_num_threads(before);
    QVERIFY(torch::equal(learned[0], learned[1]));
    QVERIFY(torch::equal(learned[1], learned[2]));
}

void TestTrainer::aStepThatIsNotFiniteChangesNothingAndIsCounted() {
    auto* stage = new LineStage(/*poisonedPicture=*/5);
    Trainer trainer(std::unique_ptr<TrainingStage>(stage), options());
    trainer.step();
    const torch::Tensor before = stage->m_weight.detach().clone();
    const StepReport report = trainer.step();
    QVERIFY(report.skipped);
    QCOMPARE(trainer.skipped(), std::int64_t{1});
    QVERIFY(torch::equal(stage->m_weight, before));
    QVERIFY(!trainer.step().skipped);
    QVERIFY(!torch::equal(stage->m_weight, before));
}

void TestTrainer::resumedWithMuonIsTheSameAsNeverStopped() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("c.safetensors")).toStdString();
    TrainerOptions muon = options();
    muon.matrixRate = 0.02;
    auto* steady = new LineStage(-1, 1, 40);
    Trainer never(std::unique_ptr<TrainingStage>(steady), muon);
    for (int i = 0; i < 12; ++i) never.step();

    Trainer before(std::make_unique<LineStage>(-1, 1, 40), muon);
    for (int i = 0; i < 5; ++i) before.step();
    QVERIFY(before.save(path).ok());
    auto* resumed = new LineStage(-1, 1, 40);
    Trainer after(std::unique_ptr<TrainingStage>(resumed), muon);
    QVERIFY(after.resume(path).ok());
    for (int i = 0; i < 7; ++i) after.step();
    QVERIFY(torch::equal(resumed->m_weight, steady->m_weight));
}

void TestTrainer::refusesACheckpointOfAnotherOptimiser() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("c.safetensors")).toStdString();
    Trainer adamw(std::make_unique<LineStage>(-1, 1, 40), options());
    QVERIFY(adamw.save(path).ok());
    TrainerOptions muon = options();
    muon.matrixRate = 0.02;
    Trainer other(std::make_unique<LineStage>(-1, 1, 40), muon);
    const auto resumed = other.resume(path);
    QVERIFY(!resumed.ok());
    QVERIFY(resumed.error().message.find("matrix_rate") != std::string::npos);
}

void TestTrainer::refusesACheckpointOfAnotherStageOrConfiguration() {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("c.safetensors")).toStdString();
    Trainer one(std::make_unique<LineStage>(), options());
    QVERIFY(one.save(path).ok());
    TrainerOptions other = options();
    other.configHash = "other";
    Trainer two(std::make_unique<LineStage>(), other);
    const auto resumed = two.resume(path);
    QVERIFY(!resumed.ok());
    QVERIFY(resumed.error().path == path.string());
}

void TestTrainer::evaluatesTheAveragedWeightsAndKeepsItsOwn() {
    auto* stage = new LineStage;
    TrainerOptions slow = options();
    Trainer trainer(std::unique_ptr<TrainingStage>(stage), slow);
    for (int i = 0; i < 3; ++i) trainer.step();
    const double own = stage->m_weight.sum().item<double>();
    QVERIFY(trainer.evaluate().at("weight") != own);
    QCOMPARE(stage->m_weight.sum().item<double>(), own);
}

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
