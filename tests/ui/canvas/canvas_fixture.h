#pragma once

#include "app/document/document.h"
#include "app/studio/item_selection.h"
#include "engine/plan/items.h"
#include "tests/support/sample_project.h"
#include "ui/canvas/canvas.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <random>

namespace kaleido::test {

/// A cat as box and blob, an overlapping mat in front of it, a ball as a tilted blob alone, and a locked sun.
inline Plan canvasPlan() {
    Plan plan;
    plan.caption = "a cat on a mat";
    plan.items = {
        {.id = ItemId{1},
         .words = "flat cat",
         .box = Box{0.25, 0.25, 0.5, 0.5},
         .blob = Blob{{0.375, 0.375}, 0.12, 0.06, 0}},
        {.id = ItemId{2}, .words = "mat", .box = Box{0.375, 0.375, 0.75, 0.5}, .blob = {}},
        {.id = ItemId{3}, .words = "red ball", .box = {}, .blob = Blob{{0.75, 0.75}, 0.15, 0.05, 30}},
        {.id = ItemId{4}, .words = "sun", .box = Box{0.8, 0.05, 0.95, 0.2}, .blob = {}, .locked = true}};
    return plan;
}

/// 200 items, some of them stale.
inline Plan crowdPlan() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(0.05, 0.95), size(0.03, 0.12), angle(0, 180);
    Plan plan;
    plan.caption = "a crowd";
    for (std::uint64_t i = 1; i <= 200; ++i) {
        const Vec2 c{place(random), place(random)};
        const double w = size(random), h = size(random);
        Item item{.id = ItemId{i},
                  .words = "flat blue thing",
                  .box = Box{c.x - w, c.y - h, c.x + w, c.y + h},
                  .blob = {}};
        item.blob = Blob{c, 0.8 * w, 0.6 * h, angle(random)};
        if (i % 10 == 0) item.state = PartState::Stale;
        plan.items.push_back(item);
    }
    return plan;
}

/// A canvas on a project, shown and with the focus. Mouse and keys go to the real widget.
struct CanvasFixture {
    explicit CanvasFixture(const Plan& plan = canvasPlan()) {
        document =
            Document::open(ProjectStore::create((folder.path() + QStringLiteral("/p.kaleido")).toStdString(),
                                                steadyOptions())
                               .value())
                .value();
        document->addPlan(plan, Origin::Sampled, true);
        show();
    }

    void show() {
        canvas = std::make_unique<Canvas>(*document, selection, PlanFormat{});
        canvas->resize(584, 584);  // the picture: 512 pixels from (36, 36)
        canvas->setSnapping(false);
        canvas->show();
        canvas->activateWindow();
        canvas->setFocus();
        if (!QTest::qWaitForWindowActive(canvas.get()))
            throw std::runtime_error("the window does not come up");
    }

    const Plan& plan() const { return document->find(document->currentPlan())->plan; }
    const Item& item(std::uint64_t id) const { return plan().items.at(*findItem(plan(), ItemId{id})); }
    const Item& shown(std::uint64_t id) const {
        const Plan& now = document->shown(document->currentPlan());
        return now.items.at(*findItem(now, ItemId{id}));
    }
    int undoCount() const { return document->undoStack().count(); }

    QPoint at(Vec2 point) const { return canvas->view().toView(point).toPoint(); }
    void press(Vec2 from, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(canvas.get(), Qt::LeftButton, modifiers, at(from));
    }
    void move(Vec2 to, Qt::KeyboardModifiers modifiers = {}) {
        const QPoint pos = at(to);
        QMouseEvent event(QEvent::MouseMove, pos, canvas->mapToGlobal(QPointF(pos)), Qt::NoButton,
                          Qt::LeftButton, modifiers);
        QApplication::sendEvent(canvas.get(), &event);
    }
    void release(Vec2 to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseRelease(canvas.get(), Qt::LeftButton, modifiers, at(to));
    }
    void drag(Vec2 from, Vec2 to, Qt::KeyboardModifiers modifiers = {}) {
        press(from, modifiers);
        move({(from.x + to.x) / 2, (from.y + to.y) / 2}, modifiers);
        move(to, modifiers);
        release(to, modifiers);
    }
    void click(Vec2 point, Qt::KeyboardModifiers modifiers = {}) {
        press(point, modifiers);
        release(point, modifiers);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(canvas.get(), static_cast<Qt::Key>(key), modifiers);
    }
    void pick(std::uint64_t id) { selection.select({ItemId{id}}); }

    QTemporaryDir folder;
    std::unique_ptr<Document> document;
    ItemSelection selection;
    std::unique_ptr<Canvas> canvas;
};

inline QImage plainImage(QColor color) {
    QImage image(64, 64, QImage::Format_RGB888);
    image.fill(color);
    return image;
}

inline QColor pixelAt(CanvasFixture& f, Vec2 point) {
    return f.canvas->grab().toImage().pixelColor(f.at(point) * f.canvas->devicePixelRatio());
}

inline bool isClose(double a, double b, double most = 1e-9) {
    return std::abs(a - b) <= most;
}

inline bool isClose(const Box& a, const Box& b, double most = 1e-9) {
    return isClose(a.x0, b.x0, most) && isClose(a.y0, b.y0, most) && isClose(a.x1, b.x1, most) &&
           isClose(a.y1, b.y1, most);
}

}  // namespace kaleido::test
