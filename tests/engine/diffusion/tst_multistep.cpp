#include "engine/diffusion/multistep.h"
#include "engine/diffusion/sampler_step.h"
#include "tests/engine/diffusion/levels.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <functional>

using namespace kaleido;

namespace {

/// A curve of x̂0 over λ.
using Curve = std::function<torch::Tensor(double)>;
using Estimates = std::vector<Estimate>;

double gammaOf(double lambda) {
    return 1.0 / (1.0 + std::exp(-2.0 * lambda));
}

torch::Tensor randn(std::uint64_t seed) {
    return torch::randn({2, 3, 4, 4}, torch::make_generator<at::CPUGeneratorImpl>(seed), torch::kFloat64);
}

double largest(const torch::Tensor& difference) {
    return difference.abs().max().item<double>();
}

Estimates estimatesOf(const Curve& curve, const std::vector<double>& lambdas) {
    Estimates estimates;
    for (const double lambda : lambdas) estimates.push_back({curve(lambda), gammaOf(lambda)});
    return estimates;
}

/// The exact solution for a known curve: √((1−γ_s)/(1−γ_t))·x + √γ_s·∫ e^{λ−λ_s}·x̂0(λ) dλ, by Simpson's rule.
torch::Tensor integrated(const torch::Tensor& x, const Curve& curve, double from, double to) {
    constexpr int kIntervals = 200;
    const double width = (to - from) / kIntervals;
    torch::Tensor sum = torch::zeros_like(x);
    for (int i = 0; i <= kIntervals; ++i) {
        const double lambda = from + i * width;
        const double weight = i == 0 || i == kIntervals ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
        sum += weight * std::exp(lambda - to) * curve(lambda);
    }
    return std::sqrt((1.0 - gammaOf(to)) / (1.0 - gammaOf(from))) * x +
           std::sqrt(gammaOf(to)) * width / 3.0 * sum;
}

torch::Tensor parabola(double lambda) {
    return randn(2) + lambda * randn(3) + lambda * lambda * randn(4);
}

/// Gaussian data, another mean and variance at each of 16 pixels: x̂0 and the flow in closed form.
struct GaussianPixels {
    torch::Tensor mean = torch::linspace(-0.8, 0.8, 16, torch::kFloat64);
    torch::Tensor variance = torch::logspace(-2.0, 0.5, 16, 10.0, torch::kFloat64);

    torch::Tensor clean(const torch::Tensor& x, double gamma) const {
        const torch::Tensor total = gamma * variance + (1.0 - gamma);
        return mean + std::sqrt(gamma) * variance / total * (x - std::sqrt(gamma) * mean);
    }
    torch::Tensor flow(const torch::Tensor& x, double gamma, double gammaNext) const {
        const torch::Tensor ratio =
            (gammaNext * variance + (1.0 - gammaNext)) / (gamma * variance + (1.0 - gamma));
        return std::sqrt(gammaNext) * mean + ratio.sqrt() * (x - std::sqrt(gamma) * mean);
    }
};

enum class Solver { Second, Third, UniPc };

/// Error at λ = 2.5 after `steps` steps from λ = −1.5 that begin with two exact estimates from before it, so that the
/// steps' own order shows.
double error(Solver solver, int steps) {
    const GaussianPixels data;
    const double width = 4.0 / steps;
    const auto gamma = [&](int i) { return gammaOf(-1.5 + i * width); };
    const torch::Tensor start =
        torch::randn({16}, torch::make_generator<at::CPUGeneratorImpl>(3), torch::kFloat64);
    Estimates estimates;
    for (const int i : {-2, -1})
        estimates.push_back({data.clean(data.flow(start, gamma(0), gamma(i)), gamma(i)), gamma(i)});
    torch::Tensor before = data.flow(start, gamma(0), gamma(-1));
    torch::Tensor x = start;
    for (int i = 0; i < steps; ++i) {
        estimates.push_back({data.clean(x, gamma(i)), gamma(i)});
        if (solver == Solver::UniPc) x = before = uniPcCorrected(x, before, estimates);
        x = solver == Solver::Third ? dpmSolver3Step(x, estimates, gamma(i + 1))
                                    : dpmSolver2Step(x, estimates, gamma(i + 1));
    }
    return (x - data.flow(start, gamma(0), gamma(steps))).square().mean().sqrt().item<double>();
}

}  // namespace

class TestMultistep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneKnownPictureIsFollowedExactly_data() { addLevels(); }
    void oneKnownPictureIsFollowedExactly();
    void withoutMemoryTheyAreDdimWithoutNoise_data() { addLevels(); }
    void withoutMemoryTheyAreDdimWithoutNoise();
    void secondOrderTakesTheMiddleOfTheStep();
    void thirdOrderIntegratesParabolasExactly();
    void thirdOrderBeginsWithTheSecond();
    void correctorIntegratesParabolasExactly();
    void correctorOfTwoEstimatesTakesTheirMean();
    void correctorLeavesTheFirstPicturesAlone();
    void olderEstimatesAreIgnored();
    void lastStepGivesTheEstimate();
    void stepsAreOfTheirOrder_data();
    void stepsAreOfTheirOrder();
};

// If all data is one picture m, x̂0 = m always and x_s = √γ_s·m + √(1 − γ_s)·ε with the ε of x_t, however large the step is.
void TestMultistep::oneKnownPictureIsFollowedExactly() {
    QFETCH(double, gamma);
    QFETCH(double, gammaNext);
    const torch::Tensor epsilon = randn(1);
    const torch::Tensor picture = randn(2);
    const auto at = [&](double g) { return std::sqrt(g) * picture + std::sqrt(1.0 - g) * epsilon; };
    Estimates estimates;
    for (const double g : {0.2 * gamma, 0.5 * gamma, gamma}) estimates.push_back({picture, g});
    QVERIFY(largest(dpmSolver2Step(at(gamma), estimates, gammaNext) - at(gammaNext)) < 1e-7);
    QVERIFY(largest(dpmSolver3Step(at(gamma), estimates, gammaNext) - at(gammaNext)) < 1e-7);
    QVERIFY(largest(uniPcCorrected(randn(5), at(0.5 * gamma), estimates) - at(gamma)) < 1e-7);
}

void TestMultistep::withoutMemoryTheyAreDdimWithoutNoise() {
    QFETCH(double, gamma);
    QFETCH(double, gammaNext);
    const Estimates one{{randn(2), gamma}};
    const torch::Tensor ddim = ddimStep(randn(1), randn(2), gamma, gammaNext, 0.0, {});
    QVERIFY(largest(dpmSolver2Step(randn(1), one, gammaNext) - ddim) < 1e-7);
    QVERIFY(largest(dpmSolver3Step(randn(1), one, gammaNext) - ddim) < 1e-7);
}

// With estimates on a line in λ, a second-order step is a first-order one with the line's value half a step on.
void TestMultistep::secondOrderTakesTheMiddleOfTheStep() {
    const Curve line = [](double lambda) { return randn(2) + lambda * randn(3); };
    const torch::Tensor second = dpmSolver2Step(randn(1), estimatesOf(line, {-1.0, -0.7}), gammaOf(0.4));
    const Estimates middle{{line((-0.7 + 0.4) / 2), gammaOf(-0.7)}};
    QVERIFY(largest(second - dpmSolver2Step(randn(1), middle, gammaOf(0.4))) < 1e-12);
}

void TestMultistep::thirdOrderIntegratesParabolasExactly() {
    for (const double next : {-0.69, -0.2, 1.5}) {
        const torch::Tensor third =
            dpmSolver3Step(randn(1), estimatesOf(parabola, {-2.0, -1.2, -0.7}), gammaOf(next));
        QVERIFY(largest(third - integrated(randn(1), parabola, -0.7, next)) < 1e-7);
    }
}

void TestMultistep::thirdOrderBeginsWithTheSecond() {
    const Estimates two = estimatesOf(parabola, {-1.2, -0.7});
    QVERIFY(torch::equal(dpmSolver3Step(randn(1), two, 0.6), dpmSolver2Step(randn(1), two, 0.6)));
}

void TestMultistep::correctorIntegratesParabolasExactly() {
    for (const double end : {-1.19, -0.7, 1.0}) {
        const torch::Tensor corrected =
            uniPcCorrected(randn(5), randn(1), estimatesOf(parabola, {-2.0, -1.2, end}));
        QVERIFY(largest(corrected - integrated(randn(1), parabola, -1.2, end)) < 1e-7);
    }
}

void TestMultistep::correctorOfTwoEstimatesTakesTheirMean() {
    const Estimates two = estimatesOf(parabola, {-1.2, -0.7});
    const Estimates mean{{(two[0].clean + two[1].clean) / 2, two[0].gamma}};
    const torch::Tensor expected = dpmSolver2Step(randn(1), mean, two[1].gamma);
    QVERIFY(largest(uniPcCorrected(randn(5), randn(1), two) - expected) < 1e-12);
}

void TestMultistep::correctorLeavesTheFirstPicturesAlone() {
    const torch::Tensor x = randn(5);
    QVERIFY(torch::equal(uniPcCorrected(x, {}, estimatesOf(parabola, {-1.2})), x));
}

void TestMultistep::olderEstimatesAreIgnored() {
    const Estimates four = estimatesOf(parabola, {-3.0, -2.0, -1.2, -0.7});
    const Estimates three(four.begin() + 1, four.end());
    const Estimates two(four.begin() + 2, four.end());
    QVERIFY(torch::equal(dpmSolver2Step(randn(1), four, 0.6), dpmSolver2Step(randn(1), two, 0.6)));
    QVERIFY(torch::equal(dpmSolver3Step(randn(1), four, 0.6), dpmSolver3Step(randn(1), three, 0.6)));
    QVERIFY(
        torch::equal(uniPcCorrected(randn(5), randn(1), four), uniPcCorrected(randn(5), randn(1), three)));
}

void TestMultistep::lastStepGivesTheEstimate() {
    const Estimates estimates{{randn(3), 0.9}, {randn(4), 0.95}, {randn(2), 0.99}};
    QVERIFY(torch::equal(dpmSolver2Step(randn(1), estimates, 1.0), randn(2)));
    QVERIFY(torch::equal(dpmSolver3Step(randn(1), estimates, 1.0), randn(2)));
}

void TestMultistep::stepsAreOfTheirOrder_data() {
    QTest::addColumn<int>("solver");
    QTest::addColumn<double>("order");
    QTest::newRow("DPM-Solver++ 2M") << static_cast<int>(Solver::Second) << 2.0;
    QTest::newRow("DPM-Solver++ 3M") << static_cast<int>(Solver::Third) << 3.0;
    QTest::newRow("UniPC-2") << static_cast<int>(Solver::UniPc) << 3.0;
}

void TestMultistep::stepsAreOfTheirOrder() {
    QFETCH(int, solver);
    QFETCH(double, order);
    const auto kind = static_cast<Solver>(solver);
    const std::vector<double> errors{error(kind, 80), error(kind, 160), error(kind, 320)};
    for (std::size_t i : {0U, 1U}) {
        const double measured = std::log2(errors[i] / errors[i + 1]);
        QVERIFY2(std::abs(measured - order) < 0.25, std::to_string(measured).c_str());
    }
}

QTEST_APPLESS_MAIN(TestMultistep)
#include "tst_multistep.moc"
