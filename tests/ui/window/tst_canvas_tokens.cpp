#include "engine/plan/edits.h"
#include "tests/support/sample_scene.h"
#include "tests/ui/window/studio_window.h"
#include "ui/canvas/canvas.h"
#include "ui/window/message_bar.h"

using namespace kaleido;
using namespace kaleido::test;

namespace {

Plan tokenPlan() {
    Plan plan = withGrids(catPlan(), PlanFormat{});
    plan.items.clear();
    plan.tokens.codes.assign(16, 1);
    return plan;
}

/// The window with a plan that has tokens, and its canvas alone in it.
struct TokenWindow : StudioWindow {
    Canvas* canvas = window->findChild<Canvas*>();

    TokenWindow() {
        document->addPlan(tokenPlan(), Origin::Sampled, true);
        canvas->setTool(Canvas::ToolKind::Cells);
    }
    QColor shown(Vec2 point) const {
        const QPixmap drawn = canvas->grab();
        return drawn.toImage().pixelColor(
            (canvas->view().toView(point) * drawn.devicePixelRatio()).toPoint());
    }
};

}  // namespace

class TestCanvasTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokensGetTheirPicturesWhenTheyAreShown() {
        TokenWindow studio;
        QCOMPARE(studio.engine.submitted.size(), std::size_t(1));
        QVERIFY(!studio.bridge.isBusy());
        studio.engine.send(0, TokenTilesDone{{plainPicture(4, 255, 0, 0), plainPicture(4, 0, 255, 0)}});
        studio.engine.send(0, JobFinished{});
        QTRY_COMPARE(studio.shown({0.37, 0.37}), QColor(0, 255, 0));
        QCOMPARE(studio.engine.asked<TokenPictureRequest>(1).tokens, tokenPlan().tokens);
        studio.engine.send(1, TokenPictureDone{plainPicture(16, 0, 0, 255)});
        studio.engine.send(1, JobFinished{});
        QTRY_COMPARE(studio.shown({0.37, 0.37}), QColor(0, 0, 255));
    }

    void withoutThemTheNumbersStayAndAWordIsSaid() {
        TokenWindow studio;
        studio.engine.send(0, JobFinished{.outcome = Outcome::Failed,
                                          .error = {Code::NotFound, "the model is gone", "models/tiny", ""}});
        auto* const messages = studio.window->findChild<MessageBar*>();
        QTRY_VERIFY(messages->isVisible());
        QVERIFY(messages->text().contains(QStringLiteral("models/tiny: the model is gone")));
        studio.canvas->setTool(Canvas::ToolKind::Select);
        studio.canvas->setTool(Canvas::ToolKind::Cells);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(1));
    }

    void aRegionIsResampled() {
        TokenWindow studio;
        QVERIFY(QTest::qWaitForWindowActive(studio.window.get()));
        studio.canvas->setFocus();
        QTest::keyClick(studio.canvas, Qt::Key_Right);
        QTest::keyClick(studio.canvas, Qt::Key_Right);
        QTest::keyClick(studio.canvas, Qt::Key_R, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(studio.engine.submitted.size(), std::size_t(2));
        Plan sampled = studio.engine.asked<PlanRequest>(1).base;
        sampled.tokens.codes.assign(16, 0);
        studio.engine.send(1, PlanDone{.index = 0, .plan = sampled});
        studio.engine.send(1, JobFinished{});
        Plan after = tokenPlan();
        after.tokens.codes[1] = 0;
        QTRY_COMPARE(studio.plan(), after);
        studio.document->undoStack().undo();
        QCOMPARE(studio.plan(), tokenPlan());
    }
};

QTEST_MAIN(TestCanvasTokens)
#include "tst_canvas_tokens.moc"
