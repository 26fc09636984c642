#include "engine/io/picture_record.h"

#include "tests/support/comma_locale.h"
#include "tests/support/random_plan.h"
#include "tests/support/sanitized.h"

#include <QtTest>

#include <fmt/format.h>
#include <sys/resource.h>
#include <algorithm>
#include <stdexcept>

using namespace kaleido;

namespace {

PictureRecord someRecord(std::uint64_t seed) {
    Random random(seed);
    PictureRecord record;
    record.plan = test::randomPlan(random);
    record.kinds = {
        .text = true, .boxes = true, .blobs = true, .tokens = false, .colors = random.chance(0.5)};
    record.negative = "rain, \"fog\"\nund Nebel 猫 \U0001F431";
    record.seed = random.bits();
    record.sampler = "ddim";
    record.eta = random.uniform();
    record.steps = 25;
    record.guidance = random.uniform(-2, 9);
    record.rescale = random.uniform();
    if (const double more = static_cast<double>(seed) / 1000; seed % 2 == 0)
        record.cads = {.scale = 0.25 + more, .tauLow = 0.3, .tauHigh = 0.3 + more, .mix = 0.5};
    record.width = 64;
    record.height = 128;
    record.modelId = "kaleido-emoji";
    record.modelHash = std::string(64, 'a');
    record.codeVersion = "0.1.0";
    record.device = "cpu (avx2)";
    record.precision = "float32";
    record.microBatch = 4;
    record.run = "abc";
    record.row = 3;
    record.column = 2;
    return record;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) throw std::logic_error(fmt::format("the fixture has no {}", what));
    return text.replace(at, what.size(), with);
}

}  // namespace

class TestPictureRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsAreReadBack() {
        std::vector<PictureRecord> records;
        for (std::uint64_t seed = 0; seed < 200; ++seed) records.push_back(someRecord(seed));
        const auto back = recordsFromJson(recordsToJson(records), "grid.png");
        QVERIFY2(back.ok(), back.ok() ? "" : describe(back.error()).c_str());
        QVERIFY(*back == records);
    }

    void theyAreTheSameUnderADecimalComma() {
        const std::vector<PictureRecord> records = {someRecord(1), someRecord(2)};
        const std::string text = recordsToJson(records);
        const test::CommaLocale locale;
        if (!locale.active()) QSKIP("no locale with a decimal comma is installed");
        QCOMPARE(recordsToJson(records), text);
        QVERIFY(*recordsFromJson(text, "a.png") == records);
    }

    void theyAreOneLineOfAscii() {
        const std::string text = recordsToJson({someRecord(3)});
        QVERIFY(std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; }));
    }

    void cadsIsToldOnlyIfItIsOn() {
        QVERIFY(recordsToJson({someRecord(3)}).find("cads") == std::string::npos);
        QVERIFY(recordsToJson({someRecord(4)}).find(R"("cads":{"scale":0.254,)") != std::string::npos);
    }

    void refusesBadText_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* what, const char* with, const char* field) {
            QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(with)
                                << QString::fromUtf8(field);
        };
        row("another format", "kaleido-picture", "kaleido-plan", "/format");
        row("newer version", R"("version":1,"pictures")", R"("version":2,"albums")", "/version");
        row("unknown key", R"("sampler")", R"("smapler")", "/pictures/0/smapler");
        row("plan of a newer version", R"("kaleido-plan","version":1)", R"("kaleido-plan","version":2)",
            "/pictures/0/plan/version");
        row("unknown kind", R"("kinds":"text)", R"("kinds":"texture)", "/pictures/0/kinds");
        row("no steps", R"("steps":25)", R"("steps":0)", "/pictures/0/steps");
        row("steps as text", R"("steps":25)", R"("steps":"25")", "/pictures/0/steps");
        row("huge width", R"("width":64)", R"("width":1000000)", "/pictures/0/width");
        row("missing model", R"("model":"kaleido-emoji",)", "", "/pictures/0/model");
        row("CADS that is no object", R"({"scale":0.254,"tau_low":0.3,"tau_high":0.304,"mix":0.5})", "true",
            "/pictures/0/cads");
        row("huge CADS", R"("scale":0.254)", R"("scale":11)", "/pictures/0/cads/scale");
        row("CADS times in the wrong order", R"("tau_low":0.3)", R"("tau_low":0.9)",
            "/pictures/0/cads/tau_low");
        row("CADS with unknown key", R"("mix":)", R"("psi":1,"mix":)", "/pictures/0/cads/psi");
        row("CADS without its mix", R"(,"mix":0.5)", "", "/pictures/0/cads/mix");
        row("cut short", R"("mix":0.5}}]})", R"("mix":0.5}}])", "");
    }

    void errorsQuoteNoControlCharacters() {
        const std::string text =
            replaced(recordsToJson({someRecord(4)}), R"("kinds":"text)", R"("kinds":"\u001b[2J)");
        const auto records = recordsFromJson(text, "a.png");
        QVERIFY(!records.ok());
        QVERIFY2(records.error().message.find('\x1b') == std::string::npos, records.error().message.c_str());
    }

    /// Each claims 0.5 MB of cells and holds none: reading on behind the first fault took 10 GB.
    void gridsThatAreOnlyClaimedCostNothing() {
#if defined(KALEIDO_SANITIZED)
        QSKIP("sanitizers need more address space than the limit leaves");
#endif
        const std::string picture =
            R"({"plan":{"format":"kaleido-plan","version":1,"tokens":{"columns":256,"rows":256,"codes":[]}}})";
        std::string text = R"({"format":"kaleido-picture","version":1,"pictures":[)" + picture;
        for (int i = 1; i < 20'000; ++i) text += "," + picture;
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_AS, &before), 0);
        const rlimit tight{rlim_t{1} << 32, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_AS, &tight), 0);
        const auto records = recordsFromJson(text + "]}", "a.png");
        QCOMPARE(::setrlimit(RLIMIT_AS, &before), 0);
        QVERIFY(!records.ok());
        QCOMPARE(records.error().field, std::string("/pictures/0/plan/tokens/codes"));
    }

    void refusesBadText() {
        QFETCH(const QString, what);
        QFETCH(const QString, with);
        QFETCH(const QString, field);
        const std::string text =
            replaced(recordsToJson({someRecord(4)}), what.toStdString(), with.toStdString());
        const auto records = recordsFromJson(text, "a.png");
        QVERIFY(!records.ok());
        QCOMPARE(records.error().code, Code::BadPlan);
        QCOMPARE(records.error().path, std::string("a.png"));
        QCOMPARE(QString::fromStdString(records.error().field), field);
    }
};

QTEST_APPLESS_MAIN(TestPictureRecord)
#include "tst_picture_record.moc"
