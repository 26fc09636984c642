#include "engine/nn/layers.h"
#include "engine/nn/packed_weights.h"
#include "tests/support/networks.h"

#include <torch/nn/modules/conv.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

using namespace kaleido;
using namespace kaleido::testing;

/// Layers and networks whose weights are laid out for the processor once and for all.
class TestPackedWeights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::manual_seed(13); }
    void convolutionsStayWhatTheyAre_data();
    void convolutionsStayWhatTheyAre();
    void productsStayWhatTheyAre_data();
    void productsStayWhatTheyAre();
    void aFrozenNetworkPredictsTheSame_data();
    void aFrozenNetworkPredictsTheSame();
    void layersThatLearnAreNotFrozen();
};

namespace {

/// How far bf16 may be from bf16 that was rounded elsewhere.
double tolerance(bool bfloat16) {
    return bfloat16 ? 1e-2 : 1e-6;
}

torch::Tensor randomMap(std::int64_t channels, std::int64_t side, torch::Dtype type) {
    return torch::randn({2, channels, side, side}).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
}

torch::nn::Conv2d layerOf(torch::nn::Conv2d layer, torch::Dtype type) {
    layer->to(type);
    for (auto& parameter : layer->parameters()) parameter.set_requires_grad(false);
    return layer;
}

void precisions() {
    QTest::addColumn<bool>("bfloat16");
    QTest::newRow("float32") << false;
    QTest::newRow("bfloat16") << true;
}

}  // namespace

void TestPackedWeights::convolutionsStayWhatTheyAre_data() {
    precisions();
}

void TestPackedWeights::convolutionsStayWhatTheyAre() {
    QFETCH(bool, bfloat16);
    const torch::InferenceMode inference;
    const auto type = bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    for (const std::int64_t stride : {1, 2}) {
        const auto layer = layerOf(convolution3x3(32, 64, stride), type);
        PackedWeights packed;
        packed.freeze(*layer);
        for (const std::int64_t side : {16, 8}) {
            const auto x = randomMap(32, side, type);
            const auto added = randomMap(64, side / stride, type);
            const auto y = packed.convolve(layer, x);
            const auto sum = packed.convolve(layer, x, added);
            QVERIFY(y.is_contiguous(torch::MemoryFormat::ChannelsLast));
            QVERIFY(relativeError(y, torch::nn::Conv2d(layer)(x)) < tolerance(bfloat16));
            QVERIFY(relativeError(sum, added + torch::nn::Conv2d(layer)(x)) < tolerance(bfloat16));
        }
    }
}

void TestPackedWeights::productsStayWhatTheyAre_data() {
    precisions();
}

void TestPackedWeights::productsStayWhatTheyAre() {
    QFETCH(bool, bfloat16);
    const torch::InferenceMode inference;
    const auto type = bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    const auto layer = layerOf(torch::nn::Conv2d(torch::nn::Conv2dOptions(32, 64, 1)), type);
    PackedWeights packed;
    packed.freeze(*layer);
    for (const std::int64_t length : {64, 5}) {
        const auto tokens = torch::randn({2, length, 32}).to(type);
        const auto added = torch::randn({2, length, 64}).to(type);
        const auto y = pointwise(*layer, tokens);
        QVERIFY(relativeError(packed.multiply(*layer, tokens), y) < tolerance(bfloat16));
        QVERIFY(relativeError(packed.multiply(*layer, tokens, added), added + y) < tolerance(bfloat16));
        QVERIFY(relativeError(packed.multiplyGelu(*layer, tokens), torch::gelu(y)) < tolerance(bfloat16));
    }
}

void TestPackedWeights::aFrozenNetworkPredictsTheSame_data() {
    precisions();
}

void TestPackedWeights::aFrozenNetworkPredictsTheSame() {
    QFETCH(bool, bfloat16);
    const torch::InferenceMode inference;
    const auto type = bfloat16 ? torch::kBFloat16 : torch::kFloat32;
    const auto network =
        randomNetwork(smallNested(R"("item_keys":true,"position_code":true,"qk_norm":true)"));
    for (auto& parameter : network->parameters()) parameter.set_requires_grad(false);
    const auto condition = randomCondition(2, 7, 3);
    const std::vector<torch::Tensor> x{torch::randn({2, 3, 16, 16}), torch::randn({2, 3, 8, 8})};
    const auto times = torch::tensor({100, 800});
    const auto exact = network->forward(x, times, network->prepare(condition));
    network->to(type);
    network->freeze();
    const auto frozen = network->forward(x, times, network->prepare(condition));
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const double error = relativeError(frozen[i], exact[i]);
        QVERIFY2(error < (bfloat16 ? 0.03 : 1e-5), qPrintable(QString::number(error)));
    }
}

void TestPackedWeights::layersThatLearnAreNotFrozen() {
    const auto network = randomNetwork(smallUNet());
    network->freeze();
    const auto output = network->forward({torch::randn({2, 3, 8, 8})}, torch::tensor({1, 2}),
                                         network->prepare(randomCondition(2, 6, 0)));
    output[0].pow(2).mean().backward();
    for (const auto& parameter : network->named_parameters())
        QVERIFY2(parameter.value().grad().defined(), parameter.key().c_str());
}

QTEST_APPLESS_MAIN(TestPackedWeights)
#include "tst_packed_weights.moc"
