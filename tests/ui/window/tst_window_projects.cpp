#include "app/document/first_document.h"
#include "engine/plan/edits.h"
#include "tests/ui/window/studio_window.h"
#include "ui/caption/caption_bar.h"
#include "ui/cards/card_view.h"
#include "ui/results/picture_model.h"
#include "ui/results/results_grid.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>

#include <unistd.h>
#include <fstream>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// A project on its own, with two runs' worth of nothing: one plan.
void writeProject(const std::filesystem::path& path, const std::string& caption) {
    const auto document = Document::open(ProjectStore::create(path).value()).value();
    document->addPlan(catPlan(caption), Origin::Sampled);
}

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

/// Types these names into the file dialogs that open, one each; a dialog that is left without a name is cancelled.
class FileDialogAnswers : public QObject {
public:
    explicit FileDialogAnswers(QStringList names) : m_names(std::move(names)) {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        qApp->installEventFilter(this);
    }

    QStringList offered;  ///< the name that each dialog began with

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        auto* const dialog = qobject_cast<QFileDialog*>(watched);
        if (dialog != nullptr && event->type() == QEvent::Show)
            QMetaObject::invokeMethod(
                dialog, [this, dialog] { answer(*dialog); }, Qt::QueuedConnection);
        return false;
    }

private:
    void answer(QDialog& dialog) {
        auto* const name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        offered += name->text();
        if (m_names.isEmpty()) return dialog.reject();
        name->setText(m_names.takeFirst());
        dialog.accept();
    }

    QStringList m_names;
};

}  // namespace

/// Which project the window shows: those that cannot be opened, that others have, that were left, and going from one to another.
class TestWindowProjects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProjectThatCannotBeOpenedLeavesThisOne_data();
    void aProjectThatCannotBeOpenedLeavesThisOne();
    void startingWithAProjectThatCannotBeOpenedSaysSo();
    void theSecondProgramLooksAndGoesOnUnderAnotherName();
    void theSecondProgramMakesNothingThatItCouldNotKeep();
    void aProjectThatIsFreeAgainCanBeWritten();
    void openingTheSameProjectChangesNothing();
    void whatIsPaintedForAnotherProjectStaysInThatOnesQueue();
    void whatIsImaginedForAnotherProjectIsGivenUp();
    void whatWasLeftIsOfferedOneAfterTheOther();
    void whatWasLeftIsThrownAwayWhenAskedForTwice();
    void aDamagedFileThatWasLeftIsToldAfterTheOthers();
    void savingAnUntitledProjectTakesItsFileAway();
    void savingAsksBeforeItReplacesAProject_data();
    void savingAsksBeforeItReplacesAProject();
    void savingUnderAnotherNameKeepsWhatIsChosen();
};

void TestWindowProjects::aProjectThatCannotBeOpenedLeavesThisOne_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("missing") << QStringLiteral("missing") << QStringLiteral("there is no such file");
    QTest::newRow("text") << QStringLiteral("text") << QStringLiteral("this is no Kaleido project");
    QTest::newRow("cut off") << QStringLiteral("cut off") << QStringLiteral("the project is damaged");
    QTest::newRow("newer") << QStringLiteral("newer") << QStringLiteral("made by a newer Kaleido Studio");
}

void TestWindowProjects::aProjectThatCannotBeOpenedLeavesThisOne() {
    QFETCH(const QString, kind);
    QFETCH(const QString, says);
    StudioWindow studio;
    studio.makeFirstGrid();
    const auto path = studio.path("other.kaleido");
    QFile file(text(path));
    if (kind == QStringLiteral("text")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a cat sat on the mat");
    } else if (kind != QStringLiteral("missing")) {
        writeProject(path, "another");
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (kind == QStringLiteral("cut off")) QVERIFY(file.resize(8192));
        constexpr qint64 kUserVersion = 60;  // of SQLite's header, big-endian
        file.seek(kUserVersion);
        if (kind == QStringLiteral("newer")) file.write(QByteArray("\0\0\0\x63", 4));
    }
    file.close();
    studio.project().openFile(path);
    QVERIFY2(studio.message().startsWith(text(path)), qPrintable(studio.message()));
    QVERIFY2(studio.message().contains(says), qPrintable(studio.message()));
    QVERIFY(!studio.message().contains(QLatin1Char('\n')));
    QCOMPARE(studio.pictures().size(), std::size_t(4));
    QVERIFY(studio.document->edit(studio.document->currentPlan(), moveItem(catPlan(), ItemId{1}, {0.1, 0}),
                                  QStringLiteral("Move box")));
}

void TestWindowProjects::startingWithAProjectThatCannotBeOpenedSaysSo() {
    StudioWindow studio;
    auto first = openFirst(studio.path("missing.kaleido"), studio.path("unsaved")).value();
    const auto path = first.document->store().path();
    first.document.reset();
    QVERIFY(studio.document->take(ProjectStore::open(path).value()).ok());
    studio.window->begin(QStringLiteral("a cat"), first.fault);
    QVERIFY(studio.message().startsWith(text(studio.path("missing.kaleido"))));
    QVERIFY(studio.window->windowTitle().startsWith(QStringLiteral("Untitled")));
    QVERIFY(studio.engine.submitted.empty());  // nobody asked for another one
    QCOMPARE(studio.window->findChild<CaptionBar*>()->caption(), QStringLiteral("a cat"));
}

void TestWindowProjects::theSecondProgramLooksAndGoesOnUnderAnotherName() {
    StudioWindow first, second;
    first.makeFirstGrid();
    second.project().openFile(first.document.path());
    QVERIFY(second.window->windowTitle().contains(QStringLiteral("read-only")));
    const QString holder = QStringLiteral("process %1 on this machine").arg(::getpid());
    QVERIFY2(second.message().contains(holder), qPrintable(second.message()));
    QCOMPARE(second.pictures().size(), std::size_t(4));

    const Plan moved = moveItem(catPlan(), ItemId{1}, {0.1, 0});
    const PlanId plan = second.document->currentPlan();
    QVERIFY(!second.document->edit(plan, moved, QStringLiteral("Move box")));
    QCOMPARE(second.plan(), catPlan());
    QVERIFY2(second.message().contains(QStringLiteral("read-only")), qPrintable(second.message()));

    second.project().saveTo(second.path("mine.kaleido"));
    QVERIFY(!second.document->readOnly());
    QVERIFY(second.window->windowTitle().startsWith(QStringLiteral("mine")));
    QVERIFY(second.document->edit(plan, moved, QStringLiteral("Move box")));
    QCOMPARE(first.plan(), catPlan());
}

void TestWindowProjects::theSecondProgramMakesNothingThatItCouldNotKeep() {
    StudioWindow first, second;
    first.makeFirstGrid();
    first.paints.paint({first.document->currentPlan()});  // is in the queue now
    QVERIFY(second.document->take(ProjectStore::open(first.document.path()).value()).ok());
    second.window->begin(QStringLiteral("a dog"));
    QVERIFY2(second.message().contains(QStringLiteral("is open in")), qPrintable(second.message()));
    auto* const caption = second.window->findChild<CaptionBar*>();
    for (QAction* const action : {&caption->planAction(), &caption->generateAction()}) {
        action->trigger();
        QVERIFY2(second.message().contains(QStringLiteral("read-only")), qPrintable(second.message()));
    }
    second.paints.paint({second.document->currentPlan()});
    QVERIFY(second.engine.submitted.empty());
    QCOMPARE(first.queued(), std::size_t(1));
}

void TestWindowProjects::aProjectThatIsFreeAgainCanBeWritten() {
    StudioWindow second;
    const auto path = second.path("shared.kaleido");
    writeProject(path, "a cat");
    {
        const ProjectStore holder = ProjectStore::open(path).value();
        second.project().openFile(path);
        QVERIFY(second.document->readOnly());
    }
    second.project().openFile(path);
    QVERIFY(!second.document->readOnly());
    QCOMPARE(second.message(), QString());
}

void TestWindowProjects::openingTheSameProjectChangesNothing() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    studio.project().openFile(studio.document.path());
    QVERIFY(!studio.document->readOnly());
    QVERIFY(studio.engine.cancelled.empty());
    QCOMPARE(studio.message(), QString());
}

void TestWindowProjects::whatIsPaintedForAnotherProjectStaysInThatOnesQueue() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    const auto request = studio.engine.asked<GenerateRequest>(2);
    const auto other = studio.path("other.kaleido");
    writeProject(other, "another");
    studio.engine.send(2, StudioWindow::pictureDone(0, 0, request.seed));
    QTRY_COMPARE(studio.pictures().size(), std::size_t(5));
    studio.project().openFile(other);
    QCOMPARE(studio.engine.cancelled,
             (std::vector<FakeEngine::Cancelled>{{studio.engine.lastJob(), StopWhen::Now}}));
    QVERIFY(studio.paints.pending().empty());
    QVERIFY(!studio.paints.isBusy());
    // What is still on its way belongs to the other project.
    studio.engine.send(2, StudioWindow::pictureDone(0, 1, request.seed + 1));
    studio.engine.send(2, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!studio.bridge.isBusy());
    QVERIFY(studio.pictures().empty());
    QCOMPARE(studio.queued(), std::size_t(0));
    QCOMPARE(studio.window->findChild<CaptionBar*>()->caption(), QStringLiteral("another"));

    studio.project().openFile(studio.document.path());
    QCOMPARE(studio.pictures().size(), std::size_t(5));
    QCOMPARE(studio.engine.submitted.size(), std::size_t(4));
    QCOMPARE(studio.engine.last<GenerateRequest>().seed, request.seed + 1);  // the one that it lacks
    studio.finish(3);
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(6));
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestWindowProjects::whatIsImaginedForAnotherProjectIsGivenUp() {
    StudioWindow studio;
    studio.window->begin(QStringLiteral("a cat"));
    const auto other = studio.path("other.kaleido");
    writeProject(other, "another");
    studio.project().openFile(other);
    QVERIFY(studio.plans.pending().empty());
    studio.engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
    studio.engine.send(0, JobFinished{});
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.document->plans().size(), std::size_t(1));
    QCOMPARE(studio.engine.submitted.size(), std::size_t(1));
}

void TestWindowProjects::whatWasLeftIsOfferedOneAfterTheOther() {
    StudioWindow studio;
    std::filesystem::create_directories(studio.path("unsaved"));
    writeProject(studio.path("unsaved") / "older.kaleido", "an older cat");
    writeProject(studio.path("unsaved") / "newer.kaleido", "a newer cat");
    studio.window->begin(QStringLiteral("a dog"));
    QVERIFY(studio.engine.submitted.empty());  // first things first
    // The clock of the projects has milliseconds, so that either may be the newest.
    const bool newerFirst = studio.message().contains(QStringLiteral("a newer cat"));
    const QString then = newerFirst ? QStringLiteral("an older cat") : QStringLiteral("a newer cat");
    QVERIFY(studio.answer(QStringLiteral("Open It")));
    QVERIFY(studio.window->windowTitle().startsWith(QStringLiteral("Untitled")));
    QCOMPARE(studio.document->plans().size(), std::size_t(1));
    QVERIFY2(studio.message().contains(then), qPrintable(studio.message()));
    QVERIFY(studio.answer(QStringLiteral("Open It")));
    QCOMPARE(studio.plan().caption, then.toStdString());
}

void TestWindowProjects::whatWasLeftIsThrownAwayWhenAskedForTwice() {
    StudioWindow studio;
    std::filesystem::create_directories(studio.path("unsaved"));
    const auto left = studio.path("unsaved") / "left.kaleido";
    writeProject(left, "a cat that was left");
    studio.window->begin(QStringLiteral("a dog"));
    QVERIFY(studio.answer(QStringLiteral("Discard…")));
    QVERIFY2(studio.message().contains(QStringLiteral("a cat that was left")), qPrintable(studio.message()));
    QVERIFY(studio.answer(QStringLiteral("Keep")));
    QVERIFY(std::filesystem::exists(left));
    QVERIFY(studio.answer(QStringLiteral("Discard…")));
    QVERIFY(studio.answer(QStringLiteral("Throw Away")));
    QVERIFY(!std::filesystem::exists(left));
    QCOMPARE(studio.message(), QString());
}

void TestWindowProjects::aDamagedFileThatWasLeftIsToldAfterTheOthers() {
    StudioWindow studio;
    std::filesystem::create_directories(studio.path("unsaved"));
    const auto damaged = studio.path("unsaved") / "damaged.kaleido";
    std::ofstream(damaged) << "this is no project";
    writeProject(studio.path("unsaved") / "whole.kaleido", "a whole cat");
    studio.window->begin(QStringLiteral("a dog"));
    QVERIFY2(studio.message().contains(QStringLiteral("a whole cat")), qPrintable(studio.message()));
    QVERIFY(studio.answer(QStringLiteral("Open It")));
    QVERIFY2(studio.message().contains(QStringLiteral("damaged.kaleido")), qPrintable(studio.message()));
    QVERIFY(studio.answer(QStringLiteral("Discard…")));
    QVERIFY(studio.answer(QStringLiteral("Throw Away")));
    QVERIFY(!std::filesystem::exists(damaged));
    QCOMPARE(studio.plan().caption, std::string("a whole cat"));
}

void TestWindowProjects::savingAnUntitledProjectTakesItsFileAway() {
    StudioWindow studio;
    // The folder of untitled projects is reached through a link, as a home on another disk is.
    std::filesystem::create_directories(studio.path("elsewhere"));
    std::filesystem::create_directory_symlink(studio.path("elsewhere"), studio.path("unsaved"));
    studio.window->findChild<QAction*>(QStringLiteral("newProject"))->trigger();
    QVERIFY(studio.window->windowTitle().startsWith(QStringLiteral("Untitled")));
    const auto former = studio.document->store().path();
    QVERIFY(std::filesystem::exists(former));
    studio.project().saveTo(studio.path("named.kaleido"));
    QVERIFY(studio.window->windowTitle().startsWith(QStringLiteral("named")));
    QVERIFY(!std::filesystem::exists(former));
}

void TestWindowProjects::savingAsksBeforeItReplacesAProject_data() {
    QTest::addColumn<QByteArray>("action");
    QTest::newRow("save as") << QByteArray("saveAs");
    QTest::newRow("save a copy") << QByteArray("saveCopy");
}

void TestWindowProjects::savingAsksBeforeItReplacesAProject() {
    QFETCH(const QByteArray, action);
    StudioWindow studio;
    const auto other = studio.path("other.kaleido");
    writeProject(other, "another");
    {
        const FileDialogAnswers dialogs({text(studio.path("other"))});
        studio.find<QAction>(action.constData())->trigger();
        // The dialog comes again with the whole name, about which it asks by itself.
        QCOMPARE(dialogs.offered.size(), 2);
        QCOMPARE(dialogs.offered.back(), QStringLiteral("other.kaleido"));
        const auto kept = Document::open(ProjectStore::open(other).value()).value();
        QCOMPARE(kept->plans().size(), std::size_t(1));
    }
    const FileDialogAnswers dialogs({text(studio.path("free"))});
    studio.find<QAction>(action.constData())->trigger();
    QCOMPARE(dialogs.offered.size(), 1);
    QVERIFY(std::filesystem::exists(studio.path("free.kaleido")));
}

void TestWindowProjects::savingUnderAnotherNameKeepsWhatIsChosen() {
    StudioWindow studio;
    studio.makeFirstGrid();
    auto* const results = studio.find<ResultsGrid>("resultsGrid");
    const auto pictures = studio.document->store().pictures().ids({.plan = studio.document->currentPlan()});
    results->view()->selectRow(results->model()->rowOfPicture(pictures->front()));
    studio.selection.select({ItemId{1}});
    studio.selection.setHidden(ItemId{1}, true);
    studio.project().saveTo(studio.path("named.kaleido"));
    QVERIFY(studio.window->windowTitle().startsWith(QStringLiteral("named")));
    QCOMPARE(results->currentPicture(), pictures->front());
    QVERIFY(studio.selection.contains(ItemId{1}));
    QVERIFY(studio.selection.isHidden(ItemId{1}));
}

QTEST_MAIN(TestWindowProjects)
#include "tst_window_projects.moc"
