#include "engine/base/machine.h"
#include "engine/bench/bare_run.h"
#include "engine/bench/operation_log.h"
#include "engine/nn/autocast.h"
#include "engine/nn/packed_weights.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

#include <functional>
#include <thread>

using namespace kaleido;

namespace {

std::vector<Operation> operationsOf(const std::function<void()>& work) {
    OperationLog log;
    work();
    return log.operations();
}

double flopOf(const std::function<void()>& work) {
    double sum = 0;
    for (const Operation& operation : operationsOf(work))
        sum += operation.flop() * static_cast<double>(operation.calls);
    return sum;
}

}  // namespace

class TestOperationLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productsCountTwiceRowsColumnsAndDepth() {
        const auto a = torch::ones({3, 5});
        const auto b = torch::ones({5, 7});
        QCOMPARE(flopOf([&] { torch::mm(a, b); }), 2.0 * 3 * 5 * 7);
        QCOMPARE(flopOf([&] { torch::addmm(torch::ones({7}), a, b); }), 2.0 * 3 * 5 * 7);
        const auto many = torch::ones({4, 3, 5});
        const auto others = torch::ones({4, 5, 7});
        QCOMPARE(flopOf([&] { torch::bmm(many, others); }), 2.0 * 4 * 3 * 5 * 7);
        QCOMPARE(flopOf([&] { torch::baddbmm(torch::ones({4, 3, 7}), many, others); }), 2.0 * 4 * 3 * 5 * 7);
    }

    void layersOfThreeAxesCountEachRow() {
        torch::nn::Linear layer(6, 4);
        QCOMPARE(flopOf([&] { layer(torch::ones({2, 5, 6})); }), 2.0 * 2 * 5 * 6 * 4);
    }

    void convolutionsCountOutputPlaces_data() {
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("places");
        QTest::newRow("of the same size") << 1 << 8 * 10;
        QTest::newRow("halving") << 2 << 4 * 5;
    }
    void convolutionsCountOutputPlaces() {
        QFETCH(int, stride);
        QFETCH(int, places);
        torch::nn::Conv2d layer(torch::nn::Conv2dOptions(3, 16, 3).stride(stride).padding(1));
        QCOMPARE(flopOf([&] { layer(torch::ones({2, 3, 8, 10})); }), 2.0 * 2 * places * 16 * 3 * 9);
    }

    void oneNumberStandsForBothAxes() {
        const auto map = torch::ones({2, 3, 8, 10});
        const auto weight = torch::ones({16, 3, 3, 3});
        QCOMPARE(flopOf([&] { torch::conv2d(map, weight, {}, 2, 1); }), 2.0 * 2 * (4 * 5) * 16 * 3 * 9);
    }

    void backwardCountsEachGradientThatIsAskedFor() {
        torch::nn::Conv2d layer(torch::nn::Conv2dOptions(3, 16, 3).padding(1));
        const double forward = 2.0 * 8 * 10 * 16 * 3 * 9;
        const auto picture = torch::ones({1, 3, 8, 10});
        QCOMPARE(flopOf([&] { layer(picture).sum().backward(); }), 2 * forward);
        const auto learned = picture.clone().requires_grad_();
        QCOMPARE(flopOf([&] { layer(learned).sum().backward(); }), 3 * forward);

        torch::nn::Linear linear(6, 4);
        const auto rows = torch::ones({5, 6}).requires_grad_();
        QCOMPARE(flopOf([&] { linear(rows).sum().backward(); }), 3 * 2.0 * 5 * 6 * 4);
    }

    void underAutocastACallCountsOnceAndAsItIsComputed() {
        torch::nn::Linear layer(6, 4);
        torch::nn::Conv2d convolution(torch::nn::Conv2dOptions(3, 16, 3));
        const auto operations = operationsOf([&] {
            const AutocastScope autocast(torch::kCPU);
            const auto rows = layer(torch::ones({5, 6}));
            torch::mm(rows.to(torch::kFloat32), torch::ones({4, 2}));
            convolution(torch::ones({1, 3, 8, 8}));
        });
        QCOMPARE(operations.size(), std::size_t{3});
        for (const Operation& operation : operations) {
            QCOMPARE(operation.calls, 1);
            QCOMPARE(operation.arguments[1].toTensor().scalar_type(), torch::kBFloat16);
        }
    }

    void packedWeightsCountAsTheLayersDo() {
        if (!cpuFacts().fastBfloat16)
            QSKIP("weights are laid out in bfloat16 only where the processor has it");
        const torch::InferenceMode inference;
        for (const std::int64_t side : {1, 3}) {
            torch::nn::Conv2d layer(torch::nn::Conv2dOptions(32, 64, side).padding(side / 2));
            layer->to(torch::kBFloat16);
            for (auto& parameter : layer->parameters()) parameter.set_requires_grad(false);
            PackedWeights packed;
            packed.freeze(*layer);
            const auto map = torch::ones({2, 32, 8, 8}, torch::kBFloat16);
            const auto sum = torch::ones({2, 64, 8, 8}, torch::kBFloat16);
            packed.convolve(layer, map);  // lays them out
            const double flop = flopOf([&] { layer(map); });
            const auto operations = operationsOf([&] {
                packed.convolve(layer, map);
                packed.convolve(layer, map, sum);
            });
            QCOMPARE(operations.size(), std::size_t{2});
            for (const Operation& operation : operations) QCOMPARE(operation.flop(), flop);
            BareRun bare(operations);
            bare.round();
            QCOMPARE(bare.flop(), 2 * flop);
        }
    }

    void packedProductsCountAsTheLayersDo() {
        const torch::InferenceMode inference;
        torch::nn::Conv2d layer(torch::nn::Conv2dOptions(32, 64, 1));
        layer->to(torch::kBFloat16);
        for (auto& parameter : layer->parameters()) parameter.set_requires_grad(false);
        PackedWeights packed;
        packed.freeze(*layer);
        const auto tokens = torch::ones({2, 9, 32}, torch::kBFloat16);
        packed.multiply(*layer, tokens);  // lays them out
        const double flop = 2.0 * 2 * 9 * 32 * 64;
        QCOMPARE(flopOf([&] { packed.multiply(*layer, tokens); }), flop);
        QCOMPARE(flopOf([&] { packed.multiplyGelu(*layer, tokens); }), flop);
        QCOMPARE(flopOf([&] {
                     packed.multiply(*layer, tokens, torch::ones({2, 9, 64}, torch::kBFloat16));
                 }),
                 flop);
    }

    void fusedAttentionCountsItsTwoProducts() {
        const torch::InferenceMode inference;
        const auto queries = torch::ones({2, 8, 16, 4});
        const auto keys = torch::ones({2, 8, 6, 4});
        const auto operations =
            operationsOf([&] { torch::scaled_dot_product_attention(queries, keys, keys); });
        double flop = 0;
        for (const Operation& operation : operations)
            flop += operation.flop() * static_cast<double>(operation.calls);
        QCOMPARE(flop, 2 * 2.0 * 2 * 8 * 16 * 6 * 4);
        BareRun bare(operations);
        bare.round();
        QVERIFY(bare.seconds() > 0);
    }

    void sameShapesAreOneOperation() {
        const auto a = torch::ones({3, 3});
        const auto operations = operationsOf([&] {
            torch::mm(a, a);
            torch::mm(a, a);
            torch::mm(a, a.t());
        });
        QCOMPARE(operations.size(), std::size_t{2});
        QCOMPARE(operations[0].calls + operations[1].calls, 3);
    }

    void nothingIsLoggedBeforeOrBehind() {
        const auto a = torch::ones({3, 3});
        torch::mm(a, a);
        OperationLog first;
        QVERIFY(first.operations().empty());
    }

    void callsOfOtherThreadsAreLoggedToo() {
        const auto a = torch::ones({3, 3}).requires_grad_(true);
        QCOMPARE(flopOf([&] {
                     std::thread([&] { torch::mm(a, a).sum().backward(); }).join();
                     torch::mm(a.detach(), a.detach());
                 }),
                 4 * 2.0 * 3 * 3 * 3);  // forward, two gradients, forward
    }

    void thereIsOneLog() {
        OperationLog log;
        QVERIFY_THROWS_EXCEPTION(c10::Error, OperationLog());
        torch::mm(torch::ones({3, 3}), torch::ones({3, 3}));
        QCOMPARE(log.operations().size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestOperationLog)
#include "tst_operation_log.moc"
