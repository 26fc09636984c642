#include "app/compare/comparison_folder.h"

#include "tests/app/compare/comparison_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <optional>

using namespace kaleido;
using namespace kaleido::test;

/// The folder that keeps a comparison's pictures.
class TestComparisonFolder : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_home;

    std::filesystem::path path() const { return m_home->filePath(QStringLiteral("kept")).toStdString(); }
    ComparisonFolder create(const Comparison& comparison) const {
        auto folder = ComparisonFolder::create(path(), comparison);
        if (!folder) qFatal("%s", describe(folder.error()).c_str());
        return *std::move(folder);
    }

    static constexpr std::uint64_t kSeed = 3;  ///< of the plans in catComparison()

private Q_SLOTS:
    void init() { m_home.emplace(); }

    void whatIsKeptIsThereAgain() {
        const Comparison comparison = catComparison();
        const PictureRecord record = recordAt(comparison, {1, 2, 0});
        {
            const ComparisonFolder folder = create(comparison);
            QVERIFY(!*folder.pictures().picture(record));
            QVERIFY(folder.pictures().keep(plainPicture(40), record).ok());
        }
        const auto folder = ComparisonFolder::open(path());
        QVERIFY(folder.ok());
        QVERIFY(folder->comparison() == comparison);
        QVERIFY(**folder->pictures().picture(record) == plainPicture(40));
        QVERIFY(!*folder->pictures().picture(recordAt(comparison, {1, 1, 0})));
    }

    void placeDeviceAndBatchDoNotMatter() {
        const ComparisonFolder folder = create(catComparison());
        PictureRecord record = recordAt(folder.comparison(), {1, 2, 0});
        QVERIFY(folder.pictures().keep(plainPicture(40), record).ok());
        record.row = 5;
        record.column = 6;
        record.device = "another";
        record.codeVersion = "Kaleido Studio 2";
        record.microBatch = 3;
        QVERIFY(*folder.pictures().picture(record));
        record.seed += 1;
        QVERIFY(!*folder.pictures().picture(record));
    }

    void otherRowsAndColumnsFindThePicturesAgain() {
        const Comparison first = catComparison();
        QVERIFY(create(first).pictures().keep(plainPicture(40), recordAt(first, {1, 2, 0})).ok());
        Comparison second = first;
        second.rows.reset();
        second.common.guidance = 8;
        second.columns = *parseAxis(AxisKind::Kinds, "text,all");
        const ComparisonFolder folder = create(second);
        QVERIFY(*folder.pictures().picture(recordAt(second, {0, 1, 0})));
        QVERIFY(ComparisonFolder::open(path())->comparison() == second);
    }

    void aDamagedPictureIsTold() {
        const ComparisonFolder folder = create(catComparison());
        const PictureRecord record = recordAt(folder.comparison(), {0, 0, 0});
        QVERIFY(folder.pictures().keep(plainPicture(40), record).ok());
        QFile file(QString::fromStdString(folder.pictures().fileOf(record).string()));
        QVERIFY(file.resize(file.size() / 2));
        const auto damaged = folder.pictures().picture(record);
        QVERIFY(!damaged.ok());
        QCOMPARE(damaged.error().path, folder.pictures().fileOf(record).string());
    }

    void aPictureOfSomethingElseIsTold() {
        const ComparisonFolder folder = create(catComparison());
        const PictureRecord one = recordAt(folder.comparison(), {0, 0, 0});
        const PictureRecord other = recordAt(folder.comparison(), {0, 1, 0});
        QVERIFY(folder.pictures().keep(plainPicture(40), one).ok());
        std::filesystem::copy_file(folder.pictures().fileOf(one), folder.pictures().fileOf(other));
        QVERIFY(!folder.pictures().picture(other).ok());
    }

    void anotherModelOrCaptionIsRefused() {
        const Comparison comparison = catComparison();
        create(comparison);
        Comparison other = comparison;
        other.common.modelHash = std::string(64, 'b');
        const auto model = ComparisonFolder::create(path(), other);
        QVERIFY(!model.ok());
        QVERIFY(model.error().message.find("another model (tiny, aaaaaaaaaa…)") != std::string::npos);
        other = comparison;
        other.common.plan.caption = "a dog";
        const auto caption = ComparisonFolder::create(path(), other);
        QVERIFY(!caption.ok());
        QVERIFY(caption.error().message.find("another caption, \"a cat\"") != std::string::npos);
        QVERIFY(ComparisonFolder::open(path())->comparison() == comparison);
    }

    void plansAreKept() {
        const Comparison comparison = catComparison();
        QVERIFY(ComparisonFolder::plansIn(path(), comparison, kSeed)->empty());
        create(comparison);
        Comparison wanted = comparison;
        wanted.plans.clear();
        QVERIFY(*ComparisonFolder::plansIn(path(), wanted, kSeed) == comparison.plans);
        QVERIFY(ComparisonFolder::plansIn(path(), wanted, kSeed + 1)->empty());
        wanted.common.plan.caption = "a dog";
        QVERIFY(!ComparisonFolder::plansIn(path(), wanted, kSeed).ok());
    }

    void plansOfAStoppedComparisonAreKept() {
        Comparison stopped = catComparison(5);
        stopped.setSize = 9;
        QVERIFY(ComparisonFolder::keepPlans(path(), stopped).ok());
        QVERIFY(!ComparisonFolder::open(path()).ok());
        QVERIFY(*ComparisonFolder::plansIn(path(), stopped, kSeed) == stopped.plans);
        QVERIFY(ComparisonFolder::plansIn(path(), stopped, kSeed + 1)->empty());
        // They are those of a comparison as soon as there is one.
        create(catComparison(9));
        QVERIFY(!std::filesystem::exists(path() / "plans.json"));
        QCOMPARE(ComparisonFolder::plansIn(path(), stopped, kSeed)->size(), std::size_t{9});
    }

    void plansBehindAGapAreSampledAgain() {
        Comparison stopped = catComparison(4);
        stopped.plans.erase(stopped.plans.begin() + 1);
        QVERIFY(ComparisonFolder::keepPlans(path(), stopped).ok());
        QCOMPARE(ComparisonFolder::plansIn(path(), stopped, kSeed)->size(), std::size_t{1});
    }

    void plansOfSomethingElseAreRefused() {
        const Comparison stopped = catComparison(5);
        QVERIFY(ComparisonFolder::keepPlans(path(), stopped).ok());
        Comparison other = stopped;
        other.common.modelHash = std::string(64, 'b');
        const auto model = ComparisonFolder::create(path(), other);
        QVERIFY(!model.ok());
        QVERIFY(model.error().message.find("plans of another model (aaaaaaaaaa…)") != std::string::npos);
        other = stopped;
        other.common.plan.caption = "a dog";
        const auto caption = ComparisonFolder::keepPlans(path(), other);
        QVERIFY(!caption.ok());
        QVERIFY(caption.error().message.find("plans of another caption, \"a cat\"") != std::string::npos);
    }

    void aFolderWithoutAComparisonIsNamed() {
        const auto folder = ComparisonFolder::open(path());
        QVERIFY(!folder.ok());
        QCOMPARE(folder.error().code, Code::NotFound);
        QCOMPARE(folder.error().path, path().string());
    }

    void picturesAreTakenFromAnother() {
        const ComparisonFolder first = create(catComparison());
        auto second = ComparisonFolder::create(m_home->filePath(QStringLiteral("second")).toStdString(),
                                               catComparison());
        QVERIFY(second.ok());
        const PictureRecord record = recordAt(first.comparison(), {1, 0, 1});
        QVERIFY(second->pictures().keep(plainPicture(77), record).ok());
        QVERIFY(first.pictures().take(second->pictures(), record).ok());
        QVERIFY(**first.pictures().picture(record) == plainPicture(77));
    }
};

QTEST_GUILESS_MAIN(TestComparisonFolder)
#include "tst_comparison_folder.moc"
