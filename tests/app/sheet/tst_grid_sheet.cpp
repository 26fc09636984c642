#include "app/sheet/grid_sheet.h"
#include "sheet_checks.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace kaleido;
using namespace kaleido::sheet;
using namespace kaleido::sheet::testing;

namespace {

const std::string kLong =
    "an extraordinarily long label that goes on and on about a cat that sat on a mat and will not fit "
    "anywhere";

/// Every place has a colour of its own.
Picture pictureOf(const GridPlace& place) {
    return plain(4, 4, static_cast<std::uint8_t>(40 * place.row),
                 static_cast<std::uint8_t>(40 * place.column), static_cast<std::uint8_t>(40 * place.index));
}

GridContent content(int rows, int columns, int scale) {
    GridContent grid;
    grid.frame = {"a cat sat on the mat", "eight plans", {{"Steps", "25"}, {"Sampler", "DPM++ 2M"}}};
    grid.rows = rows;
    grid.columns = columns;
    grid.pictureWidth = grid.pictureHeight = 4;
    grid.scale = scale;
    grid.picture = pictureOf;
    return grid;
}

std::vector<QRect> rectsOf(const Sheet& sheet, ElementKind kind) {
    std::vector<QRect> rects;
    for (const SheetElement& element : sheet.elements()) {
        if (element.kind == kind) rects.push_back(element.rect);
    }
    return rects;
}

}  // namespace

class TestGridSheet : public QObject {
    Q_OBJECT
public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }
private Q_SLOTS:
    void labelsNeverOverlap_data() {
        QTest::addColumn<int>("scale");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("setSize");
        QTest::addColumn<QString>("label");
        for (const int scale : {1, 4, 16}) {
            int index = 0;
            for (const auto& label : {QString::fromStdString(kLong), QStringLiteral("7"), QString(200, u'W'),
                                      QStringLiteral("猫が\nマットの\n上に\n座って\nいた\nとさ")}) {
                ++index;
                QTest::addRow("one picture, x%d, label %d", scale, index) << scale << 1 << 1 << 1 << label;
                QTest::addRow("grid, x%d, label %d", scale, index) << scale << 3 << 5 << 1 << label;
                QTest::addRow("sets, x%d, label %d", scale, index) << scale << 2 << 3 << 4 << label;
            }
        }
    }
    void labelsNeverOverlap() {
        QFETCH(int, scale);
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, setSize);
        QFETCH(QString, label);
        GridContent grid = content(rows, columns, scale);
        grid.pictureWidth = 16;
        grid.pictureHeight = 12;
        grid.setSize = setSize;
        grid.setColumns = setSize > 1 ? 2 : 1;
        const std::string text = label.toStdString();
        grid.columnLabels.assign(static_cast<std::size_t>(columns), text);
        grid.rowLabels.assign(static_cast<std::size_t>(rows), text);
        grid.caption = [text](const GridPlace&) { return text; };
        grid.frame = {text + text + text, text, {{"Model", text}, {text, "7"}, {"", text}, {"Steps", "25"}}};
        QCOMPARE(layoutFault(layoutGrid(grid)), QString());
    }

    void everyElementPaintsWithinItsPlace() {
        GridContent grid = content(2, 2, 4);
        grid.columnLabels = {kLong, "short"};
        grid.rowLabels = {"guidance 4", kLong};
        grid.caption = [](const GridPlace& place) {
            return "seed " + std::to_string(place.row + place.column);
        };
        QCOMPARE(inkFault(layoutGrid(grid)), QString());
    }

    void picturesHaveTheirExactSizeAndPixels_data() {
        QTest::addColumn<int>("scale");
        QTest::newRow("x1") << 1;
        QTest::newRow("x3") << 3;
        QTest::newRow("x16") << 16;
    }
    void picturesHaveTheirExactSizeAndPixels() {
        QFETCH(int, scale);
        GridContent grid = content(2, 3, scale);
        grid.setSize = 2;
        grid.setColumns = 2;
        const Sheet sheet = layoutGrid(grid);
        const auto image = sheet.compose();
        QVERIFY(image.ok());
        QCOMPARE(image->size(), sheet.size());
        QCOMPARE(image->format(), QImage::Format_RGB888);
        const auto rects = rectsOf(sheet, ElementKind::Picture);
        QCOMPARE(rects.size(), 12U);
        std::size_t next = 0;
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < 3; ++column) {
                for (int index = 0; index < 2; ++index, ++next) {
                    QCOMPARE(rects[next].size(), QSize(4, 4) * scale);
                    const Picture expected =
                        resized(pictureOf({row, column, index}), 4 * scale, 4 * scale, Filter::Nearest);
                    QVERIFY(toPicture(image->copy(rects[next])) == expected);
                }
            }
        }
    }

    void theSizeFollowsFromTheParts() {
        GridContent grid = content(2, 10, 16);
        grid.frame = {};
        using namespace theme;
        QCOMPARE(layoutGrid(grid).size(),
                 QSize(2 * kMargin + 10 * 64 + 9 * kGap, 2 * kMargin + 2 * 64 + kGap));
        QCOMPARE(layoutGrid(content(1, 1, 1)).size().width(), kMinContentWidth + 2 * kMargin);
    }

    void stripsAreEqualToTheWhole_data() {
        QTest::addColumn<int>("height");
        for (const int height : {1, 7, 64, 100'000}) QTest::addRow("%d rows", height) << height;
    }
    void stripsAreEqualToTheWhole() {
        QFETCH(int, height);
        GridContent grid = content(4, 3, 8);
        grid.filter = Filter::Lanczos;
        grid.columnLabels = {"guidance 1", "guidance 4", kLong};
        grid.rowLabels = {"none", "text", "items", kLong};
        const Sheet sheet = layoutGrid(grid);
        const auto whole = sheet.compose();
        QVERIFY(whole.ok());
        int top = 0;
        const auto done = sheet.composeStrips(height, [&](const QImage& strip) -> Result<void> {
            const QImage expected = whole->copy(0, top, whole->width(), strip.height());
            if (strip.convertToFormat(QImage::Format_RGB888) != expected) {
                return Error{Code::Internal, "differs at row " + std::to_string(top), {}, {}};
            }
            top += strip.height();
            return {};
        });
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.c_str());
        QCOMPARE(top, sheet.size().height());
    }

    void aStripAsksOnlyForItsOwnPictures() {
        GridContent grid = content(5, 1, 16);
        std::set<int> asked;
        grid.picture = [&asked](const GridPlace& place) {
            asked.insert(place.row);
            return pictureOf(place);
        };
        const Sheet sheet = layoutGrid(grid);
        QVERIFY(asked.empty());
        const QRect third = rectsOf(sheet, ElementKind::Picture)[2];
        sheet.strip(third.top(), third.height());
        QCOMPARE(asked, std::set<int>{2});
    }

    void aSinksErrorStopsTheComposition() {
        int strips = 0;
        const auto done = layoutGrid(content(2, 2, 16)).composeStrips(16, [&](const QImage&) -> Result<void> {
            if (++strips == 2) return Error{Code::WriteFailed, "disk full", "grid.png", {}};
            return {};
        });
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, Code::WriteFailed);
        QCOMPARE(strips, 2);
    }

    void aSheetTooLargeForOneImageIsRefused() {
        GridContent grid = content(1, 40, 16);
        grid.pictureWidth = grid.pictureHeight = 64;
        const auto image = layoutGrid(grid).compose();
        QVERIFY(!image.ok());
        QCOMPARE(image.error().code, Code::Usage);
    }

    void aMissingPictureLeavesABlankPane() {
        GridContent grid = content(1, 2, 8);
        grid.picture = [](const GridPlace& place) {
            return place.column == 0 ? Picture{} : pictureOf(place);
        };
        const Sheet sheet = layoutGrid(grid);
        const auto image = sheet.compose();
        QVERIFY(image.ok());
        const QRect blank = rectsOf(sheet, ElementKind::Picture)[0];
        QCOMPARE(image->pixel(blank.left() + 4, blank.bottom() - 1), theme::kPane);
    }

    void aCellsCaptionStandsBelowItsSet() {
        GridContent grid = content(2, 3, 8);
        grid.setSize = 4;
        grid.setColumns = 2;
        const int without = layoutGrid(grid).size().height();
        grid.cellCaption = [](int row, int column) { return std::to_string(10 * row + column); };
        const Sheet sheet = layoutGrid(grid);
        QCOMPARE(sheet.size().height(), without + 2 * (theme::kUnit + theme::kSmall.lineHeight));
        const std::vector<QRect> pictures = rectsOf(sheet, ElementKind::Picture);
        const std::vector<QRect> texts = rectsOf(sheet, ElementKind::Text);
        for (std::size_t cell = 0; cell < 6; ++cell) {
            const QRect& last = pictures[4 * cell + 3];
            const auto below = std::ranges::count_if(texts, [&](const QRect& text) {
                return text.top() > last.bottom() && text.top() < last.bottom() + 2 * theme::kUnit &&
                       std::abs(text.center().x() - (pictures[4 * cell].left() + last.right()) / 2) <= 1;
            });
            QCOMPARE(below, 1);
        }
    }

    void aPictureOfAnotherSizeIsFitted() {
        GridContent grid = content(1, 1, 2);
        grid.picture = [](const GridPlace&) { return plain(9, 5, 1, 2, 3); };
        const Sheet sheet = layoutGrid(grid);
        const auto image = sheet.compose();
        QVERIFY(image.ok());
        QVERIFY(toPicture(image->copy(rectsOf(sheet, ElementKind::Picture)[0])) == plain(8, 8, 1, 2, 3));
    }
};

QTEST_MAIN(TestGridSheet)
#include "tst_grid_sheet.moc"
