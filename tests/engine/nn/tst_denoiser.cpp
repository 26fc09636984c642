#include "tests/support/networks.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

using namespace kaleido;
using namespace kaleido::testing;

/// What trainer and generator rely on: prepare() and forward(), plain and nested alike.
class TestDenoiser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNewNetworkPredictsZero_data();
    void aNewNetworkPredictsZero();
    void scalesMultiplyUpFromTheInnermost();
    void aPreparedConditionServesEveryStep();
    void preparingAgainIsPreparingAfresh_data();
    void preparingAgainIsPreparingAfresh();
    void preparingAgainKeepsWhatDoesNotChange();
    void samplesDoNotSeeEachOther();
    void aPreparedConditionServesSeveralSizes();
    void everyParameterLearns();
    void anOuterLevelMayHoldOnlyTheFirstSamples();
    void microConditionsOverrideTheirDefault();
    void aStopIsActedOnInsideAForward();
    void forwardWantsOnePictureAScale();
};

namespace {

const std::string kSwitches = R"("item_keys":true,"position_code":true,"qk_norm":true)";

std::vector<torch::Tensor> pictures(std::int64_t batch) {
    return {torch::randn({batch, 3, 16, 16}), torch::randn({batch, 3, 8, 8})};
}

torch::Tensor times(std::int64_t batch) {
    return torch::arange(batch) * 100 + 50;
}

}  // namespace

void TestDenoiser::init() {
    torch::manual_seed(11);
}

void TestDenoiser::aNewNetworkPredictsZero_data() {
    QTest::addColumn<bool>("nested");
    QTest::newRow("plain") << false;
    QTest::newRow("nested") << true;
}

void TestDenoiser::aNewNetworkPredictsZero() {
    QFETCH(bool, nested);
    const auto network =
        makeDenoiser(*parseUNetConfig(nested ? smallNested(kSwitches) : smallUNet(kSwitches)));
    auto x = pictures(2);
    if (!nested) x.erase(x.begin());
    const auto outputs = network->forward(x, times(2), network->prepare(randomCondition(2, 6, 2)));
    QCOMPARE(outputs.size(), x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        QCOMPARE(outputs[i].sizes(), x[i].sizes());
        QCOMPARE(outputs[i].abs().max().item<double>(), 0.0);
    }
}

void TestDenoiser::scalesMultiplyUpFromTheInnermost() {
    QCOMPARE(makeDenoiser(*parseUNetConfig(smallUNet()))->scales(), std::vector<std::int64_t>{1});
    QCOMPARE(makeDenoiser(*parseUNetConfig(smallNested()))->scales(), (std::vector<std::int64_t>{2, 1}));
    const std::string three =
        R"({"resolution_channels":[32,32,32],"num_resnets_per_resolution":[1,1,1],"temporal_dim":64,"inner_config":)" +
        smallNested() + "}";
    QCOMPARE(makeDenoiser(*parseUNetConfig(three))->scales(), (std::vector<std::int64_t>{8, 2, 1}));
}

void TestDenoiser::aPreparedConditionServesEveryStep() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallNested(kSwitches));
    const auto condition = randomCondition(2, 6, 3);
    const auto prepared = network->prepare(condition);
    for (const std::int64_t time : {999, 500, 0}) {
        const auto x = pictures(2);
        const auto at = torch::full({2}, time);
        const auto kept = network->forward(x, at, prepared);
        const auto afresh = network->forward(x, at, network->prepare(condition));
        for (std::size_t i = 0; i < kept.size(); ++i) QCOMPARE(difference(kept[i], afresh[i]), 0.0);
    }
}

void TestDenoiser::preparingAgainIsPreparingAfresh_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("more");
    const QString switches = QString::fromStdString(kSwitches);
    const auto micro = QStringLiteral(R"(,"micro_conditioning":"scale:64")");
    for (const int rows : {1, 2, 4}) {
        QTest::addRow("%d rows of 4", rows) << rows << switches;
        QTest::addRow("%d rows of 4, micro-conditions", rows) << rows << switches + micro;
        QTest::addRow("%d rows of 4, nothing pooled", rows)
            << rows << switches + micro + QStringLiteral(R"(,"skip_cond_emb":true)");
    }
}

void TestDenoiser::preparingAgainIsPreparingAfresh() {
    QFETCH(int, rows);
    QFETCH(QString, more);
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallNested(more.toStdString()));
    Condition all = randomCondition(4, 6, 3);
    const auto before = network->prepare(all);
    for (int step = 0; step < 3; ++step) {
        auto states = all.states.clone();
        states.narrow(0, 4 - rows, rows).normal_().mul_(all.mask.narrow(0, 4 - rows, rows).unsqueeze(-1));
        all.states = states;
        const auto last = [rows](const torch::Tensor& tensor) { return tensor.narrow(0, 4 - rows, rows); };
        const auto again = network->prepareAgain(
            before, {last(all.states),
                     last(all.mask),
                     {last(all.items.index), last(all.items.mask), last(all.items.geometry)}});
        const auto x = pictures(4);
        const auto kept = network->forward(x, times(4), again);
        const auto afresh = network->forward(x, times(4), network->prepare(all));
        const auto stale = network->forward(x, times(4), before);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            QVERIFY(difference(kept[i], afresh[i]) < 2e-5);
            QVERIFY(difference(kept[i], stale[i]) > 1e-3);
            if (rows == 4) QCOMPARE(difference(kept[i], afresh[i]), 0.0);
            // The same batch through the same kernels: the other rows come out in the same bits.
            QVERIFY(torch::equal(kept[i].narrow(0, 0, 4 - rows), stale[i].narrow(0, 0, 4 - rows)));
        }
    }
}

void TestDenoiser::preparingAgainKeepsWhatDoesNotChange() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallUNet(kSwitches));
    const Condition all = randomCondition(2, 6, 3);
    const auto before = network->prepare(all);
    network->forward({torch::randn({2, 3, 8, 8})}, times(2), before);  // works out the places
    const auto row = [](const torch::Tensor& tensor) { return tensor.narrow(0, 1, 1); };
    const auto again =
        network->prepareAgain(before, {torch::randn({1, 6, 24}) * row(all.mask).unsqueeze(-1),
                                       row(all.mask),
                                       {row(all.items.index), row(all.items.mask), row(all.items.geometry)}});
    QVERIFY(!before.attention.empty());
    for (std::size_t i = 0; i < before.attention.size(); ++i) {
        const PreparedAttention& old = before.attention[i];
        const PreparedAttention& now = again.attention[i];
        QVERIFY(now.placed == old.placed && !now.placed->empty());
        QVERIFY(now.items == old.items);
        // Eight heads a row: the first row's are the very same, the second row's are new.
        QVERIFY(torch::equal(now.keys.narrow(0, 0, 8), old.keys.narrow(0, 0, 8)));
        QVERIFY(torch::equal(now.values.narrow(0, 0, 8), old.values.narrow(0, 0, 8)));
        QVERIFY(!torch::equal(now.keys.narrow(0, 8, 8), old.keys.narrow(0, 8, 8)));
    }
}

void TestDenoiser::samplesDoNotSeeEachOther() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallNested(kSwitches));
    const auto both = randomCondition(2, 6, 3);
    const auto x = pictures(2);
    const auto together = network->forward(x, times(2), network->prepare(both));
    for (std::int64_t i = 0; i < 2; ++i) {
        const auto row = [i](const torch::Tensor& tensor) { return tensor.narrow(0, i, 1); };
        const Condition one{row(both.states),
                            row(both.mask),
                            {row(both.items.index), row(both.items.mask), row(both.items.geometry)}};
        const auto alone = network->forward({row(x[0]), row(x[1])}, row(times(2)), network->prepare(one));
        for (std::size_t scale = 0; scale < 2; ++scale)
            QVERIFY(difference(row(together[scale]), alone[scale]) < 2e-5);
    }
}

void TestDenoiser::aPreparedConditionServesSeveralSizes() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallUNet(kSwitches));
    const auto condition = randomCondition(1, 6, 2);
    const auto prepared = network->prepare(condition);
    for (const std::int64_t side : {8, 16, 8}) {
        const auto x = torch::randn({1, 3, side, side});
        const auto kept = network->forward({x}, times(1), prepared);
        QCOMPARE(difference(kept[0], network->forward({x}, times(1), network->prepare(condition))[0]), 0.0);
    }
}

void TestDenoiser::everyParameterLearns() {
    const std::string more = kSwitches + R"(,"micro_conditioning":"scale:64","num_lm_head_layers":1,)"
                                         R"("conditioning_feature_proj_dim":32)";
    const auto network = randomNetwork(smallNested(more));
    const auto outputs = network->forward(pictures(2), times(2), network->prepare(randomCondition(2, 6, 3)));
    (outputs[0].pow(2).mean() + outputs[1].pow(2).mean()).backward();
    for (const auto& parameter : network->named_parameters()) {
        const auto& gradient = parameter.value().grad();
        const bool learns = gradient.defined() && torch::isfinite(gradient).all().item<bool>() &&
                            gradient.abs().max().item<double>() > 0;
        QVERIFY2(learns, parameter.key().c_str());
    }
}

void TestDenoiser::anOuterLevelMayHoldOnlyTheFirstSamples() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallNested(kSwitches));
    const auto prepared = network->prepare(randomCondition(3, 6, 2));
    auto x = pictures(3);
    const auto full = network->forward(x, times(3), prepared);
    x[0] = x[0].narrow(0, 0, 2);
    const auto mixed = network->forward(x, times(3), prepared);
    QVERIFY(difference(mixed[0], full[0].narrow(0, 0, 2)) < 2e-5);
    QVERIFY(difference(mixed[1].narrow(0, 0, 2), full[1].narrow(0, 0, 2)) < 2e-5);
    // The sample without an outer level runs as if it had been given zero features.
    QVERIFY(difference(mixed[1][2], full[1][2]) > 1e-3);
    const auto inner = std::dynamic_pointer_cast<DenoiserImpl>(network->named_children()["inner_unet"]);
    const auto alone = inner->run({x[1]}, 0, {}, times(3), prepared, {}).predictions[0];
    QVERIFY(difference(mixed[1][2], alone[2]) < 2e-5);
}

void TestDenoiser::microConditionsOverrideTheirDefault() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallUNet(R"("micro_conditioning":"scale:64")"));
    const auto condition = randomCondition(1, 6, 0);
    const auto x = torch::randn({1, 3, 16, 16});
    const auto with = [&](const std::map<std::string, torch::Tensor>& micros) {
        return network->forward({x}, times(1), network->prepare(condition, micros))[0];
    };
    QCOMPARE(difference(with({}), with({{"scale", torch::tensor({64.0F})}})), 0.0);
    QCOMPARE(difference(with({}), with({{"scale", torch::tensor({200.0F})}})), 0.0);  // capped at the default
    QVERIFY(difference(with({}), with({{"scale", torch::tensor({20.0F})}})) > 1e-3);
}

void TestDenoiser::aStopIsActedOnInsideAForward() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallNested());
    const auto prepared = network->prepare(randomCondition(1, 6, 0));
    StopSource stop;
    stop.requestStop(StopWhen::AfterPicture);
    QCOMPARE(network->forward(pictures(1), times(1), prepared, stop.token()).size(), std::size_t{2});
    stop.requestStop(StopWhen::Now);
    QVERIFY_THROWS_EXCEPTION(Cancelled, network->forward(pictures(1), times(1), prepared, stop.token()));
}

void TestDenoiser::forwardWantsOnePictureAScale() {
    const torch::NoGradGuard noGrad;
    const auto network = randomNetwork(smallNested());
    const auto prepared = network->prepare(randomCondition(1, 6, 0));
    QVERIFY_THROWS_EXCEPTION(c10::Error, network->forward({torch::randn({1, 3, 8, 8})}, times(1), prepared));
}

QTEST_APPLESS_MAIN(TestDenoiser)
#include "tst_denoiser.moc"
