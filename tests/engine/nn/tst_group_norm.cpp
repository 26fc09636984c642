#include "engine/nn/group_norm.h"
#include "engine/nn/kernels.h"
#include "tests/support/networks.h"

#include <torch/nn/modules/normalization.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <QtTest>

using namespace kaleido;
using kaleido::testing::relativeError;

/// The fused GroupNorm against torch's own operations, forward and backward.
class TestGroupNorm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAndGradientsEqualTheComposition_data();
    void valuesAndGradientsEqualTheComposition();
    void aLargeMeanDoesNotCancel();
    void resultsDoNotDependOnBatchOrThreads();
    void everyInstructionSetGivesTheSame();
    void otherLayoutsAreComposed();
    void nonFiniteValuesStayVisible();
};

namespace {

struct Case {
    torch::nn::GroupNorm layer{nullptr};
    torch::Tensor x;
    Modulation modulation;
    torch::Tensor outer;  ///< gradient of the result
};

Case randomCase(std::int64_t channels, std::int64_t side, bool modulated) {
    Case made;
    made.layer = torch::nn::GroupNorm(32, channels);
    const torch::NoGradGuard noGrad;
    made.layer->weight.normal_(1, 0.3);
    made.layer->bias.normal_(0, 0.3);
    made.x = (2 * torch::randn({3, channels, side, side + 1}) + torch::randn({3, channels, 1, 1}))
                 .contiguous(torch::MemoryFormat::ChannelsLast);
    if (modulated) made.modulation = {torch::randn({3, channels}) * 0.5, torch::randn({3, channels})};
    made.outer = torch::randn_like(made.x);
    return made;
}

/// Value and the gradients of x, weight, bias and (if there) scale and shift.
template <typename Norm>
std::vector<torch::Tensor> evaluate(const Case& given, torch::Dtype type, Activation activation,
                                    const Norm& norm) {
    const auto leaf = [](const torch::Tensor& tensor, torch::Dtype as) {
        return tensor.defined() ? tensor.detach().to(as).requires_grad_() : tensor;
    };
    Case made = given;
    made.layer = torch::nn::GroupNorm(given.layer->options);
    const auto parameterType = type == torch::kFloat64 ? torch::kFloat64 : torch::kFloat32;
    made.layer->to(parameterType);
    {
        const torch::NoGradGuard noGrad;
        made.layer->weight.copy_(given.layer->weight);
        made.layer->bias.copy_(given.layer->bias);
    }
    made.x = leaf(given.x, type);
    made.modulation = {leaf(given.modulation.scale, type), leaf(given.modulation.shift, type)};
    const auto y = norm(made.layer, made.x, activation, made.modulation);
    y.backward(given.outer.to(type));
    std::vector<torch::Tensor> results{y.detach(), made.x.grad(), made.layer->weight.grad(),
                                       made.layer->bias.grad()};
    if (made.modulation.scale.defined()) {
        results.push_back(made.modulation.scale.grad());
        results.push_back(made.modulation.shift.grad());
    }
    return results;
}

/// The definition, in the type of its input.
torch::Tensor definition(const torch::nn::GroupNorm& layer, const torch::Tensor& x, Activation activation,
                         const Modulation& modulation) {
    auto y =
        torch::group_norm(x, layer->options.num_groups(), layer->weight, layer->bias, layer->options.eps());
    if (modulation.scale.defined()) {
        y = y * (1 + modulation.scale.unsqueeze(-1).unsqueeze(-1)) +
            modulation.shift.unsqueeze(-1).unsqueeze(-1);
    }
    return activation == Activation::SiLU ? y * torch::sigmoid(y) : y;
}

}  // namespace

void TestGroupNorm::valuesAndGradientsEqualTheComposition_data() {
    QTest::addColumn<bool>("bf16");
    QTest::addColumn<bool>("silu");
    QTest::addColumn<bool>("modulated");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("side");
    for (const bool bf16 : {false, true}) {
        for (const bool silu : {false, true}) {
            for (const bool modulated : {false, true}) {
                for (const auto& [channels, side] : {std::pair(32, 3), std::pair(96, 13)}) {
                    QTest::addRow("%s%s%s %d channels, side %d", bf16 ? "bf16" : "float32",
                                  silu ? ", SiLU" : "", modulated ? ", modulated" : "", channels, side)
                        << bf16 << silu << modulated << channels << side;
                }
            }
        }
    }
}

void TestGroupNorm::valuesAndGradientsEqualTheComposition() {
    QFETCH(bool, bf16);
    QFETCH(bool, silu);
    QFETCH(bool, modulated);
    QFETCH(int, channels);
    QFETCH(int, side);
    torch::manual_seed(9);
    Case made = randomCase(channels, side, modulated);
    if (bf16) {  // both sides see the same rounded numbers, so that only the arithmetic differs
        for (torch::Tensor* tensor : {&made.x, &made.outer, &made.modulation.scale, &made.modulation.shift}) {
            if (tensor->defined()) *tensor = tensor->to(torch::kBFloat16).to(torch::kFloat32);
        }
    }
    const auto activation = silu ? Activation::SiLU : Activation::None;
    const auto actual = evaluate(made, bf16 ? torch::kBFloat16 : torch::kFloat32, activation,
                                 [](const auto&... arguments) { return groupNorm(arguments...); });
    const auto expected = evaluate(made, torch::kFloat64, activation, definition);
    QCOMPARE(actual.size(), expected.size());
    QVERIFY(actual[0].is_contiguous(torch::MemoryFormat::ChannelsLast));
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const double error = relativeError(actual[i], expected[i]);
        QVERIFY2(error < (bf16 ? 3e-3 : 2e-6), qPrintable(QStringLiteral("result %1: %2").arg(i).arg(error)));
    }
}

void TestGroupNorm::aLargeMeanDoesNotCancel() {
    torch::manual_seed(10);
    Case made = randomCase(64, 16, false);
    made.x = made.x + 1000;
    const auto actual = groupNorm(made.layer, made.x);
    auto precise = torch::nn::GroupNorm(made.layer->options);
    precise->to(torch::kFloat64);
    const torch::NoGradGuard noGrad;
    precise->weight.copy_(made.layer->weight);
    precise->bias.copy_(made.layer->bias);
    QVERIFY(relativeError(actual, precise(made.x.to(torch::kFloat64))) < 1e-4);
}

void TestGroupNorm::resultsDoNotDependOnBatchOrThreads() {
    torch::manual_seed(11);
    const torch::NoGradGuard noGrad;
    const Case made = randomCase(64, 20, true);
    const auto all = groupNorm(made.layer, made.x, Activation::SiLU, made.modulation);
    const auto one = [](const torch::Tensor& tensor) { return tensor.narrow(0, 1, 1).contiguous(); };
    const auto x = made.x.narrow(0, 1, 1).contiguous(torch::MemoryFormat::ChannelsLast);
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const auto alone =
        groupNorm(made.layer, x, Activation::SiLU, {one(made.modulation.scale), one(made.modulation.shift)});
    at::set_num_threads(threads);
    QVERIFY(torch::equal(all.narrow(0, 1, 1), alone));
}

void TestGroupNorm::everyInstructionSetGivesTheSame() {
    using namespace kernel;
    constexpr std::int64_t kRows = 5;
    constexpr std::int64_t kChannels = 48;
    torch::manual_seed(12);
    const auto x = torch::randn({kRows, kChannels}) * 8;
    const auto dy = torch::randn({kRows, kChannels});
    const auto a = torch::randn({kChannels});
    const auto d = torch::randn({kChannels});
    const auto run = [&](const Kernels& set) {
        auto results = torch::empty({2 * kRows + 4, kChannels});
        const auto at = [&](std::int64_t row) { return results.data_ptr<float>() + row * kChannels; };
        const Affine affine{a.const_data_ptr<float>(), d.const_data_ptr<float>(), true};
        const float* in = x.const_data_ptr<float>();
        const float* outer = dy.const_data_ptr<float>();
        set.float32.groupNorm.moments(in, {kRows, kChannels}, affine.d, at(0), at(1));
        set.float32.groupNorm.gradientSums(in, outer, {kRows, kChannels}, affine, affine.d, at(2), at(3));
        set.float32.groupNorm.apply(in, {kRows, kChannels}, affine, at(4));
        set.float32.groupNorm.inputGradient(in, outer, {kRows, kChannels}, affine, affine.a, affine.d,
                                            at(4 + kRows));
        return results;
    };
    const auto reference = run(*kernels(Isa::Baseline));
    QVERIFY(torch::isfinite(reference).all().item<bool>());
    for (const Isa isa : {Isa::Avx2, Isa::Avx512}) {
        if (const Kernels* found = kernels(isa)) {
            QVERIFY(relativeError(run(*found), reference) < 1e-6);
        }
    }
}

void TestGroupNorm::otherLayoutsAreComposed() {
    torch::manual_seed(13);
    const torch::NoGradGuard noGrad;
    const Case made = randomCase(32, 6, true);
    const auto rows = groupNorm(made.layer, made.x.contiguous(), Activation::SiLU, made.modulation);
    QVERIFY(rows.is_contiguous());
    QVERIFY(relativeError(groupNorm(made.layer, made.x, Activation::SiLU, made.modulation), rows) < 1e-6);
}

void TestGroupNorm::nonFiniteValuesStayVisible() {
    torch::manual_seed(14);
    for (const double poison : {static_cast<double>(NAN), HUGE_VAL}) {
        Case made = randomCase(32, 6, false);
        made.x[1][3][2][2] = poison;
        const auto finite = torch::isfinite(groupNorm(made.layer, made.x, Activation::SiLU));
        QVERIFY(!finite[1].all().item<bool>());
        QVERIFY(finite[0].all().item<bool>());
    }
}

QTEST_APPLESS_MAIN(TestGroupNorm)
#include "tst_group_norm.moc"
