#include "engine/train/muon.h"

#include <QTest>

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

using namespace kaleido;

namespace {

torch::Tensor parameter(at::IntArrayRef shape, std::uint64_t seed) {
    torch::manual_seed(seed);
    return torch::randn(shape).requires_grad_(true);
}

void takeStep(Muon& optimiser, torch::Tensor& p, int step) {
    p.mutable_grad() = torch::Tensor();
    torch::manual_seed(static_cast<std::uint64_t>(100 + step));
    (p - torch::randn(p.sizes())).pow(2).sum().backward();
    optimiser.step(1e-2);
}

}  // namespace

class TestMuon : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orthogonalisedHasSingularValuesNearOne_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("square") << 48 << 48;
        QTest::newRow("wide") << 32 << 144;
        QTest::newRow("tall") << 144 << 32;
    }

    void orthogonalisedHasSingularValuesNearOne() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        torch::manual_seed(1);
        const torch::Tensor left = std::get<0>(torch::linalg_qr(torch::randn({rows, rows})));
        const torch::Tensor right = std::get<0>(torch::linalg_qr(torch::randn({columns, columns})));
        const std::int64_t rank = std::min(rows, columns);
        const torch::Tensor scales = torch::logspace(0, -1.5, rank);
        const torch::Tensor exact = left.narrow(1, 0, rank).mm(right.narrow(0, 0, rank));
        const torch::Tensor matrix = (left.narrow(1, 0, rank) * scales).mm(right.narrow(0, 0, rank));

        const torch::Tensor result = orthogonalised(5.0 * matrix);
        const torch::Tensor values = torch::linalg_svdvals(result);
        QVERIFY(values.min().item<double>() > 0.6);
        QVERIFY(values.max().item<double>() < 1.3);
        // The same singular directions: close to the orthonormal factor itself.
        const double alignment =
            (result * exact).sum().item<double>() / (result.norm() * exact.norm()).item<double>();
        QVERIFY2(alignment > 0.97, qPrintable(QString::number(alignment)));
    }

    void nothingOrthogonalisedIsNothing() {
        QVERIFY(orthogonalised(torch::zeros({40, 40})).abs().max().item<double>() == 0.0);
    }

    void anUpdateIsAsLargeAsOneOfAdamW() {
        for (const auto& shape : {std::vector<std::int64_t>{64, 64}, {64, 32, 3, 3}, {256, 64}}) {
            torch::Tensor p = parameter(shape, 2);
            const torch::Tensor before = p.detach().clone();
            Muon optimiser({{"p", p}}, {});
            takeStep(optimiser, p, 0);
            const double size = (p - before).pow(2).mean().sqrt().item<double>();
            QVERIFY2(size > 0.15e-2 && size < 0.25e-2, qPrintable(QString::number(size)));
        }
    }

    void goesDownhill() {
        torch::Tensor p = parameter({40, 50}, 3);
        const torch::Tensor goal = parameter({40, 50}, 4).detach();
        Muon optimiser({{"p", p}}, {});
        const auto distance = [&] { return (p - goal).pow(2).mean(); };
        const double before = distance().item<double>();
        for (int step = 0; step < 200; ++step) {
            p.mutable_grad() = torch::Tensor();
            distance().backward();
            optimiser.step(0.2 * (1 - step / 200.0));
        }
        QVERIFY(distance().item<double>() < 0.05 * before);
    }

    void leavesParametersWithoutGradientAlone() {
        torch::Tensor used = parameter({32, 32}, 1), unused = parameter({32, 32}, 2);
        const torch::Tensor before = unused.detach().clone();
        Muon optimiser({{"used", used}, {"unused", unused}}, {});
        takeStep(optimiser, used, 0);
        QVERIFY(torch::equal(unused, before));
        QVERIFY(optimiser.state().at("unused/momentum").abs().max().item<double>() == 0.0);
    }

    void restoredStateGoesOnTheSame() {
        torch::Tensor first = parameter({32, 40}, 3);
        Muon optimiser({{"p", first}}, {});
        for (int step = 0; step < 5; ++step) takeStep(optimiser, first, step);
        torch::Tensor second = first.detach().clone().requires_grad_(true);
        Muon resumed({{"p", second}}, {});
        resumed.restore(optimiser.state());
        for (int step = 5; step < 10; ++step) {
            takeStep(optimiser, first, step);
            takeStep(resumed, second, step);
        }
        QVERIFY(torch::equal(first, second));
    }

    void tellsHiddenMatricesFromTheRest() {
        QVERIFY(
            isHiddenMatrix("t5/encoder.block.0.layer.0.SelfAttention.q.weight", torch::zeros({256, 256})));
        QVERIFY(isHiddenMatrix("unet/down.conv1.weight", torch::zeros({64, 32, 3, 3})));
        QVERIFY(!isHiddenMatrix("unet/conv_in.weight", torch::zeros({64, 3, 3, 3})));
        QVERIFY(!isHiddenMatrix("unet/conv_out.weight", torch::zeros({3, 64, 3, 3})));
        QVERIFY(!isHiddenMatrix("unet/norm1.weight", torch::zeros({64})));
        QVERIFY(!isHiddenMatrix("t5/shared.weight", torch::zeros({4224, 256})));
        QVERIFY(!isHiddenMatrix("t5/lm_head.weight", torch::zeros({4224, 256})));
    }
};

QTEST_APPLESS_MAIN(TestMuon)
#include "tst_muon.moc"
