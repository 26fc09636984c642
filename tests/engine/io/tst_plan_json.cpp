#include "engine/io/plan_json.h"

#include "engine/plan/limits.h"
#include "engine/plan/sentences.h"
#include "tests/support/comma_locale.h"
#include "tests/support/random_plan.h"

#include <QtTest>

#include <fmt/format.h>
#include <bit>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>

using namespace kaleido;
namespace fs = std::filesystem;

namespace {

const char* const kText =
    R"({"format":"kaleido-plan","version":1,"caption":"a cat","detail":"A flat cat. It sits.",
 "sentences":[{"state":"stale"},{"locked":true}],
 "items":[{"id":7,"words":"flat cat","box":{"x0":0.1,"y0":0.25,"x1":0.5,"y1":1},
           "blob":{"cx":0.3,"cy":0.5,"rx":0.2,"ry":0.3,"angle":12.5},"origin":"drawn","state":"edited","locked":true}],
 "tokens":{"columns":4,"rows":4,"codes":[17,null,0,0,0,0,0,0,0,0,0,0,0,0,0,511]},
 "provenance":{"model":"0a1b","seed":18446744073709551615,"index":3}})";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) throw std::logic_error(fmt::format("the fixture has no {}", what));
    return text.replace(at, what.size(), with);
}

Result<Plan> read(std::string_view text) {
    return planFromJson(text, "plan.json");
}

const char* problem(const auto& result) {
    static std::string text;
    text = result.ok() ? "" : describe(result.error());
    return text.c_str();
}

bool randomPlansRoundTrip(int count, std::uint64_t seed) {
    Random random(seed);
    for (int i = 0; i < count; ++i) {
        const Plan plan = test::randomPlan(random, {.mayStickOut = true});
        const auto back = read(planToJson(plan));
        if (!back || *back != plan) return false;
    }
    return true;
}

}  // namespace

class TestPlanJson : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    fs::path put(std::string_view text) {
        const fs::path path = fs::path(m_directory.path().toStdString()) / "plan.json";
        fs::remove_all(path);
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

private Q_SLOTS:
    void tenThousandRandomPlansKeepEveryBit() { QVERIFY(randomPlansRoundTrip(10'000, 1)); }

    void theyAreTheSameUnderADecimalComma() {
        const test::CommaLocale locale;
        if (!locale.active()) QSKIP("no locale with a decimal comma is installed");
        QVERIFY(randomPlansRoundTrip(200, 2));
        QVERIFY(planToJson(*read(kText)).find("\"angle\":12.5") != std::string::npos);
    }

    void unusualNumbersKeepEveryBit() {
        Plan plan = *read(kText);
        const double numbers[] = {0.0, -0.0, 1e-320, 0.1 + 0.2, 1e300, std::nextafter(0.5, 1.0), -1.0 / 3};
        for (const double number : numbers) {
            plan.items[0].box->x0 = number;
            const auto back = read(planToJson(plan));
            QVERIFY2(back.ok(), problem(back));
            QCOMPARE(std::bit_cast<std::uint64_t>(back->items[0].box->x0),
                     std::bit_cast<std::uint64_t>(number));
        }
    }

    void readsEveryMember() {
        const auto plan = read(kText);
        QVERIFY2(plan.ok(), problem(plan));
        QCOMPARE(plan->caption, std::string("a cat"));
        QCOMPARE(plan->detail, std::string("A flat cat. It sits."));
        QVERIFY((plan->sentences == std::vector<Part>{{PartState::Stale, false}, {PartState::Fresh, true}}));
        const Item item{ItemId{7},
                        "flat cat",
                        Box{0.1, 0.25, 0.5, 1},
                        Blob{{0.3, 0.5}, 0.2, 0.3, 12.5},
                        Origin::Drawn,
                        PartState::Edited,
                        true};
        QVERIFY(plan->items == std::vector<Item>{item});
        QCOMPARE(plan->tokens.codes[0], 17);
        QCOMPARE(plan->tokens.codes[1], kUnknownCode);
        QVERIFY(plan->tokens.parts == std::vector<Part>(16));
        QVERIFY(plan->colors == CodeGrid{});
        QVERIFY((plan->provenance == Provenance{"0a1b", std::numeric_limits<std::uint64_t>::max(), 3}));
    }

    void whatIsLeftOutIsFresh() {
        const auto plan = read(R"({"format":"kaleido-plan","version":1,"detail":"A cat. A dog!",
            "items":[{"words":"dog"},{"id":4},{}]})");
        QVERIFY2(plan.ok(), problem(plan));
        QVERIFY(plan->sentences == std::vector<Part>(2));
        QCOMPARE(plan->items[0].id.value, std::uint64_t{5});
        QCOMPARE(plan->items[1].id.value, std::uint64_t{4});
        QCOMPARE(plan->items[2].id.value, std::uint64_t{6});
        QCOMPARE(plan->items[0].origin, Origin::Imported);
        QVERIFY(!plan->items[0].box && !plan->items[0].blob && !plan->items[0].locked);
    }

    void aPlanIsOneLine() {
        const std::string text = planToJson(*read(kText));
        QVERIFY(text.find('\n') == std::string::npos);
        QVERIFY(text.starts_with(R"({"format":"kaleido-plan","version":1,"caption":"a cat")"));
    }

    void aPlanThatIsNotFiniteIsABrokenPromise() {
        Plan plan = *read(kText);
        plan.items[0].blob->rx = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, planToJson(plan));
    }

    void listsAreReadBack() {
        Random random(3);
        std::vector<Plan> plans;
        for (int i = 0; i < 8; ++i) plans.push_back(test::randomPlan(random));
        const auto back = plansFromJson(plansToJson(plans), "plans.json");
        QVERIFY2(back.ok(), problem(back));
        QVERIFY(*back == plans);
        QVERIFY(*plansFromJson(planToJson(plans[2]), "plan.json") == std::vector<Plan>{plans[2]});
        QVERIFY(!plansFromJson("[]", "plans.json").ok());
        QCOMPARE(planFromJson(plansToJson(plans), "plans.json").error().code, Code::BadPlan);
        const auto broken = plansFromJson(replaced(plansToJson(plans), ",\n ", ",3,\n "), "plans.json");
        QCOMPARE(broken.error().field, std::string("/1"));
    }

    void refusesBadText_data();
    void refusesBadText();

    void everyTruncationIsRefused() {
        const std::string whole = planToJson(*read(kText));
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto plan = read(std::string_view(whole).substr(0, length));
            QVERIFY(!plan.ok());
            QCOMPARE(plan.error().code, Code::BadPlan);
        }
    }

    void anyFlippedBitIsAnErrorOrAPlan() {
        const std::string whole = planToJson(*read(kText));
        for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            const auto plan = read(flipped);
            if (plan.ok()) {
                QVERIFY(*read(planToJson(*plan)) == *plan);
            } else {
                QCOMPARE(plan.error().code, Code::BadPlan);
            }
        }
    }

    void aPlanFileComesWithItsWarnings() {
        const auto file = readPlanFile(put(replaced(kText, R"("x0":0.1)", R"("x0":-0.1)")), PlanFormat{});
        QVERIFY2(file.ok(), problem(file));
        QCOMPARE(file->plans.size(), std::size_t{1});
        const auto outside =
            std::find_if(file->issues.begin(), file->issues.end(),
                         [](const PlanFileIssue& issue) { return issue.issue.rule == Rule::PartlyOutside; });
        QVERIFY(outside != file->issues.end());
        QCOMPARE(outside->plan, std::size_t{0});
        QVERIFY(outside->issue.severity == Severity::Warning);
    }

    void errorsOfAPlanFileNameThePart_data();
    void errorsOfAPlanFileNameThePart();

    void errorsInAListNameThePlan() {
        const std::string bad = replaced(kText, R"("x1":0.5)", R"("x1":0.05)");
        const auto file = readPlanFile(put(fmt::format("[{},\n{}]", kText, bad)), PlanFormat{});
        QVERIFY(!file.ok());
        QCOMPARE(file.error().field, std::string("/1/items/0"));
    }

    void refusesWhatIsNoPlanFile_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("code");
        QTest::newRow("missing") << "missing" << static_cast<int>(Code::NotFound);
        QTest::newRow("a folder") << "folder" << static_cast<int>(Code::NotFound);
        QTest::newRow("empty") << "empty" << static_cast<int>(Code::BadPlan);
        QTest::newRow("huge") << "huge" << static_cast<int>(Code::BadPlan);
        QTest::newRow("binary") << "binary" << static_cast<int>(Code::BadPlan);
    }

    void refusesWhatIsNoPlanFile() {
        QFETCH(const QString, kind);
        QFETCH(const int, code);
        const std::string what = kind.toStdString();
        const fs::path path = put(what == "binary" ? "\x89PNG\r\n\x1a\n" : what == "huge" ? kText : "");
        if (what == "missing" || what == "folder") fs::remove(path);
        if (what == "folder") fs::create_directory(path);
        if (what == "huge") fs::resize_file(path, std::uintmax_t{1} << 40);  // sparse
        const auto file = readPlanFile(path, PlanFormat{});
        QVERIFY(!file.ok());
        QCOMPARE(static_cast<int>(file.error().code), code);
        QCOMPARE(file.error().path, path.string());
    }
};

void TestPlanJson::refusesBadText_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("with");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* what, const char* with, const char* field,
                        const char* message) {
        QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(with) << QString::fromUtf8(field)
                            << QString::fromUtf8(message);
    };
    row("another format", "kaleido-plan", "kaleido-model", "/format", "'kaleido-model'");
    row("no format", R"("format":"kaleido-plan",)", "", "/format", "is missing");
    row("newer version", R"("version":1)", R"("version":2,"mood":1)", "/version",
        "get a newer Kaleido Studio");
    row("no version", R"("version":1,)", "", "/version", "is missing");
    row("unknown key", R"("caption")", R"("captoin")", "/captoin", "unknown name 'captoin'");
    row("unknown key of an item", R"("words")", R"("label")", "/items/0/label", "unknown name 'label'");
    row("unknown key of a part", R"("state":"stale")", R"("stale":true)", "/sentences/0/stale",
        "unknown name");
    row("caption is a number", R"("a cat")", "7", "/caption", "a text is needed");
    row("NaN", R"("x0":0.1)", R"("x0":NaN)", "", "not JSON");
    row("NaN as text", R"("x0":0.1)", R"("x0":"NaN")", "/items/0/box/x0", "a number is needed");
    row("null as coordinate", R"("x0":0.1)", R"("x0":null)", "/items/0/box/x0", "a number is needed");
    row("infinite", R"("x0":0.1)", R"("x0":1e999)", "", "not JSON");
    row("decimal comma", R"("x0":0.1)", R"("x0":0,1)", "", "not JSON");
    row("half a box", R"("y0":0.25,)", "", "/items/0/box/y0", "is missing");
    row("box as a list", R"({"x0":0.1,"y0":0.25,"x1":0.5,"y1":1})", "[0,0,1,1]", "/items/0/box", "an object");
    row("half a blob", R"(,"angle":12.5)", "", "/items/0/blob/angle", "is missing");
    row("unknown origin", R"("drawn")", R"("painted")", "/items/0/origin", "sampled, drawn, imported");
    row("unknown state", R"("edited")", R"("Edited")", "/items/0/state", "fresh, stale, edited");
    row("locked is a number", R"("locked":true}])", R"("locked":1}])", "/sentences/1/locked",
        "true or false");
    row("id zero", R"("id":7)", R"("id":0)", "/items/0/id", "not between");
    row("too few codes", "[17,null,", "[", "/tokens/codes", "16 codes are needed");
    row("too many codes", "[17,", "[17,17,", "/tokens/codes", "17 elements");
    row("negative code", "[17,", "[-1,", "/tokens/codes/0", "not between");
    row("fractional code", "[17,", "[1.5,", "/tokens/codes/0", "whole number");
    row("huge grid", R"("columns":4)", R"("columns":100000)", "/tokens/columns", "not between");
    row("too few parts", R"("columns":4)", R"("parts":[{}],"columns":4)", "/tokens/parts", "16 parts");
    row("negative seed", "18446744073709551615", "-1", "/provenance/seed", "not between");
    row("seed beyond 64 bits", "18446744073709551615", "18446744073709551616", "/provenance/seed",
        "whole number");
    row("same key twice", R"("caption":"a cat")", R"("caption":"a cat","caption":"a dog")", "",
        "stands twice");
}

void TestPlanJson::refusesBadText() {
    QFETCH(const QString, what);
    QFETCH(const QString, with);
    QFETCH(const QString, field);
    QFETCH(const QString, message);
    const auto plan = read(replaced(kText, what.toStdString(), with.toStdString()));
    QVERIFY(!plan.ok());
    QCOMPARE(plan.error().code, Code::BadPlan);
    QCOMPARE(plan.error().path, std::string("plan.json"));
    QCOMPARE(QString::fromStdString(plan.error().field), field);
    QVERIFY2(plan.error().message.find(message.toStdString()) != std::string::npos,
             plan.error().message.c_str());
}

void TestPlanJson::errorsOfAPlanFileNameThePart_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("with");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const std::string& what, const std::string& with,
                        const char* field) {
        QTest::newRow(name) << QString::fromStdString(what) << QString::fromStdString(with)
                            << QString::fromUtf8(field);
    };
    row("inverted box", R"("x1":0.5)", R"("x1":0.05)", "/items/0");
    row("box outside", R"("x0":0.1,"y0":0.25,"x1":0.5)", R"("x0":1.1,"y0":0.25,"x1":1.5)", "/items/0");
    row("flat blob", R"("rx":0.2)", R"("rx":0)", "/items/0");
    row("code the model lacks", "511", "512", "/tokens/codes/15");
    row("grid the model lacks", R"("columns":4,"rows":4)", R"("columns":2,"rows":8)", "/tokens");
    row("sentence without a state", "A flat cat. It sits.", "A flat cat. It sits. It purrs.", "/detail");
    row("long caption", "a cat", std::string(100'000, 'a'), "/caption");
    row("control character", "a cat", "a \\u0007cat", "/caption");
    row("long words", "\"flat cat\"", '"' + std::string(kMaxWordsBytes + 1, 'a') + '"', "/items/0");
}

void TestPlanJson::errorsOfAPlanFileNameThePart() {
    QFETCH(const QString, what);
    QFETCH(const QString, with);
    QFETCH(const QString, field);
    const fs::path path = put(replaced(kText, what.toStdString(), with.toStdString()));
    const auto file = readPlanFile(path, PlanFormat{});
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, Code::BadPlan);
    QCOMPARE(file.error().path, path.string());
    QCOMPARE(QString::fromStdString(file.error().field), field);
    QVERIFY(!file.error().message.empty());
}

QTEST_APPLESS_MAIN(TestPlanJson)
#include "tst_plan_json.moc"
