#include "app/document/document.h"
#include "app/settings/studio_settings.h"
#include "engine/io/picture_record.h"
#include "engine/io/png_metadata.h"
#include "engine/io/png_text.h"
#include "tests/support/virtual_screen.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cmath>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr QSize kScreen(1440, 900);
constexpr int kPatience = 180'000;  ///< ms, for eight plans and sixteen pictures on a machine that is busy

/// How the canvas shows a plan: pixels of the screen = origin + scale · fraction of the picture.
struct View {
    double scale = 0;
    double left = 0, top = 0;

    QPoint toScreen(Vec2 point) const {
        return {static_cast<int>(std::lround(left + scale * point.x)),
                static_cast<int>(std::lround(top + scale * point.y))};
    }
};

Vec2 middleOf(const Box& box) {
    return {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
}

/// Towards the middle of the picture, so that nothing is moved beyond its edge.
QPoint inwards(Vec2 from) {
    return {from.x < 0.5 ? 60 : -60, from.y < 0.5 ? 40 : -40};
}

/// The nearest of the plan's items that have a box: nothing lies over it.
const Item* nearestWithBox(const Plan& plan) {
    for (auto item = plan.items.rbegin(); item != plan.items.rend(); ++item)
        if (item->box) return &*item;
    return nullptr;
}

}  // namespace

/// The program as it is started for the first time, on a screen, by mouse and keys: from the caption to a grid that is edited,
/// painted again and exported. What has come of it is read from the project's file, beside the program that has it open.
///
/// With KALEIDO_SCREENSHOTS=FOLDER, the screen after each step is kept as a picture; with KALEIDO_DARK=1 in the dark theme.
class TestMainJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFirstStartImaginesEightPlansAndPaintsThem();
    void aBoxIsDraggedOnTheCanvas();
    void theEditIsPaintedWithTheSameNoise();
    void theWipeStandsBetweenBeforeAndAfter();
    void twoPicturesAreStarred();
    void theGridIsExportedWithAllItTells();
    void undoWalksBackAndNoPictureIsLost();
    void itEndsWithoutAFault();
    void cleanup();

private:
    /// As it is on the disk now; null if it cannot be read.
    std::unique_ptr<Document> document() const;
    Plan plan() const;
    std::vector<StoredPicture> pictures() const;
    bool isIdle() const;
    QString filePath(const QString& name) const { return m_home.filePath(name); }

    QTemporaryDir m_home;
    VirtualScreen m_screen{kScreen};
    QProcess m_studio;
    std::filesystem::path m_project;
    View m_view;
    Plan m_sampled;  ///< the plan on the canvas before it was edited
};

std::unique_ptr<Document> TestMainJob::document() const {
    auto store = ProjectStore::open(m_project);
    if (!store) return nullptr;
    auto document = Document::open(std::move(*store));
    return document ? std::move(*document) : nullptr;
}

Plan TestMainJob::plan() const {
    const auto now = document();
    const DocumentPlan* current = now ? now->find(now->currentPlan()) : nullptr;
    return current != nullptr ? current->plan : Plan{};
}

std::vector<StoredPicture> TestMainJob::pictures() const {
    const auto now = document();
    if (!now) return {};
    const auto ids = now->store().pictures().ids();
    auto all = ids ? now->store().pictures().list(*ids) : Result<std::vector<StoredPicture>>(ids.error());
    return all ? *std::move(all) : std::vector<StoredPicture>{};
}

bool TestMainJob::isIdle() const {
    const auto now = document();
    const auto waiting = now ? now->queue().entries() : Result<std::vector<QueueEntry>>(Error{});
    return waiting && waiting->empty();
}

void TestMainJob::initTestCase() {
    QVERIFY2(m_screen.isRunning(), qPrintable(m_screen.fault()));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, folder] : {std::pair("HOME", "home"),
                                       {"XDG_CONFIG_HOME", "config"},
                                       {"XDG_DATA_HOME", "data"},
                                       {"XDG_CACHE_HOME", "cache"},
                                       {"XDG_RUNTIME_DIR", "run"}}) {
        QVERIFY(QDir().mkpath(filePath(QLatin1String(folder))));
        environment.insert(QLatin1String(name), filePath(QLatin1String(folder)));
    }
    QVERIFY(QFile::setPermissions(filePath(QStringLiteral("run")),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    if (qEnvironmentVariableIsSet("KALEIDO_DARK"))
        StudioSettings(filePath(QStringLiteral("config/kaleido-studio/studio.ini")).toStdString())
            .setTheme(ThemeChoice::Dark);
    environment.insert(QStringLiteral("DISPLAY"), m_screen.display());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    m_studio.setProcessEnvironment(environment);
    m_studio.setProcessChannelMode(QProcess::ForwardedChannels);
    m_studio.start(QStringLiteral(KALEIDO_STUDIO), QStringList{});
    QVERIFY2(m_studio.waitForStarted(), qPrintable(m_studio.errorString()));
    QVERIFY(m_screen.focus(QStringLiteral("Kaleido Studio")));
}

void TestMainJob::aFirstStartImaginesEightPlansAndPaintsThem() {
    QVERIFY(m_screen.press(QStringLiteral("Escape")));  // the first steps
    // The window is there, so the project is too, and held by the program: the test can only read it.
    const QDir unsaved(filePath(QStringLiteral("data/kaleido-studio/unsaved")));
    const QStringList projects = unsaved.entryList({QStringLiteral("*.kaleido")});
    QCOMPARE(projects.size(), 1);
    m_project = unsaved.filePath(projects.front()).toStdString();
    QVERIFY(document() && document()->readOnly());

    QTRY_COMPARE_WITH_TIMEOUT(pictures().size(), std::size_t{16}, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), kPatience);
    QCOMPARE(document()->plans().size(), std::size_t{8});
    QCOMPARE(plan().caption, std::string("a cat sat on the mat"));
}

void TestMainJob::aBoxIsDraggedOnTheCanvas() {
    // A box that is drawn, and taken back, tells where on the screen the picture is.
    m_sampled = plan();
    const QPoint from(660, 300), to(780, 400);
    QVERIFY(m_screen.click(from));
    QVERIFY(m_screen.press(QStringLiteral("r")));
    QVERIFY(m_screen.drag(from, to, QStringLiteral("ctrl")));
    QTRY_COMPARE(plan().items.size(), m_sampled.items.size() + 1);
    const Box drawn = *plan().items.back().box;
    m_view.scale = (to.x() - from.x()) / (drawn.x1 - drawn.x0);
    m_view.left = from.x() - m_view.scale * drawn.x0;
    m_view.top = from.y() - m_view.scale * drawn.y0;
    QVERIFY(m_screen.press(QStringLiteral("ctrl+z")));
    QTRY_COMPARE(plan(), m_sampled);

    const Item* const item = nearestWithBox(m_sampled);
    QVERIFY(item != nullptr);
    const QPoint way = inwards(middleOf(*item->box));
    const QPoint middle = m_view.toScreen(middleOf(*item->box));
    QVERIFY(m_screen.press(QStringLiteral("v")));
    QVERIFY(m_screen.click(middle));
    QVERIFY(m_screen.drag(middle, middle + way, QStringLiteral("ctrl")));
    QTRY_VERIFY(plan() != m_sampled);
    const Plan edited = plan();
    const Item& moved = edited.items[static_cast<std::size_t>(item - m_sampled.items.data())];
    const double pixel = 1.5 / m_view.scale;
    QVERIFY(std::abs(moved.box->x0 - item->box->x0 - way.x() / m_view.scale) < pixel);
    QVERIFY(std::abs(moved.box->y0 - item->box->y0 - way.y() / m_view.scale) < pixel);
    QCOMPARE(moved.words, item->words);
}

void TestMainJob::theEditIsPaintedWithTheSameNoise() {
    const auto before = pictures();
    QVERIFY(m_screen.press(QStringLiteral("ctrl+shift+r")));
    QTRY_COMPARE_WITH_TIMEOUT(pictures().size(), before.size() + 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), kPatience);
    const StoredPicture again = pictures().back();
    const auto now = document();
    QCOMPARE(*now->store().plans().plan(again.revision), plan());
    const auto ofSampled = std::find_if(before.begin(), before.end(), [&](const StoredPicture& one) {
        return one.seed == again.seed && *now->store().plans().plan(one.revision) == m_sampled;
    });
    QVERIFY(ofSampled != before.end());
}

void TestMainJob::theWipeStandsBetweenBeforeAndAfter() {
    const Plan edited = plan();
    const QPoint divider = m_view.toScreen({0.5, 0.9}), aside = m_view.toScreen({0.1, 0.9});
    const QRect picture(m_view.toScreen({0, 0}), m_view.toScreen({1, 1}));
    QVERIFY(m_screen.press(QStringLiteral("grave")));  // without the items
    const QImage before = m_screen.image().copy(picture);
    QVERIFY(m_screen.drag(divider, aside));
    QTRY_VERIFY(m_screen.image().copy(picture) != before);
    QCOMPARE(plan(), edited);
    QVERIFY(m_screen.press(QStringLiteral("Escape")));
    QVERIFY(m_screen.press(QStringLiteral("grave")));
}

void TestMainJob::twoPicturesAreStarred() {
    const auto starred = [this] {
        const auto all = pictures();
        return std::count_if(all.begin(), all.end(),
                             [](const StoredPicture& one) { return one.marks.starred; });
    };
    // The first two cells of the grid, in the layout that a window of this size begins with.
    QVERIFY(m_screen.click({336, 730}));
    QVERIFY(m_screen.click({473, 730}, QStringLiteral("ctrl")));
    QVERIFY(m_screen.press(QStringLiteral("s")));
    QTRY_COMPARE(starred(), 2);
}

void TestMainJob::theGridIsExportedWithAllItTells() {
    const QString file = filePath(QStringLiteral("grid.png"));
    QVERIFY(m_screen.press(QStringLiteral("ctrl+shift+e")));
    QVERIFY(m_screen.focus(QStringLiteral("Export Grid")));
    QVERIFY(m_screen.press(QStringLiteral("Return")));
    QVERIFY(m_screen.focus(QStringLiteral("Export Grid As")));
    QVERIFY(m_screen.press(QStringLiteral("ctrl+a")));
    QVERIFY(m_screen.type(file));
    QVERIFY(m_screen.press(QStringLiteral("Return")));
    QTRY_VERIFY(QFile::exists(file));

    QFile exported(file);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    const auto texts = readPngTexts(exported.readAll().toStdString());
    QVERIFY(texts);
    QStringList keywords;
    std::vector<PictureRecord> records;
    for (const PngText& text : *texts) {
        keywords += QString::fromStdString(text.keyword);
        if (text.keyword != kKaleidoKeyword) continue;
        const auto read = recordsFromJson(text.text, file.toStdString());
        QVERIFY(read);
        records = *read;
    }
    QVERIFY(keywords.contains(QStringLiteral("parameters")));
    QVERIFY(!records.empty());
    for (const PictureRecord& record : records) QCOMPARE(record.plan.caption, m_sampled.caption);
}

void TestMainJob::undoWalksBackAndNoPictureIsLost() {
    const auto before = pictures();
    QVERIFY(m_screen.focus(QStringLiteral("Kaleido Studio")));
    for (int step = 0; step < 2; ++step) QVERIFY(m_screen.press(QStringLiteral("ctrl+z")));
    QTRY_COMPARE(plan(), m_sampled);
    const auto after = pictures();
    QCOMPARE(after.size(), before.size());
    for (const StoredPicture& one : after) QVERIFY(!one.marks.starred);
}

void TestMainJob::itEndsWithoutAFault() {
    QVERIFY(m_screen.press(QStringLiteral("ctrl+q")));
    QVERIFY(m_studio.waitForFinished(kPatience));
    QCOMPARE(m_studio.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_studio.exitCode(), 0);
}

void TestMainJob::cleanup() {
    const QByteArray folder = qgetenv("KALEIDO_SCREENSHOTS");
    if (folder.isEmpty() && !QTest::currentTestFailed()) return;
    const QString where = folder.isEmpty() ? QDir::tempPath() : QString::fromLocal8Bit(folder);
    const QString file = QStringLiteral("%1/%2.png").arg(where, QLatin1String(QTest::currentTestFunction()));
    if (m_screen.image().save(file)) qInfo("the screen: %s", qPrintable(file));
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_main_job.moc"
