#include "engine/io/json_value.h"
#include "engine_fixture.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

double number(const JsonValue& object, const char* name) {
    const JsonValue* found = object.find(name);
    if (!found) return -1;
    if (const auto* whole = std::get_if<std::int64_t>(&found->data)) return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&found->data);
    return real ? *real : -1;
}

}  // namespace

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

    const auto report = parseJson(done.front().json, "bench");
    QVERIFY(report.ok());
    for (const char* name : {"start_up", "eight_plans", "eight_plans_tokens", "sixteen_pictures",
                             "first_preview", "peak_memory_painting", "peak_memory"})
        QVERIFY2(number(*report, name) > 0, name);
    QVERIFY(number(*report, "first_preview") < number(*report, "sixteen_pictures"));
    QVERIFY(number(*report, "peak_memory_painting") <= number(*report, "peak_memory"));
    const auto& networks = *report->find("networks")->array();
    QCOMPARE(networks.size(), std::size_t{4});
    for (const JsonValue& network : networks) {
        const std::string what = *network.find("what")->string();
        QVERIFY2(number(network, "seconds") > 0 && number(network, "gflop") > 0, what.c_str());
        const double share = number(network, "gflop_per_second") / number(network, "bare_gflop_per_second");
        QVERIFY2(std::abs(share / number(network, "bare_share") - 1) < 1e-9, what.c_str());
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
