#include "app/export/exported_grid.h"
#include "app/painting/picture_records.h"
#include "tests/app/export/export_fixture.h"

#include <QImage>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

class TestExportedGrid : public QObject {
    Q_OBJECT

    static int pixelsOf(const QImage& image, const Picture& picture) {
        const QRgb color = qRgb(picture.rgb[0], picture.rgb[1], picture.rgb[2]);
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) == color ? 1 : 0;
        }
        return count;
    }

private Q_SLOTS:
    void everyPictureStandsInItsPlace() {
        PaintedProject project;
        const auto files =
            exportGrid(project.store(), project.run, project.folder() / "grid.png", {.scale = 3}).value();
        QCOMPARE(files, std::vector{project.folder() / "grid.png"});
        const QImage image(QString::fromStdString(files.front().string()));
        for (int i = 0; i < 4; ++i) QCOMPARE(pixelsOf(image, flatPicture(i / 2, i % 2)), 24 * 24);
        const auto records = recordsOfPng(bytesOf(files.front()), "").value();
        QCOMPARE(records.size(), 4U);
        for (const PictureRecord& record : records) {  // plans in columns
            QCOMPARE(record.column, record.plan.provenance.planIndex);
            QCOMPARE(record.row, static_cast<int>(record.seed) - 5);
        }
    }

    void binnedPicturesAreLeftOut() {
        PaintedProject project;
        need(project.store().pictures().setMarks(project.pictures[0], {.binned = true}));
        const auto files =
            exportGrid(project.store(), project.run, project.folder() / "grid.png", {.scale = 2}).value();
        const QImage image(QString::fromStdString(files.front().string()));
        QCOMPARE(pixelsOf(image, flatPicture(0, 0)), 0);
        QCOMPARE(pixelsOf(image, flatPicture(0, 1)), 16 * 16);
        need(project.store().pictures().setMarks(project.pictures, {.binned = true}));
        const auto empty = exportGrid(project.store(), project.run, project.folder() / "grid.png", {});
        QCOMPARE(empty.error().code, Code::BadInput);
    }

    void nothingIsOverwritten() {
        PaintedProject project;
        writeBytes(project.folder() / "grid.png", "mine");
        const auto files =
            exportGrid(project.store(), project.run, project.folder() / "grid.png", {}).value();
        QCOMPARE(files, std::vector{project.folder() / "grid-2.png"});
        QCOMPARE(bytesOf(project.folder() / "grid.png"), "mine");
    }

    void comparisonsAreNotGridsOfARun() {
        PaintedProject project;
        const Run run = project.store().runs().run(project.run).value();
        NewRun request = run.request;
        request.comparison = "{}";
        const RunId comparison = project.store().runs().add(request).value().id;
        QCOMPARE(exportGrid(project.store(), comparison, project.folder() / "grid.png", {}).error().code,
                 Code::Usage);
    }
};

QTEST_MAIN(TestExportedGrid)
#include "tst_exported_grid.moc"
