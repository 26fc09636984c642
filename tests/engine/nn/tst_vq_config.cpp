#include "engine/nn/vq_config.h"

#include <QtTest>

using namespace kaleido;

namespace {

constexpr const char* kWhole = R"({"resolution": 64, "stride": 16, "channels": [16, 32, 64, 96], "codes": 128,
    "code_dim": 24, "commitment": 0.5, "decay": 0.9, "dead_below": 0.02})";

}  // namespace

class TestVqConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsRead() {
        const auto config = parseVqConfig(kWhole);
        QVERIFY(config.ok());
        const VqConfig wanted{.resolution = 64,
                              .stride = 16,
                              .channels = {16, 32, 64, 96},
                              .codes = 128,
                              .codeDim = 24,
                              .commitment = 0.5,
                              .decay = 0.9,
                              .deadBelow = 0.02};
        QVERIFY(*config == wanted);
        QCOMPARE(config->grid(), 4);
    }

    void mistakesNameTheField_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* name, const char* from, const char* to, const char* field) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(field);
        };
        row("not json", "}", "", "");
        row("missing", "\"codes\": 128,", "", "/codes");
        row("unknown", "\"decay\"", "\"decoy\"", "/decoy");
        row("stride and halvings differ", "\"stride\": 16", "\"stride\": 8", "/stride");
        row("resolution between strides", "\"resolution\": 64", "\"resolution\": 72", "/resolution");
        row("no channels", "[16, 32, 64, 96]", "[]", "/channels");
        row("odd channels", "[16, 32, 64, 96]", "[16, 32, 64, 90]", "/channels/3");
        row("decay above one", "0.9", "1.5", "/decay");
    }
    void mistakesNameTheField() {
        const QFETCH(QByteArray, from);
        const QFETCH(QByteArray, to);
        const QFETCH(QByteArray, field);
        QByteArray json(kWhole);
        QVERIFY(json.contains(from));
        json.replace(from, to);
        const auto config = parseVqConfig(json.toStdString());
        QVERIFY(!config.ok());
        QCOMPARE(config.error().code, Code::BadManifest);
        QCOMPARE(QByteArray::fromStdString(config.error().field), field);
    }
};

QTEST_APPLESS_MAIN(TestVqConfig)
#include "tst_vq_config.moc"
