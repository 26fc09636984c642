#include "engine/kaleido/condition_annealing.h"

#include <torch/types.h>

#include <QTest>

using namespace kaleido;

namespace {

constexpr int kSteps = 1000;
constexpr CadsSettings kOn{.scale = 0.25, .tauLow = 0.6, .tauHigh = 0.9, .mix = 1.0};

/// Two pictures: 5 and 3 real states of 6, with a hole in the second (a hidden part of the plan).
Condition twoConditions() {
    Condition condition;
    condition.mask = torch::tensor({{1, 1, 1, 1, 1, 0}, {1, 0, 1, 1, 0, 0}}, torch::kFloat32);
    const auto generator = torch::make_generator<at::CPUGeneratorImpl>(4);
    condition.states = (2.0 * torch::randn({2, 6, 16}, generator) + 0.5) * condition.mask.unsqueeze(-1);
    condition.items = {torch::tensor({{1}, {2}}, torch::kInt64), torch::ones({2, 1}),
                       torch::rand({2, 1, 6}, generator)};
    return condition;
}

Condition row(const Condition& all, std::int64_t i, std::int64_t length) {
    const auto cut = [i](const torch::Tensor& tensor) { return tensor.narrow(0, i, 1); };
    return {cut(all.states).narrow(1, 0, length),
            cut(all.mask).narrow(1, 0, length),
            {cut(all.items.index), cut(all.items.mask), cut(all.items.geometry)}};
}

torch::Tensor noisyStates(std::uint64_t seed, int time, const CadsSettings& options = kOn) {
    return ConditionAnnealing(options, {seed}, kSteps).at(row(twoConditions(), 0, 6), time).states;
}

}  // namespace

class TestConditionAnnealing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void actsAboveTheLowerTimeOnly();
    void offNeverActs();
    void noiseIsOfTheSeedAndTheTime();
    void noiseIsApartFromThePicturesOwn();
    void rowsAreTheSameAloneAndInABatch();
    void paddingAndHiddenStatesStayZero();
    void maskAndItemsStay();
    void everyRowKeepsItsMeanAndDeviation();
    void theConditionHandedInStays();
    void oneSeedARowIsExpected();
};

void TestConditionAnnealing::actsAboveTheLowerTimeOnly() {
    const ConditionAnnealing annealing(kOn, {1}, kSteps);
    for (const int time : {1000, 900, 750, 601}) QVERIFY(annealing.actsAt(time));
    for (const int time : {600, 300, 1}) QVERIFY(!annealing.actsAt(time));
}

void TestConditionAnnealing::offNeverActs() {
    const ConditionAnnealing annealing({.scale = 0.0}, {1}, kSteps);
    for (const int time : {1000, 900, 601, 1}) QVERIFY(!annealing.actsAt(time));
}

void TestConditionAnnealing::noiseIsOfTheSeedAndTheTime() {
    const torch::Tensor one = noisyStates(1, 800);
    QVERIFY(torch::equal(one, noisyStates(1, 800)));
    QVERIFY(!torch::allclose(one, noisyStates(2, 800), 0, 0.05));
    QVERIFY(!torch::allclose(one, noisyStates(1, 801), 0, 0.05));
    QVERIFY(!torch::allclose(noisyStates(1, 950), noisyStates(1, 951), 0,
                             0.05));  // also where nothing is left of the condition
}

void TestConditionAnnealing::noiseIsApartFromThePicturesOwn() {
    // With ψ = 0 and γ = 0 the states are s·n: the noise itself.
    const torch::Tensor drawn = noisyStates(7, 950, {.scale = 1.0, .mix = 0.0}).narrow(1, 0, 5).flatten();
    const torch::Tensor own =
        torch::randn({4096}, torch::make_generator<at::CPUGeneratorImpl>(std::uint64_t{7}));
    QVERIFY(drawn.std().item<double>() > 0.5);
    for (std::int64_t shift = 0; shift < 2048; ++shift)
        QVERIFY(!torch::allclose(drawn, own.narrow(0, shift, drawn.size(0)), 0, 0.1));
}

void TestConditionAnnealing::rowsAreTheSameAloneAndInABatch() {
    const Condition both = ConditionAnnealing(kOn, {3, 9}, kSteps).at(twoConditions(), 800);
    for (std::int64_t i : {0, 1}) {
        const ConditionAnnealing alone(kOn, {i == 0 ? 3U : 9U}, kSteps);
        QVERIFY(torch::equal(alone.at(row(twoConditions(), i, 6), 800).states[0], both.states[i]));
        // How far a condition is padded does not matter either.
        QVERIFY(torch::equal(alone.at(row(twoConditions(), i, 5), 800).states[0],
                             both.states[i].narrow(0, 0, 5)));
    }
}

void TestConditionAnnealing::paddingAndHiddenStatesStayZero() {
    const Condition noisy = ConditionAnnealing(kOn, {3, 9}, kSteps).at(twoConditions(), 950);
    const torch::Tensor hidden = noisy.states.abs().sum(-1) * (1.0 - noisy.mask);
    QCOMPARE(hidden.max().item<double>(), 0.0);
    QVERIFY((noisy.states.abs().sum(-1) + (1.0 - noisy.mask)).min().item<double>() > 0.0);
}

void TestConditionAnnealing::maskAndItemsStay() {
    const Condition clean = twoConditions();
    const Condition noisy = ConditionAnnealing(kOn, {3, 9}, kSteps).at(clean, 950);
    QVERIFY(torch::equal(noisy.mask, clean.mask));
    QVERIFY(torch::equal(noisy.items.index, clean.items.index));
    QVERIFY(torch::equal(noisy.items.mask, clean.items.mask));
    QVERIFY(torch::equal(noisy.items.geometry, clean.items.geometry));
}

void TestConditionAnnealing::everyRowKeepsItsMeanAndDeviation() {
    const Condition clean = twoConditions();
    const Condition noisy = ConditionAnnealing(kOn, {3, 9}, kSteps).at(clean, 800);
    for (std::int64_t i : {0, 1}) {
        const torch::Tensor real = clean.mask[i] > 0.5;
        const torch::Tensor before = clean.states[i].index({real});
        const torch::Tensor after = noisy.states[i].index({real});
        QVERIFY(!torch::allclose(before, after, 0, 0.01));
        QVERIFY(torch::allclose(before.mean(), after.mean(), 0, 1e-5));
        QVERIFY(torch::allclose(before.std(), after.std(), 0, 1e-5));
    }
}

void TestConditionAnnealing::theConditionHandedInStays() {
    const Condition clean = twoConditions();
    ConditionAnnealing(kOn, {3, 9}, kSteps).at(clean, 950);
    QVERIFY(torch::equal(clean.states, twoConditions().states));
}

void TestConditionAnnealing::oneSeedARowIsExpected() {
    const ConditionAnnealing one(kOn, {3}, kSteps);
    QVERIFY_THROWS_EXCEPTION(c10::Error, one.at(twoConditions(), 800));
}

QTEST_APPLESS_MAIN(TestConditionAnnealing)
#include "tst_condition_annealing.moc"
