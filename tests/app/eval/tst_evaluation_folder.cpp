#include "app/eval/evaluation_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace kaleido;

/// Where an evaluation keeps what it makes.
class TestEvaluationFolder : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_home;

    std::filesystem::path path() const { return m_home->filePath(QStringLiteral("kept")).toStdString(); }
    static ModelInfo modelOf(char letter) {
        ModelInfo model;
        model.id = "fake";
        model.hash = std::string(64, letter);
        return model;
    }
    static Plan planOf(int index) {
        Plan plan;
        plan.caption = "a cat";
        plan.provenance.planIndex = index;
        return plan;
    }

private Q_SLOTS:
    void init() { m_home.emplace(); }

    void plansAreKeptByTheirRequest() {
        const PlanRequest request{.caption = "a cat", .count = 2, .seed = 3};
        const std::vector<Plan> plans = {planOf(0), planOf(1)};
        QVERIFY(EvaluationFolder::create(path(), modelOf('a'))->keep(request, plans).ok());
        const auto folder = EvaluationFolder::create(path(), modelOf('a'));
        QVERIFY(folder.ok());
        QVERIFY(folder->plans(request) == plans);
        PlanRequest other = request;
        other.seed = 4;
        QVERIFY(!folder->plans(other));
        other = request;
        other.base = planOf(0);
        QVERIFY(!folder->plans(other));
    }

    void damagedPlansAreSampledAgain() {
        const PlanRequest request{.caption = "a cat", .count = 1};
        const auto folder = EvaluationFolder::create(path(), modelOf('a'));
        QVERIFY(folder->keep(request, {planOf(0)}).ok());
        const QDir plans(QString::fromStdString((path() / "plans").string()));
        QFile file(plans.filePath(plans.entryList(QDir::Files).front()));
        QVERIFY(file.resize(file.size() / 2));
        QVERIFY(!folder->plans(request));
    }

    void anotherModelIsRefusedByItsHash() {
        QVERIFY(EvaluationFolder::create(path(), modelOf('a')).ok());
        const auto refused = EvaluationFolder::create(path(), modelOf('b'));
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, Code::BadInput);
        QVERIFY(refused.error().message.find("another model (aaaaaaaaaa…, not bbbbbbbbbb…)") !=
                std::string::npos);
    }

    void anotherFileOfItsNameIsNoFolderOfAnEvaluation() {
        QVERIFY(QDir().mkpath(QString::fromStdString(path().string())));
        QFile file(QString::fromStdString((path() / "evaluation.json").string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\":\"other\",\"version\":1,\"model\":\"m\",\"model_hash\":\"h\"}");
        file.close();
        const auto refused = EvaluationFolder::create(path(), modelOf('a'));
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message.find("this is 'other'") != std::string::npos);
    }

    void whatIsMeasuredAgainTakesThePlaceOfWhatWasThere() {
        const auto table = [](const char* id, const char* title) {
            return ResultTable{.id = id, .title = title};
        };
        EvaluationResults before{.modelHash = "m", .judgesHash = "j", .codeVersion = "1", .size = "quick"};
        before.tables = {table("layout", "old"), table("edits", "old")};
        before.facts = {{"Network without plans", "kept"}, {"Device", "old"}};
        EvaluationResults later = before;
        later.facts = {{"Device", "new"}};
        later.tables = {table("edits", "new"), table("plans", "new")};
        const EvaluationResults both = updated(before, later);
        QCOMPARE(both.tables.size(), std::size_t{3});
        QCOMPARE(both.tables[0].title, std::string("old"));
        QCOMPARE(both.tables[1].title, std::string("new"));
        QCOMPARE(both.tables[2].id, std::string("plans"));
        QCOMPARE(both.facts.size(), std::size_t{2});
        QCOMPARE(both.facts[0].value, std::string("kept"));
        QCOMPARE(both.facts[1].value, std::string("new"));
        later.judgesHash = "others";
        QCOMPARE(updated(before, later).tables.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestEvaluationFolder)
#include "tst_evaluation_folder.moc"
