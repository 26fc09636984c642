#include "engine/base/error.h"

#include <QtTest>

#include <memory>

using namespace kaleido;

class ErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void descriptionLeavesOutWhatIsEmpty() {
        QCOMPARE(describe({Code::BadInput, "it is broken", "a.json", "/items/0"}),
                 std::string("a.json: /items/0: it is broken"));
        QCOMPARE(describe({Code::BadInput, "it is broken", "a.json", ""}),
                 std::string("a.json: it is broken"));
        QCOMPARE(describe({Code::BadInput, "it is broken", "", ""}), std::string("it is broken"));
    }

    void exitCodesAreThoseOfTheCommandLine_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("exit");
        const auto row = [](const char* name, Code code, int exit) {
            QTest::newRow(name) << static_cast<int>(code) << exit;
        };
        row("internal", Code::Internal, 1);
        row("usage", Code::Usage, 2);
        row("not found", Code::NotFound, 3);
        row("input", Code::BadInput, 3);
        row("manifest", Code::BadManifest, 3);
        row("weights", Code::BadWeights, 3);
        row("plan", Code::BadPlan, 3);
        row("write", Code::WriteFailed, 3);
        row("memory", Code::NoMemory, 4);
        row("cancelled", Code::Cancelled, 5);
    }
    void exitCodesAreThoseOfTheCommandLine() {
        QFETCH(int, code);
        QFETCH(int, exit);
        QCOMPARE(exitCode(static_cast<Code>(code)), exit);
    }

    void aResultHoldsAValueOrAnError() {
        Result<int> value = 3;
        QVERIFY(value.ok() && value);
        QCOMPARE(*value, 3);
        *value = 4;
        QCOMPARE(value.value(), 4);

        const Result<int> error = Error{Code::Usage, "no", "", ""};
        QVERIFY(!error.ok() && !error);
        QCOMPARE(error.error().code, Code::Usage);
    }

    void readingTheMissingSideThrows() {
        const Result<int> error = Error{Code::Usage, "no", "", ""};
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, error.value());
        const Result<int> value = 3;
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, value.error());
        QVERIFY_THROWS_EXCEPTION(std::bad_variant_access, Result<void>().error());
    }

    void valuesThatCannotBeCopiedAreMovedOut() {
        Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
        const std::unique_ptr<int> taken = *std::move(result);
        QCOMPARE(*taken, 5);
    }

    void successWithoutAValue() {
        QVERIFY(Result<void>().ok());
        const Result<void> failed = Error{Code::NoMemory, "full", "", ""};
        QVERIFY(!failed);
        QCOMPARE(failed.error().message, std::string("full"));
    }
};

QTEST_APPLESS_MAIN(ErrorTest)
#include "tst_error.moc"
