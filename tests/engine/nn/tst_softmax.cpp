#include "engine/nn/kernels.h"
#include "engine/nn/softmax.h"
#include "tests/support/networks.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <QtTest>

using namespace kaleido;
using kaleido::testing::relativeError;

/// Our softmax against the definition, forward and backward, for rows of every length.
class TestSoftmax : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAndGradientsEqualTheDefinition_data();
    void valuesAndGradientsEqualTheDefinition();
    void maskedKeysAreExactlyZero();
    void nonFiniteRowsStayVisible();
    void everyInstructionSetGivesTheSame();
    void otherLayoutsAreTorchs();
};

void TestSoftmax::valuesAndGradientsEqualTheDefinition_data() {
    QTest::addColumn<bool>("bf16");
    QTest::addColumn<int>("length");
    for (const bool bf16 : {false, true}) {
        for (const int length : {1, 7, 15, 16, 17, 33, 136, 256}) {
            QTest::addRow("%s, %d keys", bf16 ? "bf16" : "float32", length) << bf16 << length;
        }
    }
}

void TestSoftmax::valuesAndGradientsEqualTheDefinition() {
    QFETCH(bool, bf16);
    QFETCH(int, length);
    torch::manual_seed(31);
    const auto type = bf16 ? torch::kBFloat16 : torch::kFloat32;
    const auto x = (torch::randn({3, 50, length}) * 6).to(type);
    const auto outer = torch::randn({3, 50, length}).to(type);
    auto ours = x.clone().requires_grad_();
    auto precise = x.to(torch::kFloat64).requires_grad_();
    const auto y = softmaxRows(ours);
    const auto expected = precise.softmax(-1);
    y.backward(outer);
    expected.backward(outer.to(torch::kFloat64));
    QCOMPARE(y.scalar_type(), type);
    QVERIFY(relativeError(y.detach(), expected.detach()) < (bf16 ? 4e-3 : 1e-6));
    const double error = (ours.grad().to(torch::kFloat64) - precise.grad()).abs().max().item<double>();
    QVERIFY2(error < (bf16 ? 2e-2 : 2e-6), qPrintable(QString::number(error)));
}

void TestSoftmax::maskedKeysAreExactlyZero() {
    auto x = torch::randn({4, 40});
    x.slice(1, 5, 30).fill_(-HUGE_VAL);
    const auto y = softmaxRows(x);
    QCOMPARE(y.slice(1, 5, 30).abs().max().item<double>(), 0.0);
    QVERIFY((y.sum(-1) - 1).abs().max().item<double>() < 1e-6);
}

void TestSoftmax::nonFiniteRowsStayVisible() {
    for (const double poison : {static_cast<double>(NAN), HUGE_VAL}) {
        auto x = torch::randn({3, 40});
        x[1][37] = poison;
        const auto finite = torch::isfinite(softmaxRows(x));
        QVERIFY(!finite[1].all().item<bool>());
        QVERIFY(finite[0].all().item<bool>() && finite[2].all().item<bool>());
    }
    QVERIFY(torch::isnan(softmaxRows(torch::full({1, 20}, -HUGE_VAL))).all().item<bool>());
}

void TestSoftmax::everyInstructionSetGivesTheSame() {
    using namespace kernel;
    constexpr std::int64_t kRows = 4;
    constexpr std::int64_t kKeys = 77;
    torch::manual_seed(32);
    const auto x = torch::randn({kRows, kKeys}) * 5;
    const auto outer = torch::randn({kRows, kKeys});
    const auto run = [&](const Kernels& set) {
        auto results = torch::empty({2, kRows, kKeys});
        std::vector<float> scratch(kKeys + 16);
        float* y = results.data_ptr<float>();
        set.float32.softmax.forward(x.const_data_ptr<float>(), {kRows, kKeys}, scratch.data(), y);
        set.float32.softmax.backward(y, outer.const_data_ptr<float>(), {kRows, kKeys}, y + kRows * kKeys);
        return results;
    };
    const auto reference = run(*kernels(Isa::Baseline));
    for (const Isa isa : {Isa::Avx2, Isa::Avx512}) {
        if (const Kernels* found = kernels(isa)) QVERIFY(relativeError(run(*found), reference) < 1e-6);
    }
}

void TestSoftmax::otherLayoutsAreTorchs() {
    const auto x = torch::randn({6, 5, 4}).transpose(1, 2);
    QVERIFY(torch::equal(softmaxRows(x), x.softmax(-1)));
    QCOMPARE(softmaxRows(torch::empty({2, 0})).numel(), std::int64_t{0});
}

QTEST_APPLESS_MAIN(TestSoftmax)
#include "tst_softmax.moc"
