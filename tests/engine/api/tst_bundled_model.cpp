#include "engine/api/model_info.h"
#include "engine/plan/mosaic.h"
#include "engine_fixture.h"
#include "tests/support/source_tree.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

const std::filesystem::path kModel = test::sourceFile("models/kaleido-emoji");
constexpr std::uint64_t kMostBytes = 45'000'000;
constexpr int kPlans = 32;
constexpr std::size_t kPainted = 8;

bool shows(const Plan& plan, const std::string& word) {
    return std::ranges::any_of(plan.items,
                               [&](const Item& item) { return item.words.find(word) != std::string::npos; });
}

/// Mean difference of two mosaics, in levels of a channel.
double distance(const CodeGrid& one, const CodeGrid& two, int levels) {
    double sum = 0;
    for (std::size_t i = 0; i < one.codes.size(); ++i) {
        const auto a = colorLevelsOf(one.codes[i], levels);
        const auto b = colorLevelsOf(two.codes[i], levels);
        for (std::size_t c = 0; c < a.size(); ++c) sum += std::abs(a[c] - b[c]);
    }
    return sum / static_cast<double>(3 * one.codes.size());
}

}  // namespace

/// What every user meets first: the committed model, by the requests that serve it.
class TestBundledModel : public QObject {
    Q_OBJECT

    RecordedEngine m_engine;
    std::vector<Plan> m_plans;

private Q_SLOTS:
    void initTestCase() {
        const auto events = m_engine.run(
            PlanRequest{.model = kModel, .caption = "a cat sat on the mat", .count = kPlans, .seed = 1});
        QVERIFY2(endOf(events).outcome == Outcome::Done, describe(endOf(events).error).c_str());
        for (const PlanDone& done : only<PlanDone>(events)) m_plans.push_back(done.plan);
        QCOMPARE(m_plans.size(), std::size_t{kPlans});
    }

    void isSmallAndTellsItsLicence() {
        const auto info = readModelInfo(kModel);
        QVERIFY2(info.ok(), info.ok() ? "" : describe(info.error()).c_str());
        QVERIFY(info->bytes <= kMostBytes);
        QVERIFY(!info->licence.empty());
        QVERIFY(info->trainingPictures > 0 && !info->trainingCommit.empty());
    }

    void plansShowWhatTheCaptionNames() {
        for (const char* word : {"cat", "mat"}) {
            const auto count =
                std::ranges::count_if(m_plans, [&](const Plan& plan) { return shows(plan, word); });
            QVERIFY2(count >= kPlans * 3 / 4, qPrintable(QString::number(count)));
        }
    }

    void plansDiffer() {
        std::set<std::string> details;
        for (const Plan& plan : m_plans) details.insert(plan.detail);
        QCOMPARE(details.size(), m_plans.size());
    }

    void picturesHaveTheColoursOfTheirOwnPlan() {
        const std::vector<Plan> plans(m_plans.begin(), m_plans.begin() + kPainted);
        const auto events =
            m_engine.run(GenerateRequest{.model = kModel, .plans = plans, .seed = 1, .steps = 8});
        QVERIFY(endOf(events).outcome == Outcome::Done);
        const PlanFormat format = readModelInfo(kModel)->plan;
        double own = 0, others = 0;
        for (const PictureDone& done : only<PictureDone>(events)) {
            const CodeGrid painted = mosaicOf(done.picture, format);
            const auto index = static_cast<std::size_t>(done.ref.plan);
            for (std::size_t i = 0; i < kPainted; ++i)
                (i == index ? own : others) += distance(painted, plans[i].colors, format.colorLevels);
        }
        own /= kPainted;
        others /= kPainted * (kPainted - 1);
        QVERIFY2(own < 1.0 && 2 * own < others, qPrintable(QStringLiteral("%1 %2").arg(own).arg(others)));
    }
};

QTEST_GUILESS_MAIN(TestBundledModel)
#include "tst_bundled_model.moc"
