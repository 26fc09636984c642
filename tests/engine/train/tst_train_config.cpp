#include "engine/train/train_config.h"
#include "tests/support/source_tree.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaleido;

namespace {

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestTrainConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheCommittedConfigurations() {
        const std::filesystem::path root = test::sourceFile({});
        const auto emoji = readTrainConfig(root / "models/kaleido-emoji/train.json");
        QVERIFY2(emoji.ok(), emoji.ok() ? "" : emoji.error().message.c_str());
        for (const StageName stage : {StageName::Vq, StageName::Planner, StageName::Inner, StageName::Nested})
            QVERIFY(emoji->stage(stage).ok());
        const auto tiny = readTrainConfig(root / "tests/data/tiny/train.json");
        QVERIFY2(tiny.ok(), tiny.ok() ? "" : tiny.error().message.c_str());
        QCOMPARE(tiny->textEvery, 2);
        QCOMPARE(tiny->stage(StageName::Inner)->batch, 4);
    }

    void theNetworkWithoutPlansDiffersInItsPlansAlone() {
        const std::filesystem::path folder = test::sourceFile("models/kaleido-emoji");
        const auto with = readTrainConfig(folder / "train.json");
        auto without = readTrainConfig(folder / "train_no_plan.json");
        QVERIFY(with.ok());
        QVERIFY2(without.ok(), without.ok() ? "" : without.error().message.c_str());
        QCOMPARE(without->planWeight, 0.0);
        QCOMPARE(without->mix.noKinds, 1.0);
        QCOMPARE(without->mix.dropCondition, with->mix.dropCondition);
        without->model.id = with->model.id;
        without->model.title = with->model.title;
        QVERIFY(without->model == with->model);
        QCOMPARE(without->stages.size(), with->stages.size());
        for (const StageName stage : {StageName::Inner, StageName::Nested}) {
            QCOMPARE(without->stage(stage)->batch, with->stage(stage)->batch);
            QCOMPARE(without->stage(stage)->rate, with->stage(stage)->rate);
        }
    }

    void namesTheFieldThatIsWrong_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* from, const char* to, const char* field) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromUtf8(field);
        };
        row("another format", "\"kaleido-training\"", "\"kaleido-model\"", "/format");
        row("a newer version", "\"version\": 1", "\"version\": 2", "/version");
        row("a source we do not know", "\"source\": \"world\"", "\"source\": \"web\"", "/data/source");
        row("a probability above one", "\"rehearse\": 0.25", "\"rehearse\": 1.5", "/objective/rehearse");
        row("a text side that never learns", "\"text_every\": 2", "\"text_every\": 0",
            "/objective/text_every");
        row("a misspelt key", "\"plan_weight\"", "\"plan_wieght\"", "/objective");
        row("times we do not know", "\"logit_normal\"", "\"normal\"", "/objective/times/distribution");
        row("a stage we do not know", "\"name\": \"vq\"", "\"name\": \"vae\"", "/stages/0/name");
        row("a batch of nothing", "\"batch\": 4", "\"batch\": 0", "/stages/0/batch");
        row("a rate that is no number", "\"rate\": 0.001", "\"rate\": \"fast\"", "/stages/0/rate");
        row("no rate at all", "\"rate\": 0.001", "\"rate\": 0", "/stages/0/rate");
        row("a rate of matrices that is no number", "\"rate\": 0.001",
            "\"rate\": 0.001, \"matrix_rate\": \"fast\"", "/stages/0/matrix_rate");
        row("too few corpus lines", "\"corpus_lines\": 600", "\"corpus_lines\": 6", "/text/corpus_lines");
        row("no JSON", "\"seed\": 1,", "\"seed\": 1", "");
    }

    void namesTheFieldThatIsWrong() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        QByteArray text = read(QString::fromStdString(test::dataFile("tiny/train.json").string()));
        const auto at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("train.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();

        const auto config = readTrainConfig(file.fileName().toStdString());
        QVERIFY(!config.ok());
        QCOMPARE(config.error().path, file.fileName().toStdString());
        QCOMPARE(exitCode(config.error().code), 3);
        if (!field.isEmpty())
            QVERIFY2(QString::fromStdString(config.error().field).startsWith(field),
                     config.error().field.c_str());
    }

    void saysWhichStageIsMissing() {
        const TrainConfig none;
        const auto stage = none.stage(StageName::Nested);
        QVERIFY(!stage.ok());
        QVERIFY(QString::fromStdString(stage.error().message).contains(QStringLiteral("'nested'")));
    }
};

QTEST_APPLESS_MAIN(TestTrainConfig)
#include "tst_train_config.moc"
