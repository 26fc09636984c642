#include "app/cli/bench_output.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::cli;

/// What `bench` tells about a public network.
class TestBenchOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void machinesAreComparedByTheirConvolutions();
    void slowBf16IsNotCompared();
};

namespace {

/// A machine half as fast as the peer's, and a step that takes as long here as the peer's there.
PublicBenchReport report() {
    return {
        .network = "some",
        .parameters = 7,
        .threads = 2,
        .steps = {{.what = "step", .precision = "bfloat16", .seconds = 2, .flop = 600e9, .bareSeconds = 1.5}},
        .texts = {{.what = "text", .precision = "bfloat16", .seconds = 1, .flop = 1e9, .bareSeconds = 1}},
        .convolutionRate = 220e9,
        .peers = {{.what = "peer",
                   .machine = "like this one",
                   .isa = "avx512_bf16",
                   .seconds = 2,
                   .rate = 220e9,
                   .convolutionRate = 440e9},
                  {.what = "stranger",
                   .machine = "of another kind",
                   .isa = "amx_bf16",
                   .seconds = 2,
                   .rate = 220e9,
                   .convolutionRate = 2200e9}},
        .peak = 5};
}

double number(const JsonValue& json, std::string_view name) {
    return std::get<double>(json.find(name)->data);
}

}  // namespace

void TestBenchOutput::machinesAreComparedByTheirConvolutions() {
    QCOMPARE(report().speedUp(report().steps[0], report().peers[0]), 2.0);
    QCOMPARE(report().peers[0].share(), 0.5);

    CpuFacts cpu;
    cpu.isa = "avx512_bf16";
    const JsonValue json = benchJson(report(), cpu);
    QCOMPARE(number(json, "convolution_gflop_per_second"), 220.0);
    const JsonValue& step = json.find("steps")->array()->at(0);
    QCOMPARE(number(step, "gflop_per_second"), 300.0);
    QCOMPARE(number(step, "bare_share"), 0.75);
    QCOMPARE(number(json.find("public_code")->array()->at(0), "convolution_share"), 0.5);
    QCOMPARE(json.find("against_public_code")->array()->size(), std::size_t{1});
    const JsonValue& against = json.find("against_public_code")->array()->at(0);
    QCOMPARE(*against.find("peer")->string(), std::string("peer"));
    QCOMPARE(*against.find("precision")->string(), std::string("bfloat16"));
    QCOMPARE(number(against, "times_as_fast"), 2.0);
}

void TestBenchOutput::slowBf16IsNotCompared() {
    PublicBenchReport slow = report();
    slow.convolutionRate.reset();
    const JsonValue json = benchJson(slow, CpuFacts{});
    QVERIFY(json.find("steps") && json.find("public_code"));
    QVERIFY(!json.find("convolution_gflop_per_second") && !json.find("against_public_code"));
}

QTEST_APPLESS_MAIN(TestBenchOutput)
#include "tst_bench_output.moc"
