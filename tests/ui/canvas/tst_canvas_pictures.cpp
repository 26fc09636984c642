// What the canvas looks like, against pictures that were looked at: tests/data/canvas. ctest runs it once at one pixel a
// device-independent pixel and once at two. Letters are the bundled font's, unhinted.
#include "tests/support/picture_reference.h"
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/handles.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace kaleido;
using namespace kaleido::canvas;
using namespace kaleido::test;

namespace {

constexpr int kSide = 320;

/// A meadow under a sky, so that items stand before light and dark.
QImage meadow(QColor sky) {
    QImage image(64, 64, QImage::Format_RGB888);
    image.fill(sky);
    QPainter painter(&image);
    painter.fillRect(0, 40, 64, 24, QColor(64, 120, 72));
    painter.fillRect(8, 20, 12, 30, QColor(90, 60, 40));
    painter.end();
    return image;
}

Plan stalePlan() {
    Plan plan = canvasPlan();
    plan.items[0].state = PartState::Stale;
    plan.items[2].state = PartState::Stale;
    return plan;
}

Plan mosaicPlan() {
    Plan plan = canvasPlan();
    plan.items.resize(2);
    plan.colors = {.columns = 4, .rows = 4, .codes = {}, .parts = std::vector<Part>(16)};
    for (int i = 0; i < 16; ++i) plan.colors.codes.push_back(i == 6 ? kUnknownCode : 4 * i);
    plan.colors.parts[9].state = PartState::Stale;
    plan.colors.parts[12].locked = true;
    return plan;
}

}  // namespace

class TestCanvasPictures : public QObject {
    Q_OBJECT

    ui::Theme m_theme;

    /// A canvas of a fixed size and font.
    struct Pictured : CanvasFixture {
        explicit Pictured(const Plan& plan = canvasPlan()) : CanvasFixture(plan) {
            QFont font = canvas->font();
            font.setPixelSize(11);
            font.setHintingPreference(QFont::PreferNoHinting);
            font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
            canvas->setFont(font);
            canvas->resize(kSide, kSide);
        }
        int ratio() const { return qRound(canvas->devicePixelRatioF()); }
        QImage picture() const {
            canvas->clearFocus();  // no ring around it
            return canvas->grab().toImage();
        }
        QString file(const char* name) const {
            return QStringLiteral("canvas/%1-%2x.png").arg(QLatin1String(name)).arg(ratio());
        }
        QString mismatch(const char* name) const { return test::mismatch(picture(), file(name), ratio()); }
    };

private Q_SLOTS:
    void init() { m_theme.apply(ThemeChoice::Light); }

    void boxesAndTiltedBlobs() {
        Pictured f;
        QCOMPARE(f.mismatch("items"), QString());
    }

    void selectedItemWithHandles() {
        Pictured f;
        f.canvas->setPicture(meadow(QColor(150, 190, 230)));
        f.pick(3);
        QCOMPARE(f.mismatch("selected"), QString());
    }

    void severalSelected() {
        Pictured f;
        f.selection.select({ItemId{1}, ItemId{2}, ItemId{3}});
        QCOMPARE(f.mismatch("several"), QString());
    }

    void staleItemsAreHatched() {
        Pictured f(stalePlan());
        f.canvas->setPicture(meadow(QColor(150, 190, 230)));
        QCOMPARE(f.mismatch("stale"), QString());
    }

    void lockedAndHidden() {
        Pictured f;
        f.selection.setHidden(ItemId{2}, true);
        f.selection.hover(ItemId{3});
        f.pick(4);  // locked: no handles
        QCOMPARE(f.mismatch("locked"), QString());
    }

    void mosaicUnderTheItems() {
        Pictured f(mosaicPlan());
        f.canvas->setMosaicShown(true);
        QCOMPARE(f.mismatch("mosaic"), QString());
    }

    void wipeBetweenTwoPictures() {
        Pictured f;
        f.canvas->setOverlay(false);
        f.canvas->setWipe(meadow(QColor(150, 190, 230)), meadow(QColor(40, 44, 80)));
        f.canvas->setDivider(0.4);
        QCOMPARE(f.mismatch("wipe"), QString());
    }

    void guidesWhileDragging() {
        Pictured f;
        f.canvas->setSnapping(true);
        f.press({0.7, 0.4});
        f.move({0.66, 0.5});
        f.move({0.705 - 0.125, 0.6});  // its left edge on the cat's
        QCOMPARE(f.mismatch("guides"), QString());
        f.release({0.58, 0.6});
    }

    void darkTheme() {
        m_theme.apply(ThemeChoice::Dark);
        Pictured f;
        f.pick(1);
        QCOMPARE(f.mismatch("dark"), QString());
    }

    void pointsOfAnOutline() {
        Pictured f;
        f.canvas->setPicture(meadow(QColor(150, 190, 230)));
        f.canvas->setTool(Canvas::ToolKind::Blob);
        for (const Vec2 point :
             {Vec2{0.15, 0.72}, Vec2{0.28, 0.62}, Vec2{0.48, 0.68}, Vec2{0.5, 0.85}, Vec2{0.3, 0.9}})
            f.click(point);
        QCOMPARE(f.mismatch("outline"), QString());
    }

    // ---- That the comparison can fail

    void aMissingHandleIsSeen() {
        Pictured f;
        f.pick(3);
        const QImage whole = f.picture();
        QVERIFY(differenceOf(whole, whole, f.ratio()).isTolerable());
        const Frame frame = *frameOf(f.plan(), {ItemId{3}});
        const QPointF handle = positionOf(Handle::Left, frame, f.canvas->view()) * f.ratio();
        QImage without = whole;
        const double reach = (kHandleSize / 2 + 1) * f.ratio();
        for (int y = qRound(handle.y() - reach); y < handle.y() + reach; ++y) {
            for (int x = qRound(handle.x() - reach); x < handle.x() + reach; ++x)
                without.setPixelColor(x, y, Qt::gray);
        }
        QVERIFY(!differenceOf(without, whole, f.ratio()).isTolerable());
    }

    void aShiftOfAPixelIsSeenAndALittleNoiseIsNot() {
        Pictured f;
        const QImage whole = f.picture();
        QVERIFY(
            !differenceOf(whole.copy(1, 0, whole.width(), whole.height()), whole, f.ratio()).isTolerable());
        QVERIFY(!differenceOf(whole.copy(0, 0, 100, 100), whole, f.ratio()).isTolerable());
        QImage noisy = whole;
        for (int y = 0; y < noisy.height(); ++y) {
            for (int x = y % 3; x < noisy.width(); x += 3) {
                const QColor was = noisy.pixelColor(x, y);
                noisy.setPixelColor(x, y,
                                    QColor(std::min(255, was.red() + kLevels), was.green(),
                                           std::max(0, was.blue() - kLevels)));
            }
        }
        QVERIFY(differenceOf(noisy, whole, f.ratio()).isTolerable());
    }
};

QTEST_MAIN(TestCanvasPictures)
#include "tst_canvas_pictures.moc"
