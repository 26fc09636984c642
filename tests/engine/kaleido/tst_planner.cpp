#include "engine/kaleido/planner.h"

#include "engine/base/random.h"
#include "engine/kaleido/text_side.h"
#include "engine/plan/grammar.h"
#include "engine/plan/items.h"
#include "engine/plan/sentences.h"
#include "engine/plan/validate.h"
#include "tiny.h"

#include <QTest>

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

using namespace kaleido;
using kaleido::testing::TinyFolder;
using kaleido::testing::tinyPlan;

namespace {

Plan captionOnly(const std::string& caption) {
    Plan plan;
    plan.caption = caption;
    return plan;
}

std::string tell(const std::vector<Issue>& issues) {
    std::string text;
    for (const Issue& issue : issues) {
        if (issue.severity == Severity::Error) text += issue.message + "; ";
    }
    return text;
}

}  // namespace

class TestPlanner : public QObject {
    Q_OBJECT

    const TinyFolder m_folder;
    const std::shared_ptr<const KaleidoModel> m_model = m_folder.load();
    const torch::InferenceMode m_inference;

    PlanBatch start(const PlanTask& task, int first, int count) const {
        auto batch = PlanBatch::start(m_model, task, first, count);
        if (!batch) throw std::runtime_error(describe(batch.error()));
        return *std::move(batch);
    }
    std::vector<Plan> sample(const PlanTask& task, int first, int count) const {
        PlanBatch batch = start(task, first, count);
        while (!batch.done()) batch.step({});
        std::vector<Plan> plans;
        for (int i = 0; i < count; ++i) plans.push_back(batch.plan(i));
        return plans;
    }
    void verifyValid(const Plan& plan) const {
        const auto issues = validate(plan, m_model->manifest().plan);
        QVERIFY2(!hasErrors(issues), tell(issues).c_str());
    }

private Q_SLOTS:
    void everyPlanIsWholeAndValid_data();
    void everyPlanIsWholeAndValid();
    void aPlanIsTheSameAloneAndAmongOthers();
    void seedsAndIndicesGiveDifferentPlans();
    void temperatureZeroGivesOnePlan();
    void plansSayHowTheyCameAbout();
    void partialPlansCanBeReadAtEveryStep();
    void greedyTokensAreTheTeacherForcedOnes();
    void lockedPartsComeBackExactly();
    void editedPartsAreKeptLikeLockedOnes();
    void kindsThatAreNotAskedForAreKept();
    void aBoxWithoutWordsGetsWords();
    void everythingLockedComesBackAsItWas();
    void partsThatLeaveNoRoomAreRefused();
    void aModelInLoveWithTheSpaceWritesWords();
    void stopsBetweenTokens();
    void threadsAreLeftAsTheyWere();
    void aBatchThatCannotBeIsABrokenPromise();
};

void TestPlanner::everyPlanIsWholeAndValid_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("temperature");
    for (int kind = 1; kind < 32; kind += 6) QTest::addRow("kinds %d", kind) << kind << 1.0;
    QTest::newRow("all kinds") << 31 << 1.0;
    QTest::newRow("wild") << 31 << 10.0;
    QTest::newRow("greedy") << 31 << 0.0;
}

void TestPlanner::everyPlanIsWholeAndValid() {
    QFETCH(const int, kind);
    QFETCH(const double, temperature);
    const Kinds kinds{(kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0, (kind & 8) != 0, (kind & 16) != 0};
    const PlanTask task{.base = captionOnly("a cat sat on the mat"),
                        .kinds = kinds,
                        .seed = 5,
                        .sampling = {.temperature = temperature}};
    const PlanFormat& format = m_model->manifest().plan;
    for (const Plan& plan : sample(task, 0, kPlanRows)) {
        verifyValid(plan);
        QCOMPARE(plan.caption, task.base.caption);
        QCOMPARE(plan.detail.empty(), !kinds.text);
        QCOMPARE(plan.items.empty(), !kinds.boxes && !kinds.blobs);
        for (const Item& item : plan.items) {
            QVERIFY(!item.words.empty());
            QCOMPARE(item.box.has_value(), kinds.boxes);
            QCOMPARE(item.blob.has_value(), kinds.blobs);
        }
        const auto cells = [](const CodeGrid& grid) {
            return std::count_if(grid.codes.begin(), grid.codes.end(),
                                 [](int code) { return code != kUnknownCode; });
        };
        QCOMPARE(cells(plan.tokens), kinds.tokens ? format.tokenColumns * format.tokenRows : 0);
        QCOMPARE(cells(plan.colors), kinds.colors ? format.colorColumns * format.colorRows : 0);
    }
}

void TestPlanner::aPlanIsTheSameAloneAndAmongOthers() {
    const PlanTask task{.base = captionOnly("two cats in the snow"), .seed = 11};
    const std::vector<Plan> eight = sample(task, 0, 8);
    const std::vector<Plan> three = sample(task, 2, 3);
    for (std::size_t i = 0; i < three.size(); ++i) QVERIFY(three[i] == eight[i + 2]);
    QVERIFY(sample(task, 5, 1).front() == eight[5]);
    const std::vector<Plan> later = sample(task, 8, 4);
    QVERIFY(sample(task, 10, 1).front() == later[2]);
    QVERIFY(!(later[0].items == eight[0].items));
}

void TestPlanner::seedsAndIndicesGiveDifferentPlans() {
    PlanTask task{.base = captionOnly("a cat"), .seed = 1};
    std::vector<Plan> plans = sample(task, 0, 8);
    task.seed = 2;
    for (Plan& plan : sample(task, 0, 8)) plans.push_back(std::move(plan));
    for (std::size_t i = 0; i < plans.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) QVERIFY(plans[i].detail != plans[k].detail);
    }
}

void TestPlanner::temperatureZeroGivesOnePlan() {
    const PlanTask task{.base = captionOnly("a cat"), .seed = 1, .sampling = {.temperature = 0}};
    std::vector<Plan> plans = sample(task, 0, 3);
    for (Plan& plan : plans) plan.provenance = {};
    QVERIFY(plans[0] == plans[1] && plans[1] == plans[2]);
}

void TestPlanner::plansSayHowTheyCameAbout() {
    const Plan plan = sample({.base = captionOnly("a cat"), .seed = 77}, 9, 1).front();
    QCOMPARE(plan.provenance.modelHash, m_model->manifest().hash);
    QCOMPARE(plan.provenance.planSeed, std::uint64_t{77});
    QCOMPARE(plan.provenance.planIndex, 9);
}

void TestPlanner::partialPlansCanBeReadAtEveryStep() {
    Plan base = tinyPlan();
    base.items[1].locked = true;
    base.sentences[0].locked = true;
    PlanBatch batch = start({.base = base, .seed = 3}, 0, 4);
    std::size_t before = 0;
    while (!batch.done()) {
        for (int i = 0; i < batch.count(); ++i) verifyValid(batch.plan(i));
        const std::size_t items = batch.plan(0).items.size();
        QVERIFY(items >= before);
        before = items;
        batch.step({});
    }
    QVERIFY(batch.position() <= m_model->manifest().plan.maxTokens);
}

void TestPlanner::greedyTokensAreTheTeacherForcedOnes() {
    // A grid alone: every token is free, so the likeliest colour of the teacher-forced pass must be the one that stands there.
    const Plan base = captionOnly("a flat cat");
    const Kinds kinds{.colors = true};
    const Plan plan = sample({.base = base, .kinds = kinds, .sampling = {.temperature = 0}}, 0, 1).front();
    const PlanTokenizer& tokenizer = m_model->tokenizer();
    const PlanRow row = conditionRow(tokenizer, base.caption, plan, kinds);
    const RowBatch batch = batchRows(std::span(&row, 1));
    const auto logits = m_model->t5().logits(runText(m_model->t5(), batch).decoder)[0];
    const TokenLayout& layout = tokenizer.layout();
    for (std::size_t cell = 0; cell < plan.colors.codes.size(); ++cell) {
        const auto colours = logits[static_cast<std::int64_t>(cell) + 1].narrow(0, layout.firstColor(),
                                                                                layout.format().colorCodes());
        const auto best = colours.max().item<double>();
        QVERIFY(best - colours[plan.colors.codes[cell]].item<double>() < 1e-4);
    }
}

void TestPlanner::lockedPartsComeBackExactly() {
    Plan base = tinyPlan();
    base.items[1].locked = true;
    base.sentences[1].locked = true;
    for (const std::size_t cell : {0U, 1U, 2U, 3U}) base.colors.parts[cell].locked = true;
    base.tokens.parts[7].locked = true;
    const PlanTask task{.base = base, .seed = 4};
    std::size_t newCells = 0;
    for (const Plan& plan : sample(task, 0, 8)) {
        verifyValid(plan);
        QVERIFY(plan.items.front() == base.items[1]);
        QVERIFY(!findItem(plan, ItemId{3}));
        for (std::size_t i = 1; i < plan.items.size(); ++i) {
            QVERIFY(plan.items[i].id.value > 8);
            QVERIFY(!plan.items[i].locked && plan.items[i].state == PartState::Fresh);
        }
        QCOMPARE(sentencesOf(plan.detail).front(), std::string("a flat mat at the bottom."));
        QVERIFY(plan.sentences.front().locked);
        QVERIFY(plan.detail.find("a flat cat in the centre") == std::string::npos);
        QCOMPARE(plan.tokens.codes[7], 21);
        for (std::size_t cell = 0; cell < 16; ++cell) {
            if (cell < 4) QCOMPARE(plan.colors.codes[cell], base.colors.codes[cell]);
            QCOMPARE(plan.colors.parts[cell].locked, cell < 4);
            newCells += plan.colors.codes[cell] != base.colors.codes[cell];
        }
    }
    QVERIFY(newCells > 80);  // of 96
}

void TestPlanner::editedPartsAreKeptLikeLockedOnes() {
    Plan base = tinyPlan();
    base.items[0].state = PartState::Edited;
    base.colors.parts[5].state = PartState::Edited;
    const Plan plan = sample({.base = base, .seed = 6}, 0, 1).front();
    QVERIFY(plan.items.front() == base.items[0]);
    QCOMPARE(plan.colors.codes[5], base.colors.codes[5]);
    QVERIFY(plan.colors.parts[5].state == PartState::Edited);
}

void TestPlanner::kindsThatAreNotAskedForAreKept() {
    const Plan base = tinyPlan();
    for (const Plan& plan : sample({.base = base, .kinds = {.text = true}, .seed = 7}, 0, 3)) {
        QVERIFY(plan.items == base.items);
        QVERIFY(plan.tokens == base.tokens && plan.colors == base.colors);
        QVERIFY(plan.detail != base.detail);
    }
    const Plan plan = sample({.base = base, .kinds = {.colors = true}, .seed = 7}, 0, 1).front();
    QVERIFY(plan.detail == base.detail && plan.items == base.items && plan.tokens == base.tokens);
    QVERIFY(plan.colors.codes != base.colors.codes);
}

void TestPlanner::aBoxWithoutWordsGetsWords() {
    Plan base = captionOnly("a cat");
    base.items = {{.id = ItemId{1},
                   .words = "",
                   .box = Box{0.1234, 0.2, 0.6, 0.7},
                   .blob = {},
                   .origin = Origin::Drawn,
                   .state = PartState::Edited}};
    for (const Plan& plan : sample({.base = base, .seed = 2}, 0, 4)) {
        verifyValid(plan);
        QVERIFY(!plan.items[0].words.empty());
        QVERIFY(plan.items[0].box == base.items[0].box);
        QVERIFY(plan.items[0].blob.has_value());
        QVERIFY(plan.items[0].id == ItemId{1} && plan.items[0].origin == Origin::Drawn);
    }
}

void TestPlanner::everythingLockedComesBackAsItWas() {
    Plan base = tinyPlan();
    for (Part& part : base.sentences) part.locked = true;
    for (Item& item : base.items) item.locked = true;
    for (Part& part : base.tokens.parts) part.locked = true;
    for (Part& part : base.colors.parts) part.locked = true;
    const Plan plan = sample({.base = base, .seed = 8}, 0, 1).front();
    QVERIFY(std::equal(base.items.begin(), base.items.end(), plan.items.begin()));
    QVERIFY(plan.tokens == base.tokens && plan.colors == base.colors);
    QVERIFY(plan.detail.starts_with(base.detail));
}

void TestPlanner::partsThatLeaveNoRoomAreRefused() {
    Plan base = captionOnly("a cat");
    for (int i = 0; i < 60; ++i) base.detail += "a flat cat sat on the mat in the snow. ";
    base.detail.pop_back();
    base.sentences.assign(60, {.state = PartState::Edited});
    const auto batch = PlanBatch::start(m_model, {.base = base}, 0, 1);
    QVERIFY(!batch.ok());
    QVERIFY(batch.error().code == Code::BadPlan);
}

void TestPlanner::aModelInLoveWithTheSpaceWritesWords() {
    const auto model = m_folder.load();
    const PlanTokenizer& tokenizer = model->tokenizer();
    std::int64_t space = TokenLayout::kUnknownPiece + 1;
    while (tokenizer.spell({space}).find_first_not_of(' ') != std::string::npos) ++space;
    QVERIFY(space < tokenizer.layout().pieces());
    // Its logit is far above or far below all others.
    model->t5().named_parameters()["lm_head.weight"][space].mul_(100);
    auto batch = PlanBatch::start(model, {.base = captionOnly("a cat"), .seed = 1}, 0, 8);
    while (!batch->done()) batch->step({});
    for (int i = 0; i < 8; ++i) verifyValid(batch->plan(i));
}

void TestPlanner::stopsBetweenTokens() {
    StopSource stop;
    PlanBatch batch = start({.base = captionOnly("a cat")}, 0, 2);
    batch.step(stop.token());
    stop.requestStop(StopWhen::Now);
    QVERIFY_THROWS_EXCEPTION(Cancelled, batch.step(stop.token()));
    QCOMPARE(batch.position(), std::int64_t{1});
}

void TestPlanner::threadsAreLeftAsTheyWere() {
    const int before = torch::get_num_threads();
    torch::set_num_threads(3);
    PlanBatch batch = start({.base = captionOnly("a cat")}, 0, 2);
    batch.step({});
    const int after = torch::get_num_threads();
    torch::set_num_threads(before);
    QCOMPARE(after, 3);
}

void TestPlanner::aBatchThatCannotBeIsABrokenPromise() {
    const PlanTask task{.base = captionOnly("a cat")};
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, start(task, 6, 3));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, start(task, 0, 0));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, start(task, -1, 1));
}

QTEST_APPLESS_MAIN(TestPlanner)
#include "tst_planner.moc"
