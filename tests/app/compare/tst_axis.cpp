#include "app/compare/axis.h"

#include "engine/plan/kinds.h"

#include <QTest>

using namespace kaleido;

/// The settings that a comparison can vary, and their values.
class TestAxis : public QObject {
    Q_OBJECT

    static QByteArrayList labelsOf(AxisKind kind, const char* text) {
        const auto axis = parseAxis(kind, text);
        if (!axis) return {QByteArray::fromStdString(describe(axis.error()))};
        QByteArrayList labels;
        for (const AxisValue& value : axis->values)
            labels << QByteArray::fromStdString(valueLabel(kind, value));
        return labels;
    }

private Q_SLOTS:
    void everyAxisHasANameThatReadsBack() {
        for (const AxisKind kind : allAxes()) {
            const auto back = parseAxisName(axisName(kind));
            QVERIFY(back.ok());
            QCOMPARE(*back, kind);
        }
        QCOMPARE(parseAxisName("colour").error().message, std::string("'colour' is no axis of a comparison"));
    }

    void valuesAreLabelledForPeople_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("labels");
        const auto row = [](const char* name, AxisKind kind, const char* text, const QByteArrayList& labels) {
            QTest::newRow(name) << static_cast<int>(kind) << QByteArray(text) << labels;
        };
        row("guidance", AxisKind::Guidance, "1-9 [3], 0.5, -2",
            {"Guidance 1", "Guidance 5", "Guidance 9", "Guidance 0.5", "Guidance -2"});
        row("kinds", AxisKind::Kinds, "none, text+items, all, colors",
            {"No plan", "Text and items", "Whole plan", "Colors"});
        row("three kinds", AxisKind::Kinds, "text+items+tokens", {"Text, items and tokens"});
        row("samplers", AxisKind::Sampler, "dpmpp_2m, ddim", {"DPM++ 2M", "DDIM"});
        row("steps", AxisKind::Steps, "1, 20", {"1 step", "20 steps"});
        row("plans", AxisKind::Plan, "1-3", {"Plan 1", "Plan 2", "Plan 3"});
        row("seeds", AxisKind::Seed, "0, 1700000000123-1700000000323 (+200), 9007199254740991",
            {"Seed 0", "Seed 1700000000123", "Seed 1700000000323", "Seed 9007199254740991"});
        row("CADS", AxisKind::Cads, "0, 0.25", {"No CADS", "CADS 0.25"});
    }

    void valuesAreLabelledForPeople() {
        QFETCH(int, kind);
        QFETCH(QByteArray, text);
        QFETCH(QByteArrayList, labels);
        QCOMPARE(labelsOf(static_cast<AxisKind>(kind), text.constData()), labels);
    }

    void whatMakesNoSenseIsRefused_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, AxisKind kind, const char* text, const char* message) {
            QTest::newRow(name) << static_cast<int>(kind) << QByteArray(text) << QByteArray(message);
        };
        row("no number", AxisKind::Guidance, "high", "--guidance: 'high'");
        row("too high", AxisKind::Guidance, "1,101", "--guidance: 101 is not between -100 and 100");
        row("half a step", AxisKind::Steps, "2.5", "--steps: 2.5 is no whole number");
        row("no steps", AxisKind::Steps, "0", "--steps: 0 is not between 1 and 1000");
        row("plan 0", AxisKind::Plan, "0-2", "--plan: 0 is not between 1 and 10000");
        row("negative seed", AxisKind::Seed, "-1", "--seed: -1 is not between");
        row("seed above 2^53", AxisKind::Seed, "9007199254740993", "--seed: ");
        row("unknown kind", AxisKind::Kinds, "text,shape", "--kinds: ");
        row("unknown sampler", AxisKind::Sampler, "euler",
            "--sampler: 'euler' is no sampler; there are dpmpp_2m");
        row("wild CADS", AxisKind::Cads, "11", "--cads: 11 is not between 0 and 10");
        row("twice", AxisKind::Guidance, "1, 2, 1", "--guidance: 1 stands twice");
        row("kinds twice", AxisKind::Kinds, "all,text+items+tokens+colors", "--kinds: all stands twice");
    }

    void whatMakesNoSenseIsRefused() {
        QFETCH(int, kind);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        const auto axis = parseAxis(static_cast<AxisKind>(kind), text.constData());
        QVERIFY(!axis.ok());
        QCOMPARE(axis.error().code, Code::Usage);
        const std::string told = describe(axis.error());
        QVERIFY2(told.starts_with(message.constData()), told.c_str());
    }
};

QTEST_APPLESS_MAIN(TestAxis)
#include "tst_axis.moc"
