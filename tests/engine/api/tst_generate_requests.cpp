#include "engine_fixture.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <map>

using namespace kaleido;
using namespace kaleido::testing;

class TestGenerateRequests : public QObject {
    Q_OBJECT

    const ModelFolder m_model;
    RecordedEngine m_engine;
    std::vector<Plan> m_plans;

    GenerateRequest request(int pictures = 2) const {
        return {.model = m_model.path(),
                .plans = {m_plans[0], m_plans[1]},
                .pictures = pictures,
                .seed = 40,
                .steps = 3,
                .bfloat16 = false,
                .revision = 12};
    }
    static std::map<std::pair<int, int>, Picture> byPlace(const std::vector<Event>& events) {
        std::map<std::pair<int, int>, Picture> pictures;
        for (const PictureDone& done : only<PictureDone>(events))
            pictures[{done.ref.plan, done.ref.picture}] = done.picture;
        return pictures;
    }

private Q_SLOTS:
    void initTestCase();
    void everyPictureComesOnceAndTheEndLast();
    void picturesDoNotDependOnTheirNeighbours();
    void everyPlanMayHaveASeedOfItsOwn();
    void previewsComeBeforeTheirPicture();
    void withoutKindsPlansDoNotMatter();
    void samplersAndCadsReachThePainter();
    void kindsThatTheModelDoesNotHaveAreRefused();
    void requestsThatMakeNoSenseAreRefused_data();
    void requestsThatMakeNoSenseAreRefused();
    void badPlansAreRefusedByTheirPlace();
    void badNegativeCaptionsAreRefused();
    void descriptionsBeyondAllMeasureAreRefused();
    void noticesAreSaidOnce();
    void stopAfterThePictureKeepsWhatIsPainted();
    void stopNowEndsAtOnce();
    void jobsOfHigherPriorityGoBetween();
};

void TestGenerateRequests::initTestCase() {
    const PlanRequest plan{.model = m_model.path(), .caption = "a cat sat on the mat", .count = 2, .seed = 1};
    for (const PlanDone& done : only<PlanDone>(m_engine.run(plan))) m_plans.push_back(done.plan);
    QCOMPARE(m_plans.size(), std::size_t{2});
}

void TestGenerateRequests::everyPictureComesOnceAndTheEndLast() {
    const auto events = m_engine.run(request(3));
    QVERIFY(endOf(events).outcome == Outcome::Done);
    const auto pictures = only<PictureDone>(events);
    QCOMPARE(pictures.size(), std::size_t{6});
    QCOMPARE(byPlace(events).size(), std::size_t{6});
    for (const PictureDone& done : pictures) {
        QCOMPARE(done.ref.seed, std::uint64_t{40} + static_cast<std::uint64_t>(done.ref.picture));
        QCOMPARE(done.ref.revision, std::uint64_t{12});
        QCOMPARE(done.picture.width, 32);
    }
    std::vector<int> together;
    for (const PictureDone& done : pictures) together.push_back(done.microBatch);
    QCOMPARE(together, (std::vector<int>{4, 4, 4, 4, 2, 2}));
    const Progress last = only<Progress>(events).back();
    QVERIFY(last.stage == "painting" && last.done == 18 && last.total == 18);
}

void TestGenerateRequests::picturesDoNotDependOnTheirNeighbours() {
    const auto all = byPlace(m_engine.run(request(5)));
    GenerateRequest one = request(1);
    one.plans = {m_plans[1]};
    one.seed = 43;
    QVERIFY(byPlace(m_engine.run(one)).at({0, 0}) == all.at({1, 3}));
}

void TestGenerateRequests::everyPlanMayHaveASeedOfItsOwn() {
    const auto all = byPlace(m_engine.run(request(5)));
    GenerateRequest seeded = request(1);
    seeded.seeds = {44, 41};
    const auto events = m_engine.run(seeded);
    QVERIFY(byPlace(events).at({0, 0}) == all.at({0, 4}));
    QVERIFY(byPlace(events).at({1, 0}) == all.at({1, 1}));
    for (const PictureDone& done : only<PictureDone>(events))
        QCOMPARE(done.ref.seed, std::uint64_t{done.ref.plan == 0 ? 44U : 41U});
}

void TestGenerateRequests::previewsComeBeforeTheirPicture() {
    const auto events = m_engine.run(request(1));
    QVERIFY(!only<Preview>(events).empty());
    std::vector<int> done;
    for (const Event& event : events) {
        if (const auto* picture = std::get_if<PictureDone>(&event.body)) done.push_back(picture->ref.plan);
        if (const auto* preview = std::get_if<Preview>(&event.body)) {
            QVERIFY(std::find(done.begin(), done.end(), preview->ref.plan) == done.end());
            QCOMPARE(preview->picture.width, 16);
            QVERIFY(preview->step >= 1 && preview->step < preview->steps);
        }
    }
}

void TestGenerateRequests::withoutKindsPlansDoNotMatter() {
    GenerateRequest plain = request(1);
    plain.kinds = Kinds::none();
    const auto pictures = byPlace(m_engine.run(plain));
    QVERIFY(pictures.at({0, 0}) == pictures.at({1, 0}));
    const auto planned = byPlace(m_engine.run(request(1)));
    QVERIFY(!(planned.at({0, 0}) == planned.at({1, 0})));
}

void TestGenerateRequests::samplersAndCadsReachThePainter() {
    std::vector<Picture> seen;
    const auto isNew = [&](const GenerateRequest& wanted) {
        const Picture picture = byPlace(m_engine.run(wanted)).at({0, 0});
        const bool fresh = std::find(seen.begin(), seen.end(), picture) == seen.end();
        seen.push_back(picture);
        return fresh;
    };
    for (const char* sampler : {"ddpm", "ddim", "dpmpp_2m", "dpmpp_3m", "unipc"}) {
        GenerateRequest wanted = request(1);
        wanted.sampler = sampler;
        wanted.steps = 4;
        QVERIFY(isNew(wanted));
    }
    for (const CadsSettings cads : {CadsSettings{.scale = 0.5}, CadsSettings{.scale = 0.5, .mix = 0},
                                    CadsSettings{.scale = 0.5, .tauLow = 0.1, .tauHigh = 0.9},
                                    CadsSettings{.scale = 0.5, .tauLow = 0.1, .tauHigh = 0.6}}) {
        GenerateRequest wanted = request(1);
        wanted.steps = 4;
        wanted.cads = cads;
        QVERIFY(isNew(wanted));
    }
}

void TestGenerateRequests::kindsThatTheModelDoesNotHaveAreRefused() {
    const ColourlessModelFolder colourless;
    GenerateRequest wanted = request(1);
    wanted.model = colourless.path();
    const auto events = m_engine.run(wanted);  // all means all that it has
    QVERIFY(endOf(events).outcome == Outcome::Done);
    // Not even those that a plan brings along.
    wanted.kinds = {.text = true, .boxes = true, .blobs = true, .tokens = true};
    QVERIFY(byPlace(events) == byPlace(m_engine.run(wanted)));
    wanted.kinds = {.colors = true};
    const JobFinished end = endOf(m_engine.run(wanted));
    QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::Usage);
    QCOMPARE(end.error.field, std::string("kinds"));
    QCOMPARE(end.error.message, std::string("asks for colors, but the model's kinds are text+items+tokens"));
}

void TestGenerateRequests::requestsThatMakeNoSenseAreRefused_data() {
    QTest::addColumn<QString>("field");
    for (const char* field : {"plans", "seeds", "pictures", "steps", "guidance", "rescale", "eta", "sampler",
                              "cads.scale", "cads.tau", "cads.mix"})
        QTest::newRow(field) << QString::fromUtf8(field);
}

void TestGenerateRequests::requestsThatMakeNoSenseAreRefused() {
    QFETCH(const QString, field);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::map<std::string, std::vector<std::function<void(GenerateRequest&)>>> changes = {
        {"plans", {[](GenerateRequest& r) { r.plans.clear(); }}},
        {"seeds", {[](GenerateRequest& r) { r.seeds = {1}; }}},
        {"pictures",
         {[](GenerateRequest& r) { r.pictures = 0; }, [](GenerateRequest& r) { r.pictures = 60'000; }}},
        {"steps", {[](GenerateRequest& r) { r.steps = 0; }, [](GenerateRequest& r) { r.steps = 1001; }}},
        {"guidance",
         {[nan](GenerateRequest& r) { r.guidance = nan; }, [](GenerateRequest& r) { r.guidance = 101; }}},
        {"rescale", {[](GenerateRequest& r) { r.rescale = 1.5; }}},
        {"eta", {[nan](GenerateRequest& r) { r.eta = nan; }}},
        {"sampler", {[](GenerateRequest& r) { r.sampler = "euler"; }}},
        {"cads.scale",
         {[](GenerateRequest& r) { r.cads.scale = -0.1; }, [](GenerateRequest& r) { r.cads.scale = 10.1; },
          [nan](GenerateRequest& r) { r.cads.scale = nan; }}},
        {"cads.tau",
         {[](GenerateRequest& r) { r.cads.tauLow = 0.95; }, [](GenerateRequest& r) { r.cads.tauLow = -0.1; },
          [](GenerateRequest& r) { r.cads.tauHigh = 1.1; },
          [nan](GenerateRequest& r) { r.cads.tauHigh = nan; }}},
        {"cads.mix", {[](GenerateRequest& r) { r.cads.mix = 1.5; }}},
    };
    for (const auto& change : changes.at(field.toStdString())) {
        GenerateRequest wrong = request();
        change(wrong);
        const auto events = m_engine.run(wrong);
        const JobFinished end = endOf(events);
        QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::Usage);
        QCOMPARE(QString::fromStdString(end.error.field), field);
        QVERIFY(only<PictureDone>(events).empty());
    }
}

void TestGenerateRequests::badPlansAreRefusedByTheirPlace() {
    GenerateRequest wrong = request();
    wrong.plans[1].items.front().box = Box{0.5, 0.2, 0.1, 0.9};
    JobFinished end = endOf(m_engine.run(wrong));
    QVERIFY(end.error.code == Code::BadPlan);
    QVERIFY(end.error.field.starts_with("plan 1"));
    wrong = request();
    wrong.plans[0].caption = "a \x01 cat";
    end = endOf(m_engine.run(wrong));
    QVERIFY(end.error.code == Code::BadInput);
    QCOMPARE(end.error.field, std::string("plan 0: caption"));
}

void TestGenerateRequests::badNegativeCaptionsAreRefused() {
    GenerateRequest wrong = request();
    wrong.negative = std::string(100'000, 'x');
    const JobFinished end = endOf(m_engine.run(wrong));
    QVERIFY(end.error.code == Code::BadInput);
    QCOMPARE(end.error.field, std::string("negative"));
}

void TestGenerateRequests::descriptionsBeyondAllMeasureAreRefused() {
    GenerateRequest wrong = request();
    wrong.plans[0].detail.clear();
    constexpr int kSentences = 3000;
    for (int i = 0; i < kSentences; ++i)
        wrong.plans[0].detail += i > 0 ? " a cat on a mat." : "a cat on a mat.";
    wrong.plans[0].sentences.assign(kSentences, {});
    const JobFinished end = endOf(m_engine.run(wrong));
    QVERIFY2(end.error.code == Code::BadPlan, describe(end.error).c_str());
    QVERIFY(end.error.message.find("tokens") != std::string::npos);
}

void TestGenerateRequests::noticesAreSaidOnce() {
    GenerateRequest unknown = request(1);
    for (Plan& plan : unknown.plans) plan.caption = "a zyzzyva";
    unknown.negative = "zyzzyva";
    const auto events = m_engine.run(unknown);
    QCOMPARE(noticesOf(events, NoticeKind::UnknownWords).size(), std::size_t{1});
    for (Plan& plan : unknown.plans) plan.caption.clear();
    unknown.negative.clear();
    QCOMPARE(noticesOf(m_engine.run(unknown), NoticeKind::EmptyCaption).size(), std::size_t{1});
}

void TestGenerateRequests::stopAfterThePictureKeepsWhatIsPainted() {
    Engine* engine = nullptr;
    RecordedEngine recorded([&](const Event& event) {
        if (std::holds_alternative<Preview>(event.body)) engine->cancel(event.job, StopWhen::AfterPicture);
    });
    engine = &recorded.engine;
    const auto events = recorded.run(request(8));
    QVERIFY(endOf(events).outcome == Outcome::Cancelled);
    QCOMPARE(only<PictureDone>(events).size(), std::size_t{4});  // one micro-batch
}

void TestGenerateRequests::stopNowEndsAtOnce() {
    Engine* engine = nullptr;
    bool stopped = false;
    RecordedEngine recorded([&](const Event& event) {
        if (!std::holds_alternative<Preview>(event.body) || std::exchange(stopped, true)) return;
        engine->cancel(event.job, StopWhen::Now);
    });
    engine = &recorded.engine;
    const auto events = recorded.run(request(8));
    QVERIFY(endOf(events).outcome == Outcome::Cancelled);
    QVERIFY(only<PictureDone>(events).empty());
    // The engine goes on.
    QVERIFY(endOf(recorded.run(request(1))).outcome == Outcome::Done);
}

void TestGenerateRequests::jobsOfHigherPriorityGoBetween() {
    JobId planning;
    Engine* engine = nullptr;
    bool submitted = false;
    RecordedEngine recorded([&](const Event& event) {
        if (!std::holds_alternative<Preview>(event.body) || std::exchange(submitted, true)) return;
        planning = engine->submit(
            PlanRequest{.model = m_model.path(), .caption = "a cat", .kinds = {.colors = true}, .count = 1},
            Priority::Interactive);
    });
    engine = &recorded.engine;
    const JobId painting = recorded.engine.submit(request(4), Priority::Batch);
    recorded.recorder.finished(painting);
    const auto events = recorded.recorder.events();
    const auto place = [&](JobId job) {
        return std::find_if(events.begin(), events.end(), [job](const Event& event) {
            return event.job == job && std::holds_alternative<JobFinished>(event.body);
        });
    };
    QVERIFY(place(planning) < place(painting));
}

QTEST_APPLESS_MAIN(TestGenerateRequests)
#include "tst_generate_requests.moc"
