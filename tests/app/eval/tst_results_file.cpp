#include "app/eval/results_file.h"

#include "tests/app/eval/results_fixture.h"
#include "tests/support/comma_locale.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// The table's first value, whose bits == does not tell apart from those of another zero.
double firstValue(const EvaluationResults& results) {
    return *results.tables[0].rows[0].values[0];
}

}  // namespace

/// The results of an evaluation as a file.
class TestResultsFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resultsComeBackAsTheyWere() {
        const EvaluationResults results = smallResults();
        const auto read = resultsFromJson(resultsToJson(results), "here.json");
        QVERIFY2(read.ok(), read ? "" : describe(read.error()).c_str());
        QVERIFY(*read == results);
    }

    void randomResultsComeBackAsTheyWere() {
        Random random(11);
        for (int i = 0; i < 300; ++i) {
            const EvaluationResults results = randomResults(random);
            const std::string text = resultsToJson(results);
            const auto read = resultsFromJson(text, "here.json");
            QVERIFY2(read.ok(), read ? "" : describe(read.error()).c_str());
            QVERIFY2(*read == results, text.c_str());
            QCOMPARE(resultsToJson(*read), text);
        }
    }

    void numbersKeepEveryBit() {
        EvaluationResults results = smallResults();
        for (const double value : {0.1, -0.0, 5e-324, std::numeric_limits<double>::max(), 2000.0}) {
            results.tables[0].rows[0].values[0] = value;
            const double read = firstValue(*resultsFromJson(resultsToJson(results), "here.json"));
            QCOMPARE(std::bit_cast<std::uint64_t>(read), std::bit_cast<std::uint64_t>(value));
        }
    }

    void theLocaleDoesNotMatter() {
        const std::string text = resultsToJson(smallResults());
        const CommaLocale locale;
        if (!locale.active()) QSKIP("no locale with a decimal comma can be had");
        QCOMPARE(resultsToJson(smallResults()), text);
        QVERIFY(*resultsFromJson(text, "here.json") == smallResults());
    }

    void whatJsonCannotHoldIsABrokenPromise() {
        EvaluationResults results = smallResults();
        results.charts[0].series[0].y[0] = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, resultsToJson(results));
    }

    void aFileIsWrittenAndRead() {
        const QTemporaryDir home;
        const std::filesystem::path path = home.filePath(QStringLiteral("results.json")).toStdString();
        QVERIFY(writeResults(smallResults(), path).ok());
        QVERIFY(*readResults(path) == smallResults());
        const auto missing = readResults(path / "no");
        QVERIFY(!missing.ok());
        QCOMPARE(missing.error().code, Code::NotFound);
        QVERIFY(!writeResults(smallResults(), path / "no").ok());
    }

    void aBrokenFileIsNamed_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* name, const char* from, const char* to, const char* error) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(error);
        };
        row("no JSON", "{", "", "");
        row("another format", "kaleido-evaluation", "kaleido-plan", "/format: must be");
        row("newer", "\"version\": 1", "\"version\": 2", "/version: is newer");
        row("size", "\"quick\"", "\"small\"", "/size: must be 'quick' or 'full'");
        row("unknown name", "\"size\"", "\"sise\"", "/sise: unknown name");
        row("missing name", "\"log_x\": false,", "", "/charts/0/log_x: is missing");
        row("style", "\"percent\"", "\"permille\"", "/tables/0/columns/1/numbers: must be");
        row("too few values", "0.974", "", "");
        row("too many values", "0.974", "0.974, 1", "/tables/0/rows/0/values: has 3 values for 2 columns");
        row("no number", "0.974", "\"0.974\"", "/tables/0/rows/0/values/1: a number is needed");
        row("too large", "0.974", "1e999", "");
        row("uneven curve", "1.25", "1.25, 7", "/charts/0/series/0/y: has 3 values for 2 of x");
        row("null in a curve", "1.25", "null", "/charts/0/series/0/y/1: a number is needed");
        row("no truth", "\"log_x\": false", "\"log_x\": 0", "/charts/0/log_x: true or false is needed");
        row("fact", "\"value\": \"2,000\"", "\"value\": 2000", "/facts/1/value: a text is needed");
    }

    void aBrokenFileIsNamed() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, error);
        QByteArray text = QByteArray::fromStdString(resultsToJson(smallResults()));
        QVERIFY2(text.contains(from), text.constData());
        text.replace(from, to);
        const auto read = resultsFromJson(text.toStdString(), "here.json");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, Code::BadInput);
        const std::string told = describe(read.error());
        QVERIFY2(told.starts_with("here.json: " + error.toStdString()), told.c_str());
    }

    void noTwoTablesHaveOneId() {
        EvaluationResults results = smallResults();
        results.tables.push_back(results.tables[0]);
        const auto read = resultsFromJson(resultsToJson(results), "here.json");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().field, std::string("/tables/1/id"));
    }

    void whatIsTooManyIsRefused() {
        EvaluationResults results = smallResults();
        results.facts.assign(1'001, {"a", "b"});
        const auto read = resultsFromJson(resultsToJson(results), "here.json");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().field, std::string("/facts"));
    }
};

QTEST_GUILESS_MAIN(TestResultsFile)
#include "tst_results_file.moc"
