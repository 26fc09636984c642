#include "engine/io/json_format.h"

#include <QtTest>

using namespace kaleido;

class TestJsonFormat : public QObject {
    Q_OBJECT

    static std::optional<Error> faultIn(const QByteArray& json) {
        const auto document = parseJson(json.toStdString(), "file.json");
        JsonFault fault(Code::BadPlan, "file.json");
        checkFormat(JsonNode(document.value(), fault), "kaleido-test", 3);
        return fault.error();
    }

private Q_SLOTS:
    void theFormatAndItsVersionsAreAccepted() {
        for (const char* version : {"1", "2", "3"})
            QVERIFY(!faultIn(QByteArray(R"({"format":"kaleido-test","version":)") + version + "}"));
    }

    void everythingElseIsRefused_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char* name, const char* json, const char* told) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(told);
        };
        row("another format", R"({"format":"kaleido-plan","version":1})",
            "/format: must be 'kaleido-test', this is 'kaleido-plan'");
        row("no format", R"({"version":1})", "/format: is missing");
        row("a number", R"({"format":1,"version":1})", "/format: ");
        row("newer", R"({"format":"kaleido-test","version":4})",
            "/version: is newer (4) than this program reads (3); get a newer Kaleido Studio");
        row("none", R"({"format":"kaleido-test","version":0})", "/version: ");
        row("no object", "[]", "an object is needed");
    }

    void everythingElseIsRefused() {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, told);
        const auto fault = faultIn(json);
        QVERIFY(fault);
        QCOMPARE(fault->code, Code::BadPlan);
        QVERIFY2(QByteArray::fromStdString(describe(*fault)).contains(told), describe(*fault).c_str());
    }
};

QTEST_APPLESS_MAIN(TestJsonFormat)
#include "tst_json_format.moc"
