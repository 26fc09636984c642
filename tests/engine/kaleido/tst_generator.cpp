#include "engine/kaleido/generator.h"

#include "engine/base/machine.h"
#include "engine/kaleido/condition_annealing.h"
#include "engine/kaleido/picture_tensor.h"
#include "engine/kaleido/text_side.h"
#include "engine/nn/one_thread.h"
#include "tiny.h"

#include <QTest>

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

using namespace kaleido;
using kaleido::testing::TinyFolder;
using kaleido::testing::tinyPlan;

namespace {

std::vector<Picture> paint(const std::shared_ptr<const KaleidoModel>& model,
                           const std::vector<PaintTask>& tasks, const PaintOptions& options) {
    std::vector<Picture> pictures(tasks.size());
    for (const auto& group : microBatches(tasks, options.microBatch)) {
        std::vector<PaintTask> part;
        for (const std::size_t i : group) part.push_back(tasks[i]);
        PaintBatch batch(model, part, options, {});
        while (!batch.done()) batch.step();
        const std::vector<Picture> painted = batch.pictures();
        for (std::size_t i = 0; i < group.size(); ++i) pictures[group[i]] = painted[i];
    }
    return pictures;
}

constexpr CadsSettings kCads{.scale = 0.3, .tauLow = 0.4, .tauHigh = 0.9};

int largestDifference(const Picture& a, const Picture& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i) largest = std::max(largest, std::abs(a.rgb[i] - b.rgb[i]));
    return largest;
}

}  // namespace

class TestGenerator : public QObject {
    Q_OBJECT

    const TinyFolder m_folder;
    const std::shared_ptr<const KaleidoModel> m_float = m_folder.load(Precision::Float32);
    const torch::InferenceMode m_inference;

    PlanRow row(const Plan& plan, Kinds kinds = Kinds::all()) const {
        return conditionRow(m_float->tokenizer(), plan.caption, plan, kinds);
    }
    Picture paintOne(const PlanRow& plan, std::uint64_t seed, const PaintOptions& options) const {
        return paint(m_float, {{plan, seed}}, options).front();
    }
    /// Nine pictures of three plans, in three different condition lengths.
    std::vector<PaintTask> nineTasks() const {
        Plan caption = tinyPlan();
        caption.caption = "a dog";
        Plan edited = tinyPlan();
        edited.items.pop_back();
        edited.sentences[0].state = PartState::Stale;
        std::vector<PaintTask> tasks;
        for (std::uint64_t k = 0; k < 3; ++k) {
            tasks.push_back({row(tinyPlan()), 100 + k});
            tasks.push_back({row(caption, Kinds::none()), 100 + k});
            tasks.push_back({row(edited), 100 + k});
        }
        return tasks;
    }

private Q_SLOTS:
    void aPictureIsTheSameInAnyBatchAndWithAnyThreads_data();
    void aPictureIsTheSameInAnyBatchAndWithAnyThreads();
    void pictureShapeAndSpreadAreRight();
    void seedsGiveDifferentPictures();
    void all64BitsOfASeedCount();
    void withoutKindsThePlanIsIgnored();
    void everyKindOfThePlanHasAnEffect();
    void anEditBelowABinChangesThePicture();
    void guidanceOneIsTheConditionalPictureAlone();
    void theNegativeCaptionMattersOnlyUnderGuidance();
    void everySamplerPaints_data();
    void everySamplerPaints();
    void cadsChangesThePicture();
    void cadsThatNeverActsChangesNothing();
    void cadsLeavesTheUnconditionalHalfAlone();
    void cadsIsWhatRecomputingEverythingGives_data();
    void cadsIsWhatRecomputingEverythingGives();
    void previewsAreOfTheInnerResolution();
    void stopsBetweenTheBlocksOfANetwork();
    void microBatchesHoldEqualLengthsInOrder();
    void tooManyPicturesForABatchAreABrokenPromise();
};

void TestGenerator::aPictureIsTheSameInAnyBatchAndWithAnyThreads_data() {
    QTest::addColumn<bool>("bfloat16");
    QTest::addColumn<double>("guidance");
    QTest::addColumn<double>("cads");
    for (const bool bfloat16 : {false, true}) {
        const char* name = bfloat16 ? "bfloat16" : "float32";
        for (const double guidance : {1.0, 4.0})
            QTest::addRow("%s, guidance %g", name, guidance) << bfloat16 << guidance << 0.0;
        QTest::addRow("%s, CADS", name) << bfloat16 << 4.0 << 0.3;
    }
}

void TestGenerator::aPictureIsTheSameInAnyBatchAndWithAnyThreads() {
    QFETCH(const bool, bfloat16);
    QFETCH(const double, guidance);
    QFETCH(const double, cads);
    if (bfloat16 && !cpuFacts().fastBfloat16) QSKIP("this processor has no bfloat16 of its own");
    const auto model = bfloat16 ? m_folder.load(Precision::BFloat16) : m_float;
    PaintOptions options{.steps = 3, .guidance = {.weight = guidance}, .cads = kCads};
    options.cads.scale = cads;
    const std::vector<PaintTask> tasks = nineTasks();
    const std::vector<Picture> nine = paint(model, tasks, options);
    for (std::size_t i = 0; i < tasks.size(); i += 2) {
        QVERIFY(paint(model, {tasks[i]}, options).front() == nine[i]);
    }
    const OneThread oneThread;
    QVERIFY(paint(model, tasks, options) == nine);
}

void TestGenerator::pictureShapeAndSpreadAreRight() {
    const Picture picture = paintOne(row(tinyPlan()), 1, {.steps = 4});
    QCOMPARE(picture.width, 32);
    QCOMPARE(picture.height, 32);
    QCOMPARE(picture.rgb.size(), std::size_t{32 * 32 * 3});
    const auto [least, most] = std::minmax_element(picture.rgb.begin(), picture.rgb.end());
    QVERIFY(*most - *least > 20);
}

void TestGenerator::seedsGiveDifferentPictures() {
    const PlanRow plan = row(tinyPlan());
    const Picture one = paintOne(plan, 1, {.steps = 3});
    QVERIFY(one == paintOne(plan, 1, {.steps = 3}));
    QVERIFY(!(one == paintOne(plan, 2, {.steps = 3})));
}

void TestGenerator::all64BitsOfASeedCount() {
    const PlanRow plan = row(tinyPlan());
    const Picture small = paintOne(plan, 1, {.steps = 3});
    for (const std::uint64_t high : {1ULL << 32, 2ULL << 32, 1ULL << 63})
        QVERIFY(!(paintOne(plan, high + 1, {.steps = 3}) == small));
}

void TestGenerator::withoutKindsThePlanIsIgnored() {
    Plan other = tinyPlan();
    other.items.clear();
    other.detail = "a red car.";
    other.sentences.resize(1);
    other.colors.codes[3] = 500;
    const PaintOptions options{.steps = 3};
    QVERIFY(paintOne(row(tinyPlan(), Kinds::none()), 1, options) ==
            paintOne(row(other, Kinds::none()), 1, options));
    QVERIFY(!(paintOne(row(tinyPlan(), Kinds::none()), 1, options) == paintOne(row(tinyPlan()), 1, options)));
}

void TestGenerator::everyKindOfThePlanHasAnEffect() {
    const PaintOptions options{.steps = 3};
    const Picture plain = paintOne(row(tinyPlan(), Kinds::none()), 1, options);
    for (const Kinds kinds : {Kinds{.text = true}, Kinds{.boxes = true}, Kinds{.blobs = true},
                              Kinds{.tokens = true}, Kinds{.colors = true}}) {
        QVERIFY(!(paintOne(row(tinyPlan(), kinds), 1, options) == plain));
    }
}

void TestGenerator::anEditBelowABinChangesThePicture() {
    Plan moved = tinyPlan();
    moved.items[0].box->x0 += 0.001;
    moved.items[0].box->x1 += 0.001;
    QVERIFY(row(moved).plan == row(tinyPlan()).plan);  // the same tokens
    const PaintOptions options{.steps = 6};
    QVERIFY(!(paintOne(row(moved), 1, options) == paintOne(row(tinyPlan()), 1, options)));
}

void TestGenerator::guidanceOneIsTheConditionalPictureAlone() {
    const PlanRow plan = row(tinyPlan());
    const PaintOptions one{.steps = 3, .guidance = {.weight = 1}};
    const Picture conditional = paintOne(plan, 1, one);
    // u + w·(c − u) with w next to 1 needs both halves and comes out next to c.
    const Picture nearly = paintOne(plan, 1, {.steps = 3, .guidance = {.weight = 1 + 1e-6}});
    QVERIFY(largestDifference(nearly, conditional) <= 1);
    QVERIFY(!(paintOne(plan, 1, {.steps = 3, .guidance = {.weight = 4}}) == conditional));
    const PaintOptions nothing{.steps = 3, .guidance = {.weight = 0}};
    // Without any weight on the condition, the plan has none.
    QVERIFY(paintOne(plan, 1, nothing) ==
            paintOne(row(tinyPlan(), {.text = true, .boxes = true, .blobs = true}), 1, nothing));
}

void TestGenerator::theNegativeCaptionMattersOnlyUnderGuidance() {
    const PlanRow plan = row(tinyPlan());
    const auto with = [&](double weight, const std::string& negative) {
        return paintOne(plan, 1, {.steps = 3, .guidance = {.weight = weight}, .negative = negative});
    };
    QVERIFY(!(with(4, "") == with(4, "a red car at night")));
    QVERIFY(with(1, "") == with(1, "a red car at night"));
}

void TestGenerator::everySamplerPaints_data() {
    QTest::addColumn<int>("sampler");
    QTest::addColumn<double>("eta");
    QTest::newRow("ddpm") << static_cast<int>(SamplerKind::Ddpm) << 0.0;
    QTest::newRow("ddim") << static_cast<int>(SamplerKind::Ddim) << 0.0;
    QTest::newRow("ddim with noise") << static_cast<int>(SamplerKind::Ddim) << 0.7;
    QTest::newRow("dpmpp_2m") << static_cast<int>(SamplerKind::DpmSolver2M) << 0.0;
    QTest::newRow("dpmpp_3m") << static_cast<int>(SamplerKind::DpmSolver3M) << 0.0;
    QTest::newRow("unipc") << static_cast<int>(SamplerKind::UniPc) << 0.0;
}

void TestGenerator::everySamplerPaints() {
    QFETCH(const int, sampler);
    QFETCH(const double, eta);
    const PaintOptions options{.sampler = static_cast<SamplerKind>(sampler), .eta = eta, .steps = 4};
    const std::vector<PaintTask> tasks = {{row(tinyPlan()), 1}, {row(tinyPlan()), 2}};
    PaintBatch batch(m_float, tasks, options, {});
    QCOMPARE(batch.stepCount(), 4);
    while (!batch.done()) batch.step();
    QVERIFY(!(batch.pictures()[0] == batch.pictures()[1]));
    // The noise of every step is the picture's own, too.
    QVERIFY(paintOne(tasks[1].row, 2, options) == batch.pictures()[1]);
}

void TestGenerator::cadsChangesThePicture() {
    const PlanRow plan = row(tinyPlan());
    for (const double weight : {1.0, 4.0}) {
        const GuidanceOptions guidance{.weight = weight};
        const Picture clean = paintOne(plan, 1, {.steps = 4, .guidance = guidance});
        const Picture noisy = paintOne(plan, 1, {.steps = 4, .guidance = guidance, .cads = kCads});
        QVERIFY(!(noisy == clean));
        QVERIFY(!(noisy == paintOne(plan, 2, {.steps = 4, .guidance = guidance, .cads = kCads})));
    }
}

void TestGenerator::cadsThatNeverActsChangesNothing() {
    const PlanRow plan = row(tinyPlan());
    const Picture clean = paintOne(plan, 1, {.steps = 3});
    QVERIFY(paintOne(plan, 1, {.steps = 3, .cads = {.scale = 5, .tauLow = 1, .tauHigh = 1}}) == clean);
    QVERIFY(paintOne(plan, 1, {.steps = 3, .cads = {.scale = 0, .tauLow = 0, .tauHigh = 0}}) == clean);
}

void TestGenerator::cadsLeavesTheUnconditionalHalfAlone() {
    // A guidance weight of 0 is the unconditional half alone, although both are worked out.
    const PlanRow plan = row(tinyPlan());
    const PaintOptions clean{.steps = 4, .guidance = {.weight = 0}};
    PaintOptions noisy = clean;
    noisy.cads = {.scale = 2, .tauLow = 0, .tauHigh = 0.5};
    QVERIFY(paintOne(plan, 1, noisy) == paintOne(plan, 1, clean));
}

void TestGenerator::cadsIsWhatRecomputingEverythingGives_data() {
    QTest::addColumn<double>("guidance");
    QTest::newRow("conditional half alone") << 1.0;
    QTest::newRow("both halves") << 4.0;
}

// Everything that depends on a condition is worked out from the noisy one at every step, with no cache between.
void TestGenerator::cadsIsWhatRecomputingEverythingGives() {
    QFETCH(const double, guidance);
    const std::vector<PaintTask> tasks(kMicroBatch, {row(tinyPlan()), 5});
    const std::vector<std::uint64_t> seeds(kMicroBatch, 5);
    const PaintOptions options{.steps = 6, .guidance = {.weight = guidance}, .cads = kCads};
    const Picture painted = paint(m_float, tasks, options).front();

    const NoiseSchedule& base = m_float->schedules().back();
    const ConditionAnnealing annealing(kCads, seeds, base.steps());
    const std::int64_t length = conditionLength(tasks.front().row);
    const std::vector<PlanRow> plans(kMicroBatch, tasks.front().row);
    const std::vector<PlanRow> empty(kMicroBatch, captionRow(m_float->tokenizer(), ""));
    const Condition clean = encodeConditions(m_float->t5(), plans, length, 16);
    const Condition unconditional = encodeConditions(m_float->t5(), empty, length, 16);
    int annealed = 0;
    const auto afresh = [&](bool both) {
        return [&, both](const std::vector<torch::Tensor>& x, const torch::Tensor& times) {
            const int time = times[0].item<int>() + 1;
            Condition condition = clean;
            if (annealing.actsAt(time)) {
                condition = annealing.at(clean, time);
                ++annealed;
            }
            if (both) condition = joinHalves(unconditional, condition);
            return m_float->denoiser().forward(x, times, m_float->denoiser().prepare(condition));
        };
    };
    const auto generator = torch::make_generator<at::CPUGeneratorImpl>(std::uint64_t{5});
    std::vector<std::vector<std::int64_t>> shapes;
    for (const std::int64_t side : m_float->sides()) shapes.push_back({kMicroBatch, 3, side, side});
    Sampler sampler({.times = samplingTimes(SamplerKind::DpmSolver2M, base, 6)}, m_float->schedules(), shapes,
                    guided(afresh(true), afresh(false), base, options.guidance), [&](at::IntArrayRef shape) {
                        const auto one = torch::randn({1, shape[1], shape[2], shape[3]}, generator);
                        return one.repeat({shape[0], 1, 1, 1});
                    });
    sampler.run();
    QVERIFY(annealed > 1 && annealed < 6);
    // Half a batch and a whole one may be rounded otherwise.
    QVERIFY(largestDifference(painted, toPicture(sampler.x().front()[0])) <= 1);
    QVERIFY(largestDifference(
                painted, paintOne(tasks.front().row, 5, {.steps = 6, .guidance = options.guidance})) > 3);
}

void TestGenerator::previewsAreOfTheInnerResolution() {
    PaintBatch batch(m_float, {{row(tinyPlan()), 1}, {row(tinyPlan()), 2}}, {.steps = 3}, {});
    QVERIFY(batch.previews().empty());
    batch.step();
    QCOMPARE(batch.previews().size(), std::size_t{2});
    QCOMPARE(batch.previews()[0].width, 16);
    QCOMPARE(batch.stepsDone(), 1);
}

void TestGenerator::stopsBetweenTheBlocksOfANetwork() {
    StopSource stop;
    PaintBatch batch(m_float, {{row(tinyPlan()), 1}}, {.steps = 3}, stop.token());
    batch.step();
    stop.requestStop(StopWhen::AfterPicture);
    batch.step();  // a stop after the picture is not for the network
    stop.requestStop(StopWhen::Now);
    QVERIFY_THROWS_EXCEPTION(Cancelled, batch.step());
    QCOMPARE(batch.stepsDone(), 2);
    // The network itself looks at the token, not only the sampler between its steps.
    const Condition condition = encodeConditions(m_float->t5(), {row(tinyPlan())}, 256, 16);
    const auto prepared = m_float->denoiser().prepare(condition);
    const std::vector<torch::Tensor> x = {torch::zeros({1, 3, 32, 32}), torch::zeros({1, 3, 16, 16})};
    const auto times = torch::zeros({1}, torch::kInt64);
    QVERIFY_THROWS_EXCEPTION(Cancelled, m_float->denoiser().forward(x, times, prepared, stop.token()));
}

void TestGenerator::microBatchesHoldEqualLengthsInOrder() {
    const std::vector<PaintTask> tasks = nineTasks();
    const auto groups = microBatches(tasks, 2);
    std::vector<std::size_t> seen;
    for (const auto& group : groups) {
        QVERIFY(!group.empty() && group.size() <= 2);
        QVERIFY(std::is_sorted(group.begin(), group.end()));
        for (const std::size_t i : group) {
            QCOMPARE(conditionLength(tasks[i].row), conditionLength(tasks[group.front()].row));
            seen.push_back(i);
        }
    }
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 0; i < tasks.size(); ++i) QCOMPARE(seen[i], i);
    QVERIFY(microBatches({}, 4).empty());
}

void TestGenerator::tooManyPicturesForABatchAreABrokenPromise() {
    const std::vector<PaintTask> five(5, {row(tinyPlan()), 1});
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, PaintBatch(m_float, five, {}, {}));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, PaintBatch(m_float, {}, {}, {}));
}

QTEST_APPLESS_MAIN(TestGenerator)
#include "tst_generator.moc"
