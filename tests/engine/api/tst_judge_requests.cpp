#include "engine/world/world.h"
#include "tests/engine/api/engine_fixture.h"
#include "tests/support/source_tree.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::testing;

/// Requests that judge pictures and plans.
class TestJudgeRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_request.judges = test::sourceFile("models/kaleido-judges/judges.safetensors");
        m_request.resources = test::sourceFile("resources");
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const Scene scene = m_world.scene(seed, {.split = Split::HeldOut});
            m_request.pictures.push_back(scene.picture);
            m_request.plans.push_back(scene.plan);
        }
    }

    void everyPictureIsJudgedItemByItem() {
        RecordedEngine recorded;
        const auto judged = only<PictureJudged>(recorded.run(m_request));
        QCOMPARE(judged.size(), m_request.pictures.size());
        int counted = 0, right = 0;
        for (std::size_t i = 0; i < judged.size(); ++i) {
            QCOMPARE(judged[i].index, static_cast<int>(i));
            QCOMPARE(judged[i].items.size(), m_request.plans[i].items.size());
            for (const ItemVerdict& item : judged[i].items) {
                counted += item.counts;
                right += item.thing;
            }
        }
        QVERIFY(counted > 40);
        QVERIFY(right >= 0.9 * counted);
    }

    void picturesAreJudgedAlikeAloneAndAmongOthers() {
        RecordedEngine recorded;
        const auto all = only<PictureJudged>(recorded.run(m_request));
        JudgePicturesRequest alone = m_request;
        alone.pictures = {m_request.pictures[7]};
        alone.plans = {m_request.plans[7]};
        const auto one = only<PictureJudged>(recorded.run(alone));
        QVERIFY(one[0].items == all[7].items);
    }

    void aPlanForEveryPictureIsDemanded() {
        JudgePicturesRequest request = m_request;
        request.plans.pop_back();
        RecordedEngine recorded;
        const auto end = endOf(recorded.run(request));
        QCOMPARE(end.error.code, Code::Usage);
        QCOMPARE(end.error.field, std::string("plans"));
    }

    void plansAreReadByTheirWords() {
        JudgePlansRequest request{.resources = m_request.resources, .plans = {m_request.plans[0]}};
        Plan other = m_request.plans[0];
        other.caption = "two snails";
        other.items.clear();
        other.detail = "a flat snail on the left of a beach.";
        request.plans.push_back(other);
        RecordedEngine recorded;
        const auto judged = only<PlanJudged>(recorded.run(request));
        QCOMPARE(judged.size(), std::size_t{2});
        const auto wordsOf = [&judged](std::size_t plan, const char* kind) {
            for (const WordCount& count : judged[plan].verdict.words) {
                if (count.kind == kind) return count;
            }
            return WordCount{};
        };
        for (const WordCount& count : judged[0].verdict.words) QCOMPARE(count.realised, count.asked);
        QVERIFY(wordsOf(0, "things").asked + wordsOf(0, "settings").asked > 0);
        QCOMPARE(wordsOf(1, "numbers").asked, 1);
        QCOMPARE(wordsOf(1, "numbers").realised, 0);
        QVERIFY(judged[1].verdict.settings == std::vector<std::string>{"beach"});
    }

private:
    World m_world = *World::open(test::sourceFile("resources"));
    JudgePicturesRequest m_request;
};

QTEST_APPLESS_MAIN(TestJudgeRequests)
#include "tst_judge_requests.moc"
