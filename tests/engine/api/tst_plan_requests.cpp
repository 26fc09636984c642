#include "engine/plan/validate.h"
#include "engine_fixture.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <set>

using namespace kaleido;
using namespace kaleido::testing;

class TestPlanRequests : public QObject {
    Q_OBJECT

    const ModelFolder m_model;
    RecordedEngine m_engine;

    PlanRequest request(const std::string& caption, int count = 3) const {
        return {.model = m_model.path(), .caption = caption, .count = count, .seed = 5};
    }

private Q_SLOTS:
    void plansComeInOrderAndTheEndLast();
    void plansDoNotDependOnHowManyAreAskedFor();
    void partialPlansComeBeforeTheirPlan();
    void lockedPartsAreKept();
    void kindsThatTheModelDoesNotHaveAreRefused();
    void requestsThatMakeNoSenseAreRefused_data();
    void requestsThatMakeNoSenseAreRefused();
    void hostileCaptionsAreRefused_data();
    void hostileCaptionsAreRefused();
    void emptyCaptionsAndUnknownWordsAreNotices();
    void unknownWordsOfEditedItemsAreNoticesToo();
    void tooLongCaptionsAreNotices();
    void captionsAreNormalised();
    void basesWithErrorsAreRefused();
    void aModelThatIsNotThereIsOneError();
    void stopAfterAPlanKeepsWhatIsReported();
    void stopBetweenBatchesIsSeen();
    void stopNowEndsAtOnce();
};

void TestPlanRequests::plansComeInOrderAndTheEndLast() {
    const auto events = m_engine.run(request("a cat sat on the mat", 11));
    QVERIFY(endOf(events).outcome == Outcome::Done);
    const auto plans = only<PlanDone>(events);
    std::set<int> indices;
    for (const PlanDone& done : plans) {
        indices.insert(done.index);
        QCOMPARE(done.plan.provenance.planIndex, done.index);
        QCOMPARE(done.plan.caption, std::string("a cat sat on the mat"));
        QVERIFY(!hasErrors(validate(done.plan, PlanFormat{.tokenCodes = 64})));
    }
    QCOMPARE(plans.size(), std::size_t{11});
    QCOMPARE(indices.size(), std::size_t{11});
    QCOMPARE(*indices.rbegin(), 10);
    const Progress last = only<Progress>(events).back();
    QVERIFY(last.done == 11 && last.total == 11);
}

void TestPlanRequests::plansDoNotDependOnHowManyAreAskedFor() {
    std::map<int, Plan> plans;
    for (const PlanDone& done : only<PlanDone>(m_engine.run(request("two cats", 10)))) {
        plans[done.index] = done.plan;
    }
    PlanRequest some = request("two cats", 4);
    some.first = 6;  // crosses the border between two batches
    const auto again = only<PlanDone>(m_engine.run(some));
    QCOMPARE(again.size(), std::size_t{4});
    for (const PlanDone& done : again) QVERIFY(plans.at(done.index) == done.plan);
}

void TestPlanRequests::partialPlansComeBeforeTheirPlan() {
    std::set<int> done;
    const auto events = m_engine.run(request("a cat", 2));
    QVERIFY(!only<PlanPartial>(events).empty());
    for (const Event& event : events) {
        if (const auto* whole = std::get_if<PlanDone>(&event.body)) done.insert(whole->index);
        if (const auto* partial = std::get_if<PlanPartial>(&event.body))
            QVERIFY(!done.contains(partial->index));
    }
}

void TestPlanRequests::lockedPartsAreKept() {
    PlanRequest again = request("a cat");
    again.base.items = {{.id = ItemId{7},
                         .words = "flat cat",
                         .box = Box{0.2501, 0.25, 0.75, 0.75},
                         .blob = {},
                         .locked = true}};
    for (const PlanDone& done : only<PlanDone>(m_engine.run(again))) {
        const Item& item = done.plan.items.front();
        QVERIFY(item.id == ItemId{7} && item.locked && item.box == again.base.items[0].box);
    }
}

void TestPlanRequests::kindsThatTheModelDoesNotHaveAreRefused() {
    const ColourlessModelFolder colourless;
    PlanRequest wanted = request("a cat", 1);
    wanted.model = colourless.path();
    const auto events = m_engine.run(wanted);  // all means all that it has
    QVERIFY(endOf(events).outcome == Outcome::Done);
    QVERIFY(only<PlanDone>(events).front().plan.colors.empty());
    wanted.kinds = {.colors = true};
    const JobFinished end = endOf(m_engine.run(wanted));
    QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::Usage);
    QCOMPARE(end.error.field, std::string("kinds"));
    QCOMPARE(end.error.message, std::string("asks for colors, but the model's kinds are text+items+tokens"));
}

void TestPlanRequests::requestsThatMakeNoSenseAreRefused_data() {
    QTest::addColumn<QString>("field");
    for (const char* field : {"count", "first", "kinds", "temperature", "top_p", "top_k"})
        QTest::newRow(field) << QString::fromUtf8(field);
}

void TestPlanRequests::requestsThatMakeNoSenseAreRefused() {
    QFETCH(const QString, field);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    std::vector<PlanRequest> wrong;
    const auto add = [&](auto change) { change(wrong.emplace_back(request("a cat"))); };
    if (field == QLatin1String("count")) {
        add([](PlanRequest& r) { r.count = 0; });
        add([](PlanRequest& r) { r.count = 10'001; });
    } else if (field == QLatin1String("first")) {
        add([](PlanRequest& r) { r.first = -1; });
        add([](PlanRequest& r) { r.first = std::numeric_limits<int>::max(); });
    } else if (field == QLatin1String("kinds")) {
        add([](PlanRequest& r) { r.kinds = Kinds::none(); });
    } else if (field == QLatin1String("temperature")) {
        add([](PlanRequest& r) { r.sampling.temperature = -0.1; });
        add([nan](PlanRequest& r) { r.sampling.temperature = nan; });
    } else if (field == QLatin1String("top_p")) {
        add([](PlanRequest& r) { r.sampling.topP = 0; });
        add([nan](PlanRequest& r) { r.sampling.topP = nan; });
    } else {
        add([](PlanRequest& r) { r.sampling.topK = -1; });
    }
    for (const PlanRequest& one : wrong) {
        const auto events = m_engine.run(one);
        const JobFinished end = endOf(events);
        QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::Usage);
        QCOMPARE(QString::fromStdString(end.error.field), field);
        QVERIFY(only<PlanDone>(events).empty());
    }
}

void TestPlanRequests::hostileCaptionsAreRefused_data() {
    QTest::addColumn<QByteArray>("caption");
    QTest::newRow("100 kB") << QByteArray(100'000, 'a');
    QTest::newRow("control character") << QByteArray("a \x07 cat");
    QTest::newRow("zero byte") << QByteArray("a\0cat", 5);
    QTest::newRow("not UTF-8") << QByteArray("a \xFF\xFE cat");
}

void TestPlanRequests::hostileCaptionsAreRefused() {
    QFETCH(const QByteArray, caption);
    const JobFinished end = endOf(m_engine.run(request(caption.toStdString())));
    QVERIFY(end.outcome == Outcome::Failed);
    QVERIFY(end.error.code == Code::BadInput);
    QCOMPARE(end.error.field, std::string("caption"));
}

void TestPlanRequests::emptyCaptionsAndUnknownWordsAreNotices() {
    const auto empty = m_engine.run(request("  ", 1));
    QVERIFY(endOf(empty).outcome == Outcome::Done);
    QCOMPARE(noticesOf(empty, NoticeKind::EmptyCaption).size(), std::size_t{1});
    QVERIFY(only<PlanDone>(empty).front().plan.caption.empty());

    const auto unknown = m_engine.run(request("a zyzzyva and a cat and a zyzzyva", 1));
    const auto notices = noticesOf(unknown, NoticeKind::UnknownWords);
    QCOMPARE(notices.size(), std::size_t{1});  // said once, though it stands twice
    QVERIFY(notices.front().find("'zyzzyva'") != std::string::npos);
    QVERIFY(notices.front().find("nearest: ") != std::string::npos);
    QVERIFY(endOf(unknown).outcome == Outcome::Done);
    QVERIFY(only<Notice>(m_engine.run(request("a cat on the mat", 1))).empty());
}

void TestPlanRequests::unknownWordsOfEditedItemsAreNoticesToo() {
    PlanRequest again = request("a cat", 1);
    again.base.items = {{.id = ItemId{1},
                         .words = "flat zyzzyva",
                         .box = Box{0.2, 0.2, 0.7, 0.7},
                         .blob = {},
                         .state = PartState::Edited}};
    QCOMPARE(noticesOf(m_engine.run(again), NoticeKind::UnknownWords).size(), std::size_t{1});
}

void TestPlanRequests::tooLongCaptionsAreNotices() {
    std::string caption;
    for (int i = 0; i < 200; ++i) caption += "a cat on the mat ";
    const auto events = m_engine.run(request(caption, 1));
    QVERIFY(endOf(events).outcome == Outcome::Done);
    const auto notices = noticesOf(events, NoticeKind::General);
    QCOMPARE(notices.size(), std::size_t{1});
    QVERIFY(notices.front().find("255") != std::string::npos);
}

void TestPlanRequests::captionsAreNormalised() {
    const auto plain = only<PlanDone>(m_engine.run(request("a cat sat on the mat", 1)));
    const auto typed = only<PlanDone>(m_engine.run(request("  A Cat\tsat  ON the mat ", 1)));
    QVERIFY(plain.front() == typed.front());
}

void TestPlanRequests::basesWithErrorsAreRefused() {
    PlanRequest again = request("a cat", 1);
    again.base.items = {{.id = ItemId{1},
                         .words = "flat cat",
                         .box = Box{0.2, 0.2, std::nan(""), 0.7},
                         .blob = {},
                         .locked = true}};
    const JobFinished end = endOf(m_engine.run(again));
    QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::BadPlan);
}

void TestPlanRequests::aModelThatIsNotThereIsOneError() {
    PlanRequest nowhere = request("a cat");
    nowhere.model = m_model.path() / "nowhere";
    const JobFinished end = endOf(m_engine.run(nowhere));
    QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::NotFound);
    QVERIFY(end.error.path.find("nowhere") != std::string::npos);
}

void TestPlanRequests::stopAfterAPlanKeepsWhatIsReported() {
    Engine* engine = nullptr;
    std::size_t before = 0;
    RecordedEngine recorded([&](const Event& event) {
        if (std::holds_alternative<PlanDone>(event.body) && ++before == 1)
            engine->cancel(event.job, StopWhen::AfterPicture);
    });
    engine = &recorded.engine;
    const auto events = recorded.run(request("a cat", 64));
    QVERIFY(endOf(events).outcome == Outcome::Cancelled);
    const auto plans = only<PlanDone>(events);
    QVERIFY(!plans.empty() && plans.size() <= 8);
}

void TestPlanRequests::stopBetweenBatchesIsSeen() {
    // The grid alone, so that the eight plans of a batch end at the same token.
    PlanRequest grid = request("a cat", 24);
    grid.kinds = {.colors = true};
    Engine* engine = nullptr;
    RecordedEngine recorded([&](const Event& event) {
        if (std::holds_alternative<PlanDone>(event.body)) engine->cancel(event.job, StopWhen::AfterPicture);
    });
    engine = &recorded.engine;
    const auto events = recorded.run(grid);
    QVERIFY(endOf(events).outcome == Outcome::Cancelled);
    QCOMPARE(only<PlanDone>(events).size(), std::size_t{8});
}

void TestPlanRequests::stopNowEndsAtOnce() {
    Engine* engine = nullptr;
    RecordedEngine recorded([&](const Event& event) {
        if (std::holds_alternative<PlanPartial>(event.body)) engine->cancel(event.job, StopWhen::Now);
    });
    engine = &recorded.engine;
    const auto events = recorded.run(request("a cat", 8));
    QVERIFY(endOf(events).outcome == Outcome::Cancelled);
    QVERIFY(only<PlanDone>(events).empty());
    QCOMPARE(only<PlanPartial>(events).size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestPlanRequests)
#include "tst_plan_requests.moc"
