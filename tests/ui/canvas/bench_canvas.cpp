// How long the canvas takes to paint 200 items. Not a test; run by hand: build/dev/tests/bench_canvas
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
        std::vector<ItemId> all;
        for (const Item& item : f.plan().items) all.push_back(item.id);
        f.selection.select(all);
        Plan during = f.plan();
        QBENCHMARK {
            for (Item& item : during.items) item.box->x0 += 1e-4;
            f.document->preview(f.document->currentPlan(), during);
            f.canvas->repaint();
        }
        f.document->endPreview();
    }

private:
    CanvasFixture f{crowdPlan()};
};

QTEST_MAIN(BenchCanvas)
#include "bench_canvas.moc"
