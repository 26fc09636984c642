#include "engine_fixture.h"

#include "engine/api/public_bench_job.h"
#include "engine/base/machine.h"
#include "tests/support/small_public_network.h"
#include "tests/support/source_tree.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::testing;

class TestBenchRequests : public QObject {
    Q_OBJECT

    const ModelFolder m_model;
    RecordedEngine m_engine;

    BenchRequest request() const {
        return {
            .model = m_model.path(), .config = tinyTrainConfig(), .resources = test::sourceFile("resources")};
    }

private Q_SLOTS:
    void everythingIsMeasured();
    void aConfigurationOfAnotherModelIsRefused();
    void missingSpritesAreOneError();
    void aPublicNetworkIsClockedBesideItsOwnCode();
    void onePrecisionMayBeAskedFor_data();
    void onePrecisionMayBeAskedFor();
    void aPublicNetworkThatDoesNotFitIsRefused();
};

namespace {

/// The report on the small network, which no request names.
PublicBenchReport clockedSmallNetwork(const PublicBenchRequest& request) {
    Recorder recorder;
    EventOutbox outbox(recorder.sink(), [] { return std::chrono::steady_clock::now(); });
    const MemoryBudget memory;
    JobContext context(JobId{1}, {}, outbox, memory);
    PublicBenchJob job(request, smallPublicNetwork());
    while (job.runSlice(context).value() == Slice::More) {
    }
    return only<PublicBenchDone>(recorder.events(JobId{1})).at(0).report;
}

}  // namespace

void TestBenchRequests::everythingIsMeasured() {
    const auto events = m_engine.run(request());
    QCOMPARE(endOf(events).outcome, Outcome::Done);
    const auto done = only<BenchDone>(events);
    QCOMPARE(done.size(), std::size_t{1});
    QVERIFY(only<PlanDone>(events).empty() && only<PictureDone>(events).empty());

    const BenchReport& report = done.front().report;
    QVERIFY(report.startUp > 0);
    QVERIFY(report.uses.plans > 0 && report.uses.plannedTokens > 0);
    QVERIFY(report.uses.firstPreview > 0 && report.uses.firstPreview < report.uses.grid);
    QVERIFY(report.peakPainting > 0 && report.peakPainting <= report.peak);
    QCOMPARE(report.networks.size(), std::size_t{4});
    for (const NetworkSpeed& network : report.networks) {
        QVERIFY2(network.seconds > 0 && network.flop > 0 && network.bareSeconds > 0, network.what.c_str());
        QVERIFY2(!network.precision.empty(), network.what.c_str());
    }
}

void TestBenchRequests::aConfigurationOfAnotherModelIsRefused() {
    BenchRequest other = request();
    other.config = test::sourceFile("models/kaleido-emoji/train.json");
    const auto end = endOf(m_engine.run(other));
    QCOMPARE(end.outcome, Outcome::Failed);
    QCOMPARE(end.error.code, Code::BadInput);
    QCOMPARE(end.error.path, other.config.string());
}

void TestBenchRequests::missingSpritesAreOneError() {
    BenchRequest elsewhere = request();
    elsewhere.resources = "/nonexistent";
    const auto events = m_engine.run(elsewhere);
    const auto end = endOf(events);
    QCOMPARE(end.outcome, Outcome::Failed);
    QVERIFY2(end.error.path.starts_with("/nonexistent"), describe(end.error).c_str());
    QVERIFY(only<BenchDone>(events).empty());
}

void TestBenchRequests::aPublicNetworkIsClockedBesideItsOwnCode() {
    const PublicBenchReport report = clockedSmallNetwork({});
    QCOMPARE(report.network, std::string("small"));
    QCOMPARE(report.parameters, std::int64_t{1000});
    QVERIFY(report.threads > 0 && report.peak > 0);
    QCOMPARE(report.steps.size(), std::size_t(cpuFacts().fastBfloat16 ? 2 : 1));
    QCOMPARE(report.texts.size(), report.steps.size());
    QCOMPARE(report.convolutionRate.has_value(), cpuFacts().fastBfloat16);
    QCOMPARE(report.peers.size(), std::size_t{4});
    for (const PeerSpeed& peer : report.peers) QVERIFY(peer.share() > 0 && peer.share() < 1);
}

void TestBenchRequests::onePrecisionMayBeAskedFor_data() {
    QTest::addColumn<bool>("bfloat16");
    QTest::newRow("float32") << false;
    QTest::newRow("bfloat16") << true;
}

void TestBenchRequests::onePrecisionMayBeAskedFor() {
    QFETCH(bool, bfloat16);
    const PublicBenchReport report = clockedSmallNetwork({.bfloat16 = bfloat16});
    QCOMPARE(report.steps.size(), std::size_t{1});
    QCOMPARE(report.steps.front().precision, std::string(bfloat16 ? "bfloat16" : "float32"));
}

void TestBenchRequests::aPublicNetworkThatDoesNotFitIsRefused() {
    RecordedEngine small({}, std::uint64_t{2} << 30);
    const auto events = small.run(PublicBenchRequest{});
    const auto end = endOf(events);
    QCOMPARE(end.outcome, Outcome::Failed);
    QCOMPARE(end.error.code, Code::NoMemory);
    QVERIFY2(end.error.message.starts_with("clocking MDM 64x64"), describe(end.error).c_str());
    QVERIFY(only<PublicBenchDone>(events).empty());
}

QTEST_GUILESS_MAIN(TestBenchRequests)
#include "tst_bench_requests.moc"
