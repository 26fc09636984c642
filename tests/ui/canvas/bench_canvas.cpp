// How long the canvas takes to paint 200 items. Not a test; run by hand: build/dev/tests/bench_canvas
#include "engine/plan/shapes.h"
#include "tests/ui/canvas/canvas_fixture.h"

using namespace kaleido;
using namespace kaleido::test;

class BenchCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        f.canvas->resize(1000, 900);
        QVERIFY(QTest::qWaitForWindowExposed(f.canvas.get()));
        f.canvas->grab();
    }
    void nothingMoves() {
        QBENCHMARK {
            f.canvas->repaint();
        }
    }
    void nothingIsCached() {
        QBENCHMARK {
            f.canvas->setPicture({});
            f.canvas->repaint();
        }
    }
    void oneItemIsDragged() {
        f.pick(100);
        Plan during = f.plan();
        QBENCHMARK {
            during.items[99].box->x0 += 1e-4;
            f.document->preview(f.document->currentPlan(), during);
            f.canvas->repaint();
        }
        f.document->endPreview();
    }
    void viewIsPannedOrZoomed() {
        f.selection.clear();
        double factor = 1.01;
        QBENCHMARK {
            f.canvas->zoomBy(factor);
            factor = 1 / factor;
            f.canvas->repaint();
        }
    }
    void allItemsAreDragged() {
        selectAll();
        const Vec2 from = centreOf(*f.plan().items[99].box);
        f.press(from);
        double by = 0.02;
        const auto frame = [&] {
            f.move({from.x + by, from.y});
            f.canvas->repaint();
            by = by > 0.1 ? 0.02 : by + 0.002;
        };
        for (int i = 0; i < 3; ++i) frame();  // what moves becomes an image
        QBENCHMARK {
            frame();
        }
        f.key(Qt::Key_Escape);
        f.release(from);
    }
    void allItemsAreResized() {
        selectAll();
        Plan during = f.plan();
        QBENCHMARK {
            for (Item& item : during.items) item.box->x1 += 1e-4;
            f.document->preview(f.document->currentPlan(), during);
            f.canvas->repaint();
        }
        f.document->endPreview();
    }

private:
    void selectAll() {
        std::vector<ItemId> all;
        for (const Item& item : f.plan().items) all.push_back(item.id);
        f.selection.select(all);
    }

    CanvasFixture f{crowdPlan()};
};

QTEST_MAIN(BenchCanvas)
#include "bench_canvas.moc"
