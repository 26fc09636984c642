#include "engine/bench/bare_run.h"
#include "engine/bench/network_speed.h"
#include "engine/bench/stopwatch.h"

#include <torch/nn/modules/conv.h>
#include <torch/types.h>

#include <QtTest>

using namespace kaleido;

class TestNetworkSpeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void medianIsTheMiddle() {
        QCOMPARE(median({3}), 3.0);
        QCOMPARE(median({9, 1, 2}), 2.0);
        QCOMPARE(median({4, 1, 2, 100}), 3.0);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, median({}));
    }

    void partsShareTheWork() {
        const auto a = torch::ones({16, 16});
        int runs = 0;
        const auto network = [&] {
            ++runs;
            for (int i = 0; i < 4; ++i) torch::mm(a, a);
        };
        const NetworkSpeed speed = measureSpeed(network, {.rounds = 3, .parts = 4}, {});
        QCOMPARE(runs, 5);
        QCOMPARE(speed.flop, 2.0 * 16 * 16 * 16);
        QVERIFY(speed.seconds > 0 && speed.bareSeconds > 0);
        QCOMPARE(speed.bareShare(), speed.rate() / speed.bareRate());
    }

    void layoutsAreRunAsTheyWere() {
        // Transposed, expanded, channels-last and absent arguments must all be accepted by the operators again.
        const auto network = [] {
            const auto map =
                torch::ones({2, 8, 6, 6}, torch::kBFloat16).contiguous(torch::MemoryFormat::ChannelsLast);
            torch::nn::Conv2d layer(torch::nn::Conv2dOptions(8, 4, 3).bias(false));
            layer->to(torch::kBFloat16);
            layer(map).sum().backward();
            const auto bias = torch::zeros({1, 1, 5}).expand({3, 4, 5});
            torch::baddbmm(bias, torch::ones({3, 4, 2}), torch::ones({3, 5, 2}).transpose(1, 2));
        };
        OperationLog log;
        network();
        const auto operations = log.operations();
        QCOMPARE(operations.size(), std::size_t{3});
        BareRun bare(operations);
        bare.round();
        bare.round();
        QVERIFY(bare.seconds() > 0);
        QCOMPARE(bare.flop(), 2 * (2.0 * 2 * 16 * 4 * 8 * 9) + 2.0 * 3 * 4 * 5 * 2);
    }

    void everyThreadRunsAllOperationsWhereRowsAreApart() {
        const auto a = torch::ones({40, 40});
        std::vector<Operation> operations;
        {
            OperationLog log;
            torch::mm(a, a);
            torch::mm(a, a.t());
            operations = log.operations();
        }
        for (const auto& [atOnce, calls] : {std::pair{0, 1}, {1, 1}, {3, 3}}) {
            BareRun bare(operations, static_cast<std::size_t>(atOnce));
            OperationLog runs;
            bare.round();
            QCOMPARE(runs.operations().size(), std::size_t{2});
            for (const Operation& operation : runs.operations())
                QCOMPARE(operation.calls, 2 * calls);  // without and with a clock
            QVERIFY(bare.seconds() > 0);
        }
    }

    void stopIsSeenBetweenRounds() {
        StopSource source;
        source.requestStop(StopWhen::Now);
        QVERIFY_THROWS_EXCEPTION(Cancelled, measureSpeed([] {}, {}, source.token()));
    }
};

QTEST_APPLESS_MAIN(TestNetworkSpeed)
#include "tst_network_speed.moc"
