#include "app/compare/number_list.h"

#include <QTest>

#include <clocale>

using namespace kaleido;

using Values = std::vector<double>;
Q_DECLARE_METATYPE(Values)

class TestNumberList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsValuesAndRanges_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Values>("values");
        const auto row = [](const char* text, const Values& values) {
            QTest::newRow(text) << QString::fromLatin1(text) << values;
        };
        row("7", {7});
        row(" 1 , 2.5,-3 ", {1, 2.5, -3});
        row("+4", {4});
        row("1e1", {10});
        row("1-5", {1, 2, 3, 4, 5});
        row("1-5 (+2)", {1, 3, 5});
        row("1-6(+2)", {1, 3, 5});
        row("5-1 (-2)", {5, 3, 1});
        row("1-9 [5]", {1, 3, 5, 7, 9});
        row("9-1 [3]", {9, 5, 1});
        row("0-1 [ 4 ]", {0, 0.333333333333, 0.666666666667, 1});
        row("-3--1", {-3, -2, -1});
        row("-1-1 (+0.5)", {-1, -0.5, 0, 0.5, 1});
        row("0-0.3 (+0.1)", {0, 0.1, 0.2, 0.3});
        row("1, 2, .., 5", {1, 2, 3, 4, 5});
        row("1,1.5,..,3", {1, 1.5, 2, 2.5, 3});
        row("10, 8, .., 3", {10, 8, 6, 4});
        row("0, 1-3, 7, 8, .., 10", {0, 1, 2, 3, 7, 8, 9, 10});
        row("3-3", {3});
    }
    void readsValuesAndRanges() {
        QFETCH(QString, text);
        QFETCH(Values, values);
        const auto read = parseNumberList(text.toStdString());
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
        QCOMPARE(*read, values);
    }

    void saysWhatCannotBeRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* text, const char* named) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(named);
        };
        row("", "''");
        row("1,,2", "''");
        row("1,", "''");
        row("two", "'two'");
        row("nan", "'nan'");
        row("1e999", "'1e999'");
        row("1 2", "'1 2'");
        row("1-", "'1-'");
        row("1-5 (0)", "step of 0");
        row("1-5 (-1)", "never gets to its end");
        row("5-1", "never gets to its end");
        row("1-5 (+2", "step");
        row("1-5 [2.5]", "count");
        row("1-5 [x]", "count");
        row("1-5 [1]", "2 to 1000");
        row("1-5 [1001]", "2 to 1000");
        row("1-5 [3] 4", "count");
        row("0-1 (+0.0001)", "more than 1000");
        row("1-1000000000000", "more than 1000");
        row("1, .., 5", "two values");
        row(".., 5", "two values");
        row("1, 2, ..", "value after it");
        row("1, 2, .., .., 5", "twice");
        row("1, 2, .., 0", "never gets to the value");
        row("2, 2, .., 5", "never gets to the value");
        row("1, 2, .., 3-5", "one value");
    }
    void saysWhatCannotBeRead() {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto read = parseNumberList(text.toStdString());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, Code::Usage);
        QVERIFY2(QString::fromStdString(read.error().message).contains(named), read.error().message.c_str());
    }

    void theDecimalPointDoesNotFollowTheLocale() {
        std::setlocale(LC_ALL, "de_DE.UTF-8");
        const auto read = parseNumberList("0.5-1.5 [3]");
        std::setlocale(LC_ALL, "C");
        QCOMPARE(*read, (Values{0.5, 1, 1.5}));
    }
};

QTEST_APPLESS_MAIN(TestNumberList)
#include "tst_number_list.moc"
