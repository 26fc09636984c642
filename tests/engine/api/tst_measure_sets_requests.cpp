#include "engine/eval/judges.h"
#include "engine/world/world.h"
#include "tests/engine/api/engine_fixture.h"
#include "tests/support/source_tree.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kaleido;
using namespace kaleido::testing;

class TestMeasureSetsRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_request.judges = std::filesystem::path(m_folder.path().toStdString()) / "judges.safetensors";
        m_request.resources = test::sourceFile("resources");
        torch::manual_seed(1);
        const Judges judges(WorldClasses::of(m_world.atlas()));
        QVERIFY(saveJudges(*judges, 64, m_world.atlas(), {}, m_request.judges).ok());
    }

    void equalPicturesHaveNoVarietyAndOthersSome() {
        const Picture one = pictureOf(1);
        m_request.sets = {{one, one, one}, {one, pictureOf(2), pictureOf(3)}};
        RecordedEngine recorded;
        const auto events = recorded.run(m_request);
        const auto done = only<SetsMeasured>(events);
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
        QCOMPARE(only<SetsMeasured>(events).size(), std::size_t{1});
    }

    void withoutRendersThereIsNoDistance() {
        m_request.sets = {{pictureOf(1), pictureOf(2)}};
        RecordedEngine recorded;
        QVERIFY(!only<SetsMeasured>(recorded.run(m_request))[0].distance);
    }

    void rendersAreNoDistanceFromThemselves() {
        MeasureSetsRequest request = m_request;
        request.renders = 40;
        request.sets.assign(8, {});
        for (std::uint64_t i = 0; i < 40; ++i)
            request.sets[i / 5].push_back(m_world.scene(i, {.split = Split::HeldOut}).picture);
        RecordedEngine recorded;
        const auto measured = only<SetsMeasured>(recorded.run(request));
        QVERIFY(measured[0].distance.has_value());
        const SetDistance& same = *measured[0].distance;
        QCOMPARE(same.pictures, std::int64_t{40});
        QCOMPARE(same.renders, std::int64_t{40});
        QVERIFY(same.frechet < 1e-6);
        QCOMPARE(*same.precision, 1.0);
        QCOMPARE(*same.recall, 1.0);
        QCOMPARE(measured[0].sets.size(), std::size_t{8});
    }

    void greyPicturesAreFartherFromTheRendersThanOtherRenders() {
        MeasureSetsRequest request = m_request;
        request.renders = 40;
        request.sets = {{}};
        for (std::uint64_t i = 40; i < 80; ++i)
            request.sets[0].push_back(m_world.scene(i, {.split = Split::HeldOut}).picture);
        RecordedEngine recorded;
        const SetDistance others = *only<SetsMeasured>(recorded.run(request))[0].distance;
        for (Picture& picture : request.sets[0])
            std::ranges::fill(picture.rgb, static_cast<std::uint8_t>(110 + (&picture - &request.sets[0][0])));
        const SetDistance grey = *only<SetsMeasured>(recorded.run(request))[0].distance;
        QVERIFY(grey.frechet > 2 * others.frechet);
        QVERIFY(grey.kernel > others.kernel);
        QVERIFY(*grey.recall < *others.recall);
    }

    void moreRendersThanThereAreAreRefused() {
        MeasureSetsRequest request = m_request;
        request.renders = 20'001;
        RecordedEngine recorded;
        const auto finished = endOf(recorded.run(request));
        QCOMPARE(finished.error.code, Code::Usage);
        QCOMPARE(finished.error.field, std::string("renders"));
    }

    void missingJudgesAreNamed() {
        MeasureSetsRequest request = m_request;
        request.judges = "nowhere/judges.safetensors";
        RecordedEngine recorded;
        const auto finished = only<JobFinished>(recorded.run(request));
        QCOMPARE(finished[0].outcome, Outcome::Failed);
        QCOMPARE(finished[0].error.path, request.judges.string());
    }

private:
    Picture pictureOf(std::uint64_t seed) const { return m_world.scene(seed).picture; }

    QTemporaryDir m_folder;
    World m_world = *World::open(test::sourceFile("resources"));
    MeasureSetsRequest m_request;
};

QTEST_APPLESS_MAIN(TestMeasureSetsRequests)
#include "tst_measure_sets_requests.moc"
