#include "engine_fixture.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::testing;

class TestBenchRequests : public QObject {
    Q_OBJECT

    const ModelFolder m_model;
    RecordedEngine m_engine;

    BenchRequest request() const {
        return {.model = m_model.path(),
                .config = tinyTrainConfig(),
                .resources = std::filesystem::path(KALEIDO_SOURCE_DIR) / "resources"};
    }

private Q_SLOTS:
    void everythingIsMeasured();
    void aConfigurationOfAnotherModelIsRefused();
    void missingSpritesAreOneError();
};

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
    other.config = std::filesystem::path(KALEIDO_SOURCE_DIR) / "models" / "kaleido-emoji" / "train.json";
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

QTEST_GUILESS_MAIN(TestBenchRequests)
#include "tst_bench_requests.moc"
