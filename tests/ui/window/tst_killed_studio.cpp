#include "app/document/project_files.h"
#include "tests/ui/window/studio_window.h"

#include <QApplication>
#include <QProcess>

#include <cstdio>
#include <map>
#include <set>
#include <tuple>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr int kPictures = 64;  // the most of a plan
constexpr int kRuns = 10;

/// Tells the test which kills this program that one more thing is finished.
void report() {
    std::puts("finished");
    std::fflush(stdout);
}

void setPictures(StudioWindow& studio, int pictures) {
    PaintSettings settings = studio.paints.settings();
    settings.pictures = pictures;
    studio.paints.setSettings(settings);
}

// ---- What the program does that is killed. Each begins in a document without a name, as the program does.

/// Pictures come and come.
void paint(StudioWindow& studio) {
    setPictures(studio, kPictures);
    QObject::connect(&studio.paints, &PaintController::painted, studio.window.get(), [] { report(); });
    studio.paints.paint({studio.document->currentPlan()});
    const std::uint64_t seed = studio.engine.last<GenerateRequest>().seed;
    for (int i = 0; i + 1 < kPictures; ++i) {  // the last never comes
        studio.engine.send(std::size_t(0),
                           StudioWindow::pictureDone(0, i, seed + static_cast<std::uint64_t>(i)));
        QCoreApplication::processEvents();
    }
}

/// Something new, and Save As, again and again under another name.
void save(StudioWindow& studio, const std::filesystem::path& folder) {
    for (int turn = 0;; ++turn) {
        studio.document->addPlan(catPlan("turn " + std::to_string(turn)), Origin::Sampled);
        studio.project().saveTo(folder / ("saved-" + std::to_string(turn % 3) + ".kaleido"));
        report();
    }
}

/// Ten runs wait, of which the first is being painted.
void queue(StudioWindow& studio) {
    setPictures(studio, 2);
    for (int run = 0; run < kRuns; ++run) studio.paints.paint({studio.document->currentPlan()});
    studio.engine.send(std::size_t(0),
                       StudioWindow::pictureDone(0, 0, studio.engine.asked<GenerateRequest>(0).seed));
    QObject::connect(&studio.paints, &PaintController::painted, studio.window.get(), [] { report(); });
}

int beKilled(const QString& while_, const std::filesystem::path& folder) {
    StudioWindow studio;
    auto store = createUnsaved(folder / "unsaved");
    if (!store || !studio.document->take(*std::move(store))) return 1;
    studio.document->addPlan(catPlan(), Origin::Sampled);
    if (while_ == QStringLiteral("painting")) paint(studio);
    if (while_ == QStringLiteral("saving")) save(studio, folder);
    if (while_ == QStringLiteral("queued")) queue(studio);
    return QApplication::exec();
}

/// This program once more, doing that until it is killed.
class Victim {
public:
    Victim(const QString& while_, const QTemporaryDir& folder) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), folder.path());  // what it leaves goes with ours
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--be-killed-while"), while_, folder.path()});
    }
    ~Victim() { kill(); }

    /// Waits for one more report; false if there will be none.
    bool report() {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(60'000)) return false;
        }
        m_process.readLine();
        ++m_reports;
        return true;
    }
    /// kill -9. Returns how many reports it has made in all.
    int kill() {
        m_process.kill();
        m_process.waitForFinished();
        while (m_process.canReadLine()) report();
        return m_reports;
    }

private:
    QProcess m_process;
    int m_reports = 0;
};

/// The window of the next start, over the same folder of documents without a name.
struct NextStart : StudioWindow {
    explicit NextStart(const QTemporaryDir& before) {
        std::filesystem::create_directory_symlink(before.path().toStdString() + "/unsaved", path("unsaved"));
        window->begin(QStringLiteral("another caption"));
    }
};

}  // namespace

/// kill -9: nothing that was finished is lost, and the next start offers it.
class TestKilledStudio : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whilePaintingEveryFinishedPictureIsThere_data();
    void whilePaintingEveryFinishedPictureIsThere();
    void whileSavingTheProjectIsWholeUnderOneOfItsNames_data();
    void whileSavingTheProjectIsWholeUnderOneOfItsNames();
    void withTenRunsQueuedAllTenArePainted();
};

void TestKilledStudio::whilePaintingEveryFinishedPictureIsThere_data() {
    QTest::addColumn<int>("after");
    for (const int after : {1, 7, 30}) QTest::addRow("after %d", after) << after;
}

void TestKilledStudio::whilePaintingEveryFinishedPictureIsThere() {
    QFETCH(const int, after);
    const QTemporaryDir folder;
    Victim victim(QStringLiteral("painting"), folder);
    for (int i = 0; i < after; ++i) QVERIFY(victim.report());
    const int finished = victim.kill();

    NextStart studio(folder);
    QVERIFY2(studio.message().contains(QStringLiteral("a cat")), qPrintable(studio.message()));
    QVERIFY(studio.engine.submitted.empty());
    QVERIFY(studio.answer(QStringLiteral("Open It")));
    const std::vector<StoredPicture> there = studio.pictures();
    QVERIFY(there.size() >= static_cast<std::size_t>(finished));
    for (const StoredPicture& picture : there) {
        const auto png = studio.document->store().pictures().png(picture.id).value();
        QVERIFY(!QImage::fromData(QByteArray::fromStdString(png), "PNG").isNull());
    }
    // What it lacks is being painted, with the noise that it would have had.
    QCOMPARE(studio.paints.pending().size(), kPictures - there.size());
    for (std::size_t i = 0; i < studio.engine.submitted.size(); ++i) studio.finish(i);
    QTRY_VERIFY(!studio.bridge.isBusy());
    std::set<std::tuple<int, std::uint64_t>> places;
    for (const StoredPicture& picture : studio.pictures())
        places.emplace(picture.column, picture.seed - static_cast<std::uint64_t>(picture.column));
    QCOMPARE(places.size(), std::size_t(kPictures));
    QCOMPARE(studio.pictures().size(), std::size_t(kPictures));
    for (const auto& [column, base] : places) QCOMPARE(base, std::get<1>(*places.begin()));
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestKilledStudio::whileSavingTheProjectIsWholeUnderOneOfItsNames_data() {
    QTest::addColumn<int>("after");
    for (const int after : {0, 1, 2, 9}) QTest::addRow("after %d", after) << after;
}

void TestKilledStudio::whileSavingTheProjectIsWholeUnderOneOfItsNames() {
    QFETCH(const int, after);
    const QTemporaryDir folder;
    Victim victim(QStringLiteral("saving"), folder);
    for (int i = 0; i < after; ++i) QVERIFY(victim.report());
    if (after == 0) {
        // Somewhere in the first one, whose former file is taken away.
        const std::filesystem::path unsaved = folder.path().toStdString() + "/unsaved";
        QTRY_VERIFY(std::filesystem::exists(unsaved) && !std::filesystem::is_empty(unsaved));
    }
    const int saved = victim.kill();

    StudioWindow studio;
    std::size_t most = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path().toStdString())) {
        if (entry.path().extension() != ".kaleido") continue;
        studio.project().openFile(entry.path());
        QCOMPARE(studio.message(), QString());  // every one of them is whole
        QVERIFY(!studio.document->readOnly());
        most = std::max(most, studio.document->plans().size());
    }
    QVERIFY(most >= static_cast<std::size_t>(saved));
    if (saved > 0) QVERIFY(most >= static_cast<std::size_t>(saved) + 1);  // and the one from before
}

void TestKilledStudio::withTenRunsQueuedAllTenArePainted() {
    const QTemporaryDir folder;
    Victim victim(QStringLiteral("queued"), folder);
    QVERIFY(victim.report());
    victim.kill();

    NextStart studio(folder);
    QVERIFY(studio.answer(QStringLiteral("Open It")));
    QCOMPARE(studio.pictures().size(), std::size_t(1));
    QCOMPARE(studio.queued(), std::size_t(kRuns));
    QCOMPARE(studio.engine.submitted.size(), std::size_t(kRuns));
    QCOMPARE(studio.paints.pending().size(), std::size_t(2 * kRuns - 1));
    for (std::size_t run = 0; run < kRuns; ++run) studio.finish(run);
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(2 * kRuns));
    std::map<RunId, int> ofRun;
    for (const StoredPicture& picture : studio.pictures()) ++ofRun[picture.run];
    QCOMPARE(ofRun.size(), std::size_t(kRuns));
    QCOMPARE(studio.queued(), std::size_t(0));
}

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QStringLiteral("--be-killed-while"))
        return beKilled(arguments[2], arguments[3].toStdString());
    TestKilledStudio test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_killed_studio.moc"
