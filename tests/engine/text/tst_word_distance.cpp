#include "engine/text/word_distance.h"

#include <QtTest>

#include <cmath>

using namespace kaleido;

class TestWordDistance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editDistances_data() {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<int>("distance");
        const auto row = [](const char* a, const char* b, int distance) {
            QTest::addRow("%s %s", a, b) << QByteArray(a) << QByteArray(b) << distance;
        };
        row("", "", 0);
        row("", "cat", 3);
        row("cat", "cat", 0);
        row("cat", "car", 1);
        row("cat", "cart", 1);
        row("cat", "act", 1);  // a swap
        row("kitten", "sitting", 3);
        row("umbrela", "umbrella", 1);
        row("café", "cafe", 1);  // a character, not its bytes
        row("ca", "abc", 3);     // optimal string alignment: nothing is edited twice
    }
    void editDistances() {
        QFETCH(const QByteArray, a);
        QFETCH(const QByteArray, b);
        QFETCH(const int, distance);
        QCOMPARE(editDistance(a.toStdString(), b.toStdString()), distance);
        QCOMPARE(editDistance(b.toStdString(), a.toStdString()), distance);
    }

    void distanceIsEditsLessPrefixLessSound() {
        const auto near = [](double actual, double expected) { return std::abs(actual - expected) < 1e-12; };
        QVERIFY(near(wordDistance("dog", "sun"), 1.0));
        QVERIFY(near(wordDistance("cat", "cab"), 1.0 / 3 - 0.10));
        QVERIFY(near(wordDistance("kat", "cat"), 1.0 / 3 - 0.15));
        QVERIFY(near(wordDistance("elefant", "elephant"), 2.0 / 8 - 0.15 - 0.15));
        QVERIFY(near(wordDistance("umbrella", "umbrella"), -0.35));
        QVERIFY(
            near(wordDistance("umbrellas", "umbrellaz"), 1.0 / 9 - 0.20 - 0.15));  // four characters at most
        QVERIFY(near(wordDistance("at", "t"), 0.5));               // a vowel at the beginning is heard
        QVERIFY(near(wordDistance("coc", "co"), 1.0 / 3 - 0.10));  // and one between keeps consonants apart
        QVERIFY(near(wordDistance("猫", "cat"), 1.0));
    }
};

QTEST_APPLESS_MAIN(TestWordDistance)
#include "tst_word_distance.moc"
