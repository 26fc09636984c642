#include "tests/app/export/export_fixture.h"
#include "tests/ui/window/studio_window.h"
#include "ui/caption/caption_bar.h"
#include "ui/cards/card_view.h"

#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QUrl>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// Drags a file onto a widget, moves it there and lets it go.
void dropFile(QWidget& widget, const std::filesystem::path& file) {
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    const QPoint at = widget.rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &move);
    QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &drop);
}

/// A picture of ours for this caption, in a file.
std::filesystem::path writePicture(const StudioWindow& studio, const std::string& caption) {
    PictureRecord record = paintedRecord(1, 1);
    record.plan.caption = caption;
    const auto file = studio.path("dropped.png");
    writeBytes(file, paintedPng(flatPicture(1, 1), record).value());
    return file;
}

}  // namespace

/// One of our pictures, dropped on the window: everything comes back.
class TestPictureDrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generatePaintsADroppedPictureAgain_data();
    void generatePaintsADroppedPictureAgain();
    void aFileIsNoTextForAField();
};

void TestPictureDrop::generatePaintsADroppedPictureAgain_data() {
    QTest::addColumn<QString>("caption");
    QTest::newRow("another caption") << QStringLiteral("two dogs");
    QTest::newRow("the caption of other plans, one of which is selected") << QStringLiteral("a cat");
    QTest::newRow("a caption that is not normalised") << QStringLiteral("Two dogs");
}

void TestPictureDrop::generatePaintsADroppedPictureAgain() {
    QFETCH(const QString, caption);
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.find<CardView>("planCards")->selectRow(0);
    dropFile(*studio.window, writePicture(studio, caption.toStdString()));
    auto* const bar = studio.find<CaptionBar>("captionBar");
    QCOMPARE(bar->caption(), caption);
    QVERIFY(studio.message().startsWith(QStringLiteral("Painting again")));

    bar->generateAction().trigger();
    QCOMPARE(studio.engine.submitted.size(), std::size_t(3));
    Plan painted = paintablePlan(1);
    painted.caption = caption.toStdString();
    const auto& request = studio.engine.asked<GenerateRequest>(2);
    QCOMPARE(request.plans, std::vector{painted});
    QCOMPARE(request.seed, paintedRecord(1, 1).seed);
    QCOMPARE(request.pictures, 1);
}

void TestPictureDrop::aFileIsNoTextForAField() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const auto file = writePicture(studio, "two dogs");
    auto* const caption = studio.find<QPlainTextEdit>("caption");
    dropFile(*caption->viewport(), file);
    QCOMPARE(studio.document->plans().size(), std::size_t(3));
    QCOMPARE(caption->toPlainText(), QStringLiteral("two dogs"));

    auto* const description = studio.find<QTextEdit>("description");
    dropFile(*description->viewport(), file);
    QCOMPARE(studio.document->plans().size(), std::size_t(4));
    QCOMPARE(description->toPlainText(), QString());  // that plan has none
}

QTEST_MAIN(TestPictureDrop)
#include "tst_picture_drop.moc"
