#include "engine/train/grown_network.h"

#include "tests/support/networks.h"

#include <QTest>

#include <torch/types.h>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

/// A small painter that reads so much of each text position and has so many text blocks in front.
std::string painter(int read, int textBlocks, int channels = 64) {
    return R"({"resolution_channels":[32,)" + std::to_string(channels) +
           R"(],"num_resnets_per_resolution":[1,1],"attention_levels":[1],"temporal_dim":64,)"
           R"("conditioning_feature_dim":)" +
           std::to_string(read) + R"(,"conditioning_feature_proj_dim":24,"num_lm_head_layers":)" +
           std::to_string(textBlocks) + "}";
}

std::shared_ptr<DenoiserImpl> freshNetwork(const std::string& json) {
    torch::manual_seed(2);
    return makeDenoiser(*parseUNetConfig(json));
}

}  // namespace

class TestGrownNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGrownNetworkPaintsTheSame() {
        const auto small = randomNetwork(painter(24, 0));
        const auto large = freshNetwork(painter(48, 2));
        auto condition = randomCondition(2, 6, 0);
        condition.states = torch::cat({condition.states, torch::randn({2, 6, 24})}, 2);
        const auto before = paint(*small, condition);
        QVERIFY(difference(paint(*large, condition), before) > 1e-2);
        QVERIFY(growFrom(*small, *large, {}).ok());
        QVERIFY(difference(paint(*large, condition), before) < 1e-5);
    }

    void whatDoesNotFitIsRefusedByName_data() {
        QTest::addColumn<QString>("small");
        QTest::addColumn<QString>("large");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* label, const std::string& small, const std::string& large,
                            const char* name) {
            QTest::newRow(label) << QString::fromStdString(small) << QString::fromStdString(large)
                                 << QString::fromUtf8(name);
        };
        row("narrower", painter(48, 0), painter(24, 0), "lm_proj.weight");
        row("fewer blocks", painter(24, 1), painter(24, 0), "lm_head.0.");
        row("more channels", painter(24, 0, 32), painter(24, 0, 64), "weight");
    }

    void whatDoesNotFitIsRefusedByName() {
        QFETCH(const QString, small);
        QFETCH(const QString, large);
        QFETCH(const QString, name);
        const auto grown =
            growFrom(*randomNetwork(small.toStdString()), *freshNetwork(large.toStdString()), "models/small");
        QVERIFY(!grown.ok());
        QVERIFY(grown.error().code == Code::BadWeights);
        QCOMPARE(grown.error().path, std::string("models/small"));
        QVERIFY2(grown.error().message.find(name.toStdString()) != std::string::npos,
                 grown.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestGrownNetwork)
#include "tst_grown_network.moc"
