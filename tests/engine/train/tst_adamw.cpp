#include "engine/train/adamw.h"

#include <QTest>

#include <torch/optim/adamw.h>
#include <torch/types.h>
#include <torch/utils.h>

using namespace kaleido;

class TestAdamW : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsLibTorchsOwnOptimizer();
    void leavesParametersWithoutGradientAlone();
    void restoredStateGoesOnTheSame();
};

namespace {

torch::Tensor parameter(std::uint64_t seed) {
    torch::manual_seed(seed);
    return torch::randn({4, 3}).requires_grad_(true);
}

torch::Tensor loss(const torch::Tensor& p, int step) {
    return ((p - 0.1 * step).pow(2) * (p + 2).cos()).sum();
}

void takeStep(AdamW& optimiser, const torch::Tensor& p, int step) {
    p.mutable_grad() = torch::Tensor();
    loss(p, step).backward();
    optimiser.step(1e-2);
}

}  // namespace

void TestAdamW::followsLibTorchsOwnOptimizer() {
    torch::Tensor mine = parameter(1);
    torch::Tensor theirs = mine.detach().clone().requires_grad_(true);
    AdamW optimiser({{"p", mine}}, {.beta1 = 0.9, .beta2 = 0.95, .epsilon = 1e-8, .weightDecay = 0.1});
    torch::optim::AdamW reference(
        {theirs}, torch::optim::AdamWOptions(1e-2).betas({0.9, 0.95}).eps(1e-8).weight_decay(0.1));
    for (int step = 0; step < 20; ++step) {
        takeStep(optimiser, mine, step);
        reference.zero_grad();
        loss(theirs, step).backward();
        reference.step();
    }
    QVERIFY((mine - theirs).abs().max().item<double>() < 1e-6);
}

void TestAdamW::leavesParametersWithoutGradientAlone() {
    torch::Tensor used = parameter(1);
    torch::Tensor unused = parameter(2);
    const torch::Tensor before = unused.detach().clone();
    AdamW optimiser({{"used", used}, {"unused", unused}}, {.weightDecay = 0.1});
    takeStep(optimiser, used, 0);
    QVERIFY(torch::equal(unused, before));
    QVERIFY(optimiser.state().at("unused/steps").item<float>() == 0.0F);
    QVERIFY(optimiser.state().at("used/steps").item<float>() == 1.0F);
}

void TestAdamW::restoredStateGoesOnTheSame() {
    torch::Tensor first = parameter(3);
    AdamW optimiser({{"p", first}}, {});
    for (int step = 0; step < 5; ++step) takeStep(optimiser, first, step);
    torch::Tensor second = first.detach().clone().requires_grad_(true);
    AdamW resumed({{"p", second}}, {});
    resumed.restore(optimiser.state());
    for (int step = 5; step < 10; ++step) {
        takeStep(optimiser, first, step);
        takeStep(resumed, second, step);
    }
    QVERIFY(torch::equal(first, second));
}

QTEST_APPLESS_MAIN(TestAdamW)
#include "tst_adamw.moc"
