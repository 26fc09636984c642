#include "engine/eval/judges.h"
#include "engine/world/world.h"
#include "tests/engine/api/engine_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kaleido;
using namespace kaleido::testing;

class TestVarietyRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_request.judges = std::filesystem::path(m_folder.path().toStdString()) / "judges.safetensors";
        m_request.resources = KALEIDO_SOURCE_DIR "/resources";
        torch::manual_seed(1);
        const Judges judges(WorldClasses::of(m_world.atlas()));
        QVERIFY(saveJudges(*judges, 64, m_world.atlas(), {}, m_request.judges).ok());
    }

    void equalPicturesHaveNoVarietyAndOthersSome() {
        const Picture one = pictureOf(1);
        m_request.sets = {{one, one, one}, {one, pictureOf(2), pictureOf(3)}};
        RecordedEngine recorded;
        const auto events = recorded.run(m_request);
        const auto done = only<VarietyDone>(events);
        QCOMPARE(done.size(), std::size_t{1});
        QCOMPARE(done[0].sets.size(), std::size_t{2});
        QVERIFY(std::abs(done[0].sets[0].vendi - 1) < 1e-4);
        QVERIFY(std::abs(done[0].sets[0].similarity - 1) < 1e-4);
        QVERIFY(done[0].sets[1].vendi > 1.0001 && done[0].sets[1].vendi <= 3);
        QVERIFY(done[0].sets[1].similarity < 0.9999);
    }

    void picturesOfAnotherSizeAreScaled() {
        m_request.sets = {{m_world.scene(1, {.size = 128}).picture, m_world.scene(2, {.size = 32}).picture}};
        RecordedEngine recorded;
        const auto events = recorded.run(m_request);
        QCOMPARE(only<VarietyDone>(events).size(), std::size_t{1});
    }

    void missingJudgesAreNamed() {
        VarietyRequest request = m_request;
        request.judges = "nowhere/judges.safetensors";
        RecordedEngine recorded;
        const auto finished = only<JobFinished>(recorded.run(request));
        QCOMPARE(finished[0].outcome, Outcome::Failed);
        QCOMPARE(finished[0].error.path, request.judges.string());
    }

private:
    Picture pictureOf(std::uint64_t seed) const { return m_world.scene(seed).picture; }

    QTemporaryDir m_folder;
    World m_world = *World::open(KALEIDO_SOURCE_DIR "/resources");
    VarietyRequest m_request;
};

QTEST_APPLESS_MAIN(TestVarietyRequests)
#include "tst_variety_requests.moc"
