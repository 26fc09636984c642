#include "app/studio/token_pictures.h"
#include "engine/plan/edits.h"
#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// A plan whose visual tokens are all of one code.
Plan tokenPlan(int code) {
    Plan plan = withGrids(catPlan(), PlanFormat{});
    plan.tokens.codes.assign(plan.tokens.codes.size(), code);
    return plan;
}

struct Pictured : Studio {
    TokenPictures pictures{*document, bridge, model};

    void answerTiles(std::size_t request) {
        engine.send(request, TokenTilesDone{{plainPicture(4, 255, 0, 0), plainPicture(4, 0, 255, 0)}});
        engine.send(request, JobFinished{});
    }
    void answerPlan(std::size_t request, std::uint8_t level) {
        engine.send(request, TokenPictureDone{plainPicture(16, level, level, level)});
        engine.send(request, JobFinished{});
    }
};

}  // namespace

class TestTokenPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsAskedBeforeTokensAreShown() {
        Pictured studio;
        studio.document->addPlan(tokenPlan(1), Origin::Sampled, true);
        QVERIFY(studio.engine.submitted.empty());
        studio.pictures.setShown(true);
        QCOMPARE(studio.engine.asked<TokenTilesRequest>(0).model, studio.model.folder);
        QVERIFY(!studio.bridge.isBusy());
    }

    void tilesAreAskedForOnceAndThePlanAfterThem() {
        Pictured studio;
        studio.document->addPlan(tokenPlan(1), Origin::Sampled, true);
        studio.pictures.setShown(true);
        studio.answerTiles(0);
        QTRY_COMPARE(studio.engine.submitted.size(), std::size_t(2));
        QCOMPARE(studio.pictures.tiles().size(), std::size_t(2));
        QCOMPARE(studio.pictures.tiles()[1].pixelColor(0, 0), QColor(Qt::green));
        QCOMPARE(studio.engine.asked<TokenPictureRequest>(1).tokens.codes, std::vector<int>(16, 1));
        studio.answerPlan(1, 7);
        QTRY_COMPARE(studio.pictures.planCodes(), std::vector<int>(16, 1));
        QCOMPARE(studio.pictures.planPicture().pixelColor(0, 0), QColor(7, 7, 7));
        studio.pictures.setShown(false);
        studio.pictures.setShown(true);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(2));
    }

    void ofQuickEditsOnlyTheLastIsPictured() {
        Pictured studio;
        const PlanId plan = studio.document->addPlan(tokenPlan(1), Origin::Sampled, true).value();
        studio.pictures.setShown(true);
        studio.answerTiles(0);
        QTRY_COMPARE(studio.engine.submitted.size(), std::size_t(2));
        for (int code = 2; code < 9; ++code)
            studio.document->edit(plan, setToken(tokenPlan(1), 0, code), QStringLiteral("Paint tokens"));
        QCOMPARE(studio.engine.submitted.size(), std::size_t(2));
        studio.answerPlan(1, 7);
        QTRY_COMPARE(studio.engine.submitted.size(), std::size_t(3));
        QCOMPARE(studio.engine.asked<TokenPictureRequest>(2).tokens.codes[0], 8);
        studio.answerPlan(2, 8);
        QTRY_COMPARE(studio.pictures.planCodes()[0], 8);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(3));
    }

    void aFailureIsToldOnceAndShowingAnewTriesAgain() {
        Pictured studio;
        QSignalSpy failed(&studio.pictures, &TokenPictures::failed);
        const PlanId plan = studio.document->addPlan(tokenPlan(1), Origin::Sampled, true).value();
        studio.pictures.setShown(true);
        studio.engine.send(0, JobFinished{.outcome = Outcome::Failed,
                                          .error = {Code::NotFound, "the folder is gone", "model", ""}});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(studio.pictures.tiles().empty());
        studio.document->edit(plan, tokenPlan(2), QStringLiteral("Paint tokens"));
        QCOMPARE(studio.engine.submitted.size(), std::size_t(1));
        studio.pictures.setShown(false);
        studio.pictures.setShown(true);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(2));
    }

    void plansWithoutKnownTokensAreNotAskedFor() {
        Pictured studio;
        studio.document->addPlan(withGrids(catPlan(), PlanFormat{}), Origin::Drawn, true);
        studio.pictures.setShown(true);
        studio.answerTiles(0);
        QTRY_COMPARE(studio.pictures.tiles().size(), std::size_t(2));
        Plan wider = tokenPlan(1);  // of another model
        wider.tokens = {8, 8, std::vector<int>(64, 1), std::vector<Part>(64)};
        studio.document->addPlan(wider, Origin::Imported, true);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(1));
        studio.document->addPlan(tokenPlan(1), Origin::Sampled, true);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestTokenPictures)
#include "tst_token_pictures.moc"
