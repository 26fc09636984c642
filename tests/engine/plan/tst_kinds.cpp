#include "engine/plan/kinds.h"

#include <QtTest>

using namespace kaleido;

class KindsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChoiceIsReadBackFromItsName() {
        for (int bits = 0; bits < 32; ++bits) {
            const Kinds kinds{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0,
                              (bits & 16) != 0};
            const auto read = parseKinds(formatKinds(kinds));
            QVERIFY(read.ok());
            QVERIFY(*read == kinds);
        }
    }

    void namesAreTheShortOnes() {
        QCOMPARE(QString::fromStdString(formatKinds({.text = true, .boxes = true, .blobs = true})),
                 QStringLiteral("text+items"));
        QCOMPARE(QString::fromStdString(formatKinds({.boxes = true, .colors = true})),
                 QStringLiteral("boxes+colors"));
        QCOMPARE(QString::fromStdString(formatKinds(Kinds::all())), QStringLiteral("all"));
    }

    void caseAndSpacesDoNotMatter() {
        QVERIFY(*parseKinds(" Text + ITEMS ") == (Kinds{.text = true, .boxes = true, .blobs = true}));
        QVERIFY(*parseKinds(" None") == Kinds::none());
    }

    void commasSeparateTheValuesOfAComparison() {
        const auto list = parseKindsList("none, text ,all");
        QVERIFY(list.ok());
        QVERIFY(*list == (std::vector<Kinds>{Kinds::none(), Kinds{.text = true}, Kinds::all()}));
    }

    void whatIsNoKindIsNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown") << QStringLiteral("text+pixels") << QStringLiteral("'pixels'");
        QTest::newRow("empty") << QString() << QStringLiteral("''");
        QTest::newRow("empty term") << QStringLiteral("text+") << QStringLiteral("''");
        QTest::newRow("all in a sum") << QStringLiteral("all+text") << QStringLiteral("'all'");
        QTest::newRow("in a list") << QStringLiteral("text,foo") << QStringLiteral("'foo'");
    }
    void whatIsNoKindIsNamed() {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto list = parseKindsList(text.toStdString());
        QVERIFY(!list.ok());
        QCOMPARE(list.error().code, Code::Usage);
        QVERIFY(QString::fromStdString(list.error().message).contains(part));
    }

    void kindsOfAPlanAreThoseItHasSomethingOf() {
        Plan plan;
        QVERIFY(kindsOf(plan) == Kinds::none());
        plan.detail = "a cat.";
        plan.items.resize(1);
        plan.items[0].blob = Blob{{0.5, 0.5}, 0.1, 0.1, 0};
        plan.colors = {1, 1, {kUnknownCode}, {{}}};
        QVERIFY(kindsOf(plan) == (Kinds{.text = true, .blobs = true}));
    }

    void aModelIsAskedOnlyForKindsThatItHas() {
        const Kinds model{.text = true, .boxes = true, .blobs = true};
        QVERIFY(*kindsForModel(Kinds::all(), model) == model);
        QVERIFY(*kindsForModel(Kinds::none(), model) == Kinds::none());
        QVERIFY(*kindsForModel({.boxes = true}, model) == Kinds{.boxes = true});
        QVERIFY(*kindsForModel({.tokens = true}, Kinds::all()) == Kinds{.tokens = true});
        for (const Kinds more : {Kinds{.text = true, .tokens = true}, Kinds{.colors = true}}) {
            const auto refused = kindsForModel(more, model);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, Code::Usage);
            QVERIFY(refused.error().message.ends_with("the model's kinds are text+items"));
        }
    }
};

QTEST_APPLESS_MAIN(KindsTest)
#include "tst_kinds.moc"
