#include "app/sheet/picture_image.h"
#include "app/sheet/plan_drawing.h"
#include "app/sheet/plan_sheet.h"
#include "app/sheet/world_sheet.h"
#include "engine/base/random.h"
#include "sheet_checks.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::sheet;
using namespace kaleido::sheet::testing;

namespace {

constexpr QRect kArea(20, 30, 100, 100);

Item itemWithBox(const std::string& words, Box box) {
    Item item;
    item.words = words;
    item.box = box;
    return item;
}

Plan crowded(int items) {
    Random random(static_cast<std::uint64_t>(items));
    Plan plan;
    plan.caption =
        "a crowd of things that has a caption longer than the card is wide, so that it has to be wrapped";
    plan.detail = plan.caption + ". " + plan.caption + ". " + plan.caption + ". " + plan.caption + ".";
    for (int i = 0; i < items; ++i) {
        // All in one corner: the badges have to give way to each other.
        const double x = 0.1 * random.uniform();
        const double y = 0.1 * random.uniform();
        Item item =
            itemWithBox("drawn yellow umbrella number " + std::to_string(i), {x, y, x + 0.2, y + 0.2});
        item.blob = Blob{{x + 0.1, y + 0.1}, 0.1, 0.05, 360 * random.uniform()};
        plan.items.push_back(item);
    }
    plan.colors = {4, 4, std::vector<int>(16, 7), std::vector<Part>(16)};
    return plan;
}

/// The pixels of a sheet that holds only what `add` puts on it, over white.
template <typename Add>
QImage drawn(Add add) {
    Sheet sheet;
    sheet.setSize(QSize(140, 160));
    add(sheet);
    return sheet.compose().value();
}

bool isPage(const QImage& image, double x, double y) {
    const QPoint at(kArea.left() + static_cast<int>(x * kArea.width()),
                    kArea.top() + static_cast<int>(y * kArea.height()));
    return image.pixel(at) == theme::kPage;
}

}  // namespace

class TestPlanSheet : public QObject {
    Q_OBJECT
public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }
private Q_SLOTS:
    void badgesNeverOverlapAndStayInThePicture() {
        for (int items = 1; items <= 8; ++items) {
            const auto badges = placeBadges(crowded(items), kArea);
            QCOMPARE(badges.size(), static_cast<std::size_t>(items));
            for (std::size_t i = 0; i < badges.size(); ++i) {
                QVERIFY(!badges[i].isEmpty() && kArea.contains(badges[i]));
                for (std::size_t j = 0; j < i; ++j) QVERIFY(!badges[i].intersects(badges[j]));
            }
        }
    }

    void anItemWithoutAShapeHasNoBadgeOnThePicture() {
        Plan plan = crowded(2);
        plan.items[0].box.reset();
        plan.items[0].blob.reset();
        const auto badges = placeBadges(plan, kArea);
        QVERIFY(badges[0].isNull());
        QVERIFY(!badges[1].isNull());
    }

    void aBoxIsDrawnWhereItIs() {
        Plan plan;
        plan.items.push_back(itemWithBox("cat", {0.2, 0.4, 0.7, 0.9}));
        const QImage image = drawn([&](Sheet& sheet) { addShapes(sheet, plan, kArea, Ground::Pane); });
        QVERIFY(!isPage(image, 0.45, 0.65));
        QVERIFY(!isPage(image, 0.65, 0.85));
        QVERIFY(isPage(image, 0.15, 0.65));
        QVERIFY(isPage(image, 0.45, 0.35));
        QVERIFY(isPage(image, 0.75, 0.65));
        QVERIFY(isPage(image, 0.45, 0.95));
    }

    void aBlobTurnsClockwise() {
        Plan plan;
        Item item;
        item.blob = Blob{{0.5, 0.5}, 0.4, 0.05, 45};  // its long axis falls to the right
        plan.items.push_back(item);
        const QImage image = drawn([&](Sheet& sheet) { addShapes(sheet, plan, kArea, Ground::Pane); });
        QVERIFY(!isPage(image, 0.7, 0.7));
        QVERIFY(isPage(image, 0.7, 0.3));
    }

    void whatLiesOutsideIsCutOff() {
        Plan plan;
        plan.items.push_back(itemWithBox("cat", {-0.5, 0.2, 1e6, 0.8}));
        const QImage image = drawn([&](Sheet& sheet) { addShapes(sheet, plan, kArea, Ground::Pane); });
        QVERIFY(!isPage(image, 0.5, 0.5));
        QVERIFY(isPage(image, -0.05, 0.5));
        QVERIFY(isPage(image, 1.05, 0.5));
        QVERIFY(kArea.contains(placeBadges(plan, kArea)[0]));
    }

    void aStaleShapeIsHatched() {
        Plan plan;
        plan.items.push_back(itemWithBox("cat", {0.1, 0.1, 0.9, 0.9}));
        const auto image = [&] {
            return drawn([&](Sheet& sheet) { addShapes(sheet, plan, kArea, Ground::Pane); });
        };
        const QImage fresh = image();
        QVERIFY(!isPage(fresh, 0.50, 0.5) && !isPage(fresh, 0.52, 0.5) && !isPage(fresh, 0.54, 0.5));
        plan.items[0].state = PartState::Stale;
        const QImage stale = image();
        int bare = 0;
        for (int x = 0; x < 16; ++x) bare += isPage(stale, 0.5 + 0.01 * x, 0.5) ? 1 : 0;
        QVERIFY(bare > 4 && bare < 16);
    }

    void theMosaicShowsTheMiddleOfEachColoursLevel() {
        CodeGrid colors{2, 1, {64 * 7 + 8 * 0 + 3, kUnknownCode}, std::vector<Part>(2)};
        const QImage image = drawn([&](Sheet& sheet) { addMosaic(sheet, colors, 8, kArea); });
        QCOMPARE(image.pixel(kArea.left() + 25, kArea.center().y()), qRgb(239, 15, 111));
        QCOMPARE(image.pixel(kArea.left() + 2, kArea.top() + 2), qRgb(239, 15, 111));
        QVERIFY(image.pixel(kArea.left() + 75, kArea.center().y()) != qRgb(239, 15, 111));
    }

    void textsOfPlanCardsNeverOverlap_data() {
        QTest::addColumn<int>("items");
        for (const int items : {0, 1, 8}) QTest::addRow("%d items", items) << items;
    }
    void textsOfPlanCardsNeverOverlap() {
        QFETCH(int, items);
        PlanSheetContent content{.frame = {"a cat sat on the mat", "", {{"Seed", "77"}}}};
        for (int i = 0; i < 4; ++i) {
            content.cards.push_back(
                {crowded(items), "Plan number " + std::to_string(i), "seed 18446744073709551615"});
        }
        content.cards[1].plan.colors = {};
        content.cards[2].plan.detail.clear();
        for (Item& item : content.cards[3].plan.items) item.words.clear();
        const Sheet sheet = layoutPlans(content);
        QCOMPARE(layoutFault(sheet), QString());
        QCOMPARE(inkFault(sheet), QString());
    }

    void textsOfWorldCardsNeverOverlap() {
        WorldSheetContent content{.frame = {"Emoji world", "", {}}, .columns = 2, .scale = 2};
        for (int i = 0; i < 3; ++i) content.cards.push_back({plain(64, 64, 90, 120, 200), crowded(3 * i)});
        const Sheet sheet = layoutWorld(content);
        QCOMPARE(layoutFault(sheet, true), QString());
        QCOMPARE(inkFault(sheet), QString());
    }

    void theWorldsPicturesKeepTheirPixelsWithoutShapes() {
        WorldSheetContent content{
            .cards = {{plain(64, 64, 90, 120, 200), crowded(2)}}, .scale = 3, .shapes = false};
        const Sheet sheet = layoutWorld(content);
        const auto image = sheet.compose();
        QVERIFY(image.ok());
        for (const SheetElement& element : sheet.elements()) {
            if (element.kind != ElementKind::Picture) continue;
            QVERIFY(toPicture(image->copy(element.rect)) == plain(192, 192, 90, 120, 200));
        }
    }

    void aSheetWithoutCardsIsStillASheet() {
        QVERIFY(layoutPlans({.frame = {"nothing", "", {}}}).compose().ok());
        QVERIFY(layoutWorld({.frame = {"nothing", "", {}}}).compose().ok());
    }
};

QTEST_MAIN(TestPlanSheet)
#include "tst_plan_sheet.moc"
