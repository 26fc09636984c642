#include "engine/train/learning_rate.h"

#include <QTest>

using namespace kaleido;

class TestLearningRate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void risesStaysAndFallsOnDemand();
    void finishesOnlyAfterACoolDown();
};

void TestLearningRate::risesStaysAndFallsOnDemand() {
    LearningRate rate{.rate = 0.01, .warmup = 100};
    QCOMPARE(rate.at(0), 0.01 / 100);
    QCOMPARE(rate.at(49), 0.01 / 2);
    QCOMPARE(rate.at(100'000), 0.01);
    rate.cooldown = LearningRate::Cooldown{1000, 200};
    QCOMPARE(rate.at(1000), 0.01);
    QCOMPARE(rate.at(1100), 0.01 / 2);
    QCOMPARE(rate.at(1200), 0.0);
    QCOMPARE(rate.at(5000), 0.0);
}

void TestLearningRate::finishesOnlyAfterACoolDown() {
    LearningRate rate;
    QVERIFY(!rate.finished(1'000'000'000));
    rate.cooldown = LearningRate::Cooldown{1000, 200};
    QVERIFY(!rate.finished(1199));
    QVERIFY(rate.finished(1200));
}

QTEST_APPLESS_MAIN(TestLearningRate)
#include "tst_learning_rate.moc"
