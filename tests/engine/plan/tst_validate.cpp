#include "engine/plan/validate.h"

#include "engine/plan/grammar.h"
#include "engine/plan/limits.h"
#include "tests/support/random_plan.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace kaleido;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Plan goodPlan() {
    Plan plan;
    plan.caption = "a cat";
    plan.detail = "a flat cat on the left.";
    plan.sentences.resize(1);
    plan.items.resize(1);
    plan.items[0].id = ItemId{1};
    plan.items[0].words = "flat cat";
    plan.items[0].box = Box{0.1, 0.4, 0.3, 0.6};
    plan.items[0].blob = Blob{{0.2, 0.5}, 0.1, 0.05, 30};
    plan.colors = {4, 4, std::vector<int>(16, 5), std::vector<Part>(16)};
    return plan;
}

using Change = std::function<void(Plan&)>;

}  // namespace

Q_DECLARE_METATYPE(Change)

class ValidateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToBeSaidAboutAGoodPlan() { QVERIFY(validate(goodPlan(), PlanFormat{}).empty()); }

    void everyFlawIsFoundOnceAndPointedAt_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("severity");
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("part");
        const auto row = [](const char* name, Severity severity, Rule rule, PartKind part, Change change) {
            QTest::newRow(name) << std::move(change) << static_cast<int>(severity) << static_cast<int>(rule)
                                << static_cast<int>(part);
        };
        const auto box = [](Box value) { return [value](Plan& plan) { plan.items[0].box = value; }; };
        const auto blob = [](Blob value) { return [value](Plan& plan) { plan.items[0].blob = value; }; };
        using enum Severity;
        row("empty caption", Notice, Rule::EmptyCaption, PartKind::Caption, [](Plan& p) { p.caption = " "; });
        row("long caption", Error, Rule::TextTooLong, PartKind::Caption,
            [](Plan& p) { p.caption.assign(100'000, 'a'); });
        row("caption not UTF-8", Error, Rule::BadText, PartKind::Caption,
            [](Plan& p) { p.caption = "caf\xE9"; });
        row("long detail", Error, Rule::TextTooLong, PartKind::Detail,
            [](Plan& p) { p.detail += std::string(kMaxDetailBytes, ' '); });
        row("control character", Error, Rule::BadText, PartKind::Detail, [](Plan& p) { p.detail += '\x01'; });
        row("sentence states", Error, Rule::SentenceCount, PartKind::Detail,
            [](Plan& p) { p.sentences.clear(); });
        row("too many items", Error, Rule::TooManyItems, PartKind::Plan, [](Plan& p) {
            for (std::uint64_t i = 2; i < 10; ++i) {
                p.items.push_back(p.items[0]);
                p.items.back().id = ItemId{i};
            }
            p.detail.clear();
            p.sentences.clear();
        });
        row("id 0", Error, Rule::ItemIds, PartKind::Item, [](Plan& p) { p.items[0].id = {}; });
        row("id twice", Error, Rule::ItemIds, PartKind::Item, [](Plan& p) { p.items.push_back(p.items[0]); });
        row("empty words", Warning, Rule::EmptyWords, PartKind::Item,
            [](Plan& p) { p.items[0].words = " "; });
        row("long words", Error, Rule::TextTooLong, PartKind::Item,
            [](Plan& p) { p.items[0].words.assign(kMaxWordsBytes + 1, 'a'); });
        row("words not UTF-8", Error, Rule::BadText, PartKind::Item,
            [](Plan& p) { p.items[0].words = "\x80"; });
        row("no shape", Notice, Rule::NoShape, PartKind::Item, [](Plan& p) {
            p.items[0].box.reset();
            p.items[0].blob.reset();
        });
        row("NaN", Error, Rule::NotFinite, PartKind::Item, box({kNan, 0.4, 0.3, 0.6}));
        row("infinite", Error, Rule::NotFinite, PartKind::Item, box({0.1, 0.4, kInfinity, 0.6}));
        row("inverted box", Error, Rule::Inverted, PartKind::Item, box({0.3, 0.4, 0.1, 0.6}));
        row("flat box", Error, Rule::Inverted, PartKind::Item, box({0.1, 0.4, 0.1, 0.6}));
        row("box outside", Error, Rule::Outside, PartKind::Item, box({-0.5, 0.4, -0.1, 0.6}));
        row("box partly outside", Warning, Rule::PartlyOutside, PartKind::Item, box({-0.1, 0.4, 0.3, 0.6}));
        row("small box", Warning, Rule::TooSmall, PartKind::Item, box({0.2, 0.4, 0.21, 0.6}));
        row("NaN angle", Error, Rule::NotFinite, PartKind::Item, blob({{0.2, 0.5}, 0.1, 0.1, kNan}));
        row("negative radius", Error, Rule::Inverted, PartKind::Item, blob({{0.2, 0.5}, -0.1, 0.1, 0}));
        row("blob outside", Error, Rule::Outside, PartKind::Item, blob({{0.5, 1.5}, 0.1, 0.4, 0}));
        row("blob partly outside", Warning, Rule::PartlyOutside, PartKind::Item,
            blob({{0.2, 0.95}, 0.02, 0.1, 0}));
        row("grid size", Error, Rule::GridSize, PartKind::Colors, [](Plan& p) { p.colors.codes.pop_back(); });
        row("grid states", Error, Rule::GridSize, PartKind::Colors, [](Plan& p) { p.colors.parts.clear(); });
        row("code too large", Error, Rule::CodeRange, PartKind::Color,
            [](Plan& p) { p.colors.codes[3] = 512; });
        row("negative code", Error, Rule::CodeRange, PartKind::Color,
            [](Plan& p) { p.colors.codes[3] = -2; });
        row("not mentioned", Notice, Rule::NotMentioned, PartKind::Item,
            [](Plan& p) { p.items[0].words = "bold cat"; });
        row("another place", Warning, Rule::PlaceContradiction, PartKind::Item, box({0.7, 0.4, 0.9, 0.6}));
    }
    void everyFlawIsFoundOnceAndPointedAt() {
        QFETCH(Change, change);
        QFETCH(int, severity);
        QFETCH(int, rule);
        QFETCH(int, part);
        Plan plan = goodPlan();
        change(plan);
        const auto issues = validate(plan, PlanFormat{});
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(static_cast<int>(issues[0].severity), severity);
        QCOMPARE(static_cast<int>(issues[0].rule), rule);
        QCOMPARE(static_cast<int>(issues[0].part.kind), part);
        QVERIFY(!issues[0].message.empty());
        QCOMPARE(hasErrors(issues), issues[0].severity == Severity::Error);
        QCOMPARE(firstError(issues).ok(), issues[0].severity != Severity::Error);
    }

    void messagesSayWhatAndWhere() {
        Plan plan = goodPlan();
        plan.items[0].box = Box{0.7, 0.1, 0.9, 0.2};
        QCOMPARE(
            QString::fromStdString(validate(plan, PlanFormat{})[0].message),
            QStringLiteral("item 1 (flat cat): the detailed description says 'on the left', but it is at the "
                           "top right"));
        plan.items[0].box = Box{0.3, 0.4, 0.1, 0.6};
        const auto error = firstError(validate(plan, PlanFormat{}));
        QCOMPARE(error.error().code, Code::BadPlan);
        QCOMPARE(
            QString::fromStdString(error.error().message),
            QStringLiteral("item 1 (flat cat): its box is inverted or flat (x 0.3 to 0.1, y 0.4 to 0.6)"));
    }

    void captionsOfManyLinesAreFine() {
        QVERIFY(checkCaption("a cat\n\tat night\r\n").empty());
        QVERIFY(hasErrors(checkCaption("bell\x07")));
        QVERIFY(checkCaption(std::string(kMaxCaptionBytes, 'a')).empty());
        QVERIFY(!hasErrors(checkCaption("")));
    }

    void gridsFollowThePlanFormat() {
        Plan plan = goodPlan();
        plan.colors = {2, 1, {0, 26}, std::vector<Part>(2)};
        const PlanFormat format{.colorColumns = 2, .colorRows = 1, .colorLevels = 3};
        QVERIFY(validate(plan, format).empty());
        plan.colors.codes[1] = 27;
        QVERIFY(hasErrors(validate(plan, format)));
    }

    void randomPlansHaveNoErrors() {
        Random random(11);
        for (int n = 0; n < 3000; ++n) {
            const auto issues = validate(test::randomPlan(random), PlanFormat{});
            QVERIFY2(!hasErrors(issues), hasErrors(issues) ? firstError(issues).error().message.c_str() : "");
        }
    }
};

QTEST_APPLESS_MAIN(ValidateTest)
#include "tst_validate.moc"
