#include "engine/io/plan_json.h"
#include "tests/app/cli/cli_program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <filesystem>

using namespace kaleido;
using namespace kaleido::test;

/// `kaleido plan` and `kaleido info` with the tiny model.
class TestCliPlan : public QObject {
    Q_OBJECT

    CliProgram m_program;

    CliRun plan(const QString& arguments) const {
        return m_program.run(QStringLiteral("plan --model MODEL ") + arguments);
    }
    static std::vector<Plan> plansOf(const QByteArray& json) {
        const auto plans = plansFromJson(json.toStdString(), "plans");
        return plans ? *plans : std::vector<Plan>();
    }

private Q_SLOTS:
    void plansAreWrittenAndDrawn() {
        const CliRun run =
            plan(QStringLiteral("-c \"A  Cat\" -n 3 --seed 7 --out plans.json --sheet plans.png --json"));
        QCOMPARE(run.code, 0);
        const auto plans = plansOf(m_program.read(QStringLiteral("plans.json")));
        QCOMPARE(plans.size(), std::size_t{3});
        QVERIFY(plans == plansOf(run.out));
        QCOMPARE(plans[2].caption, std::string("a cat"));
        QCOMPARE(plans[2].provenance.planSeed, std::uint64_t{7});
        QVERIFY(m_program.read(QStringLiteral("plans.png")).startsWith("\x89PNG"));
    }

    void onePlanOfASeedIsAlwaysTheSame() {
        const auto all = plansOf(plan(QStringLiteral("-c \"a dog\" -n 3 --json")).out);
        const auto last = plansOf(plan(QStringLiteral("-c \"a dog\" --first 2 -n 1 --json")).out);
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(last.size(), std::size_t{1});
        QVERIFY(last.front() == all.back());
    }

    void onlyTheAskedForKindsAreImagined() {
        const auto plans = plansOf(plan(QStringLiteral("-c \"a cat\" -n 2 --kinds colors --json")).out);
        QCOMPARE(plans.size(), std::size_t{2});
        QVERIFY(!plans[0].colors.empty());
        QVERIFY(plans[0].detail.empty() && plans[0].items.empty() && plans[0].tokens.empty());
    }

    void kindsThatTheModelDoesNotHaveAreRefused() {
        std::filesystem::copy(m_program.model().toStdString(),
                              m_program.path(QStringLiteral("colourless")).toStdString());
        const QString manifest = QStringLiteral("colourless/model.json");
        QByteArray json = m_program.read(manifest);
        const auto color = json.lastIndexOf(',', json.indexOf("\"color\""));
        json.remove(color, json.indexOf(']', color) - color);
        m_program.write(manifest, json);
        for (const char* command :
             {"plan --kinds colors", "generate --kinds colors", "compare --kinds text,colors"}) {
            const CliRun run =
                m_program.run(QLatin1String(command) + QStringLiteral(" -c \"a cat\" --model colourless"));
            QCOMPARE(run.code, 2);
            QVERIFY2(
                run.err.contains("--kinds: asks for colors, but the model's kinds are text+items+tokens"),
                run.err.constData());
        }
        const auto plans = plansOf(
            m_program.run(QStringLiteral("plan --kinds all -c \"a cat\" -n 1 --model colourless --json"))
                .out);
        QCOMPARE(plans.size(), std::size_t{1});
        QVERIFY(!plans[0].tokens.empty() && plans[0].colors.empty());
    }

    void lockedItemsAreKept() {
        m_program.write(
            QStringLiteral("base.json"),
            R"({"format":"kaleido-plan","version":1,"caption":"a cat","items":[{"words":"cat","locked":true,)"
            R"("box":{"x0":0.25,"y0":0.25,"x1":0.75,"y1":0.75}}]})");
        const auto plans = plansOf(plan(QStringLiteral("--base base.json -n 2 --json")).out);
        QCOMPARE(plans.size(), std::size_t{2});
        for (const Plan& one : plans) {
            QCOMPARE(one.caption, std::string("a cat"));
            QVERIFY(!one.items.empty());
            QCOMPARE(one.items.front().words, std::string("cat"));
            QVERIFY(one.items.front().box == (Box{0.25, 0.25, 0.75, 0.75}));
        }
    }

    void infoTellsOfModelAndMachine() {
        const CliRun text = m_program.run(QStringLiteral("info --model MODEL"));
        QCOMPARE(text.code, 0);
        QVERIFY(text.out.contains("kaleido-tiny"));
        const QJsonObject document =
            QJsonDocument::fromJson(m_program.run(QStringLiteral("info --model MODEL --json")).out).object();
        const QJsonObject model = document.value(QStringLiteral("model")).toObject();
        QCOMPARE(model.value(QStringLiteral("resolution")).toInt(), 32);
        QVERIFY(model.value(QStringLiteral("vocabulary")).toInt() > 50);
        const QJsonObject machine = document.value(QStringLiteral("machine")).toObject();
        QVERIFY(machine.value(QStringLiteral("cores")).toInt() > 0);
        QVERIFY(machine.value(QStringLiteral("libtorch")).toString().startsWith(QStringLiteral("2.")));
    }
};

QTEST_GUILESS_MAIN(TestCliPlan)
#include "tst_cli_plan.moc"
