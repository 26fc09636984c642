#include "engine/nn/resnet_block.h"
#include "engine/nn/text_block.h"
#include "tests/support/networks.h"

#include <ATen/autocast_mode.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <functional>
#include <QtTest>

using namespace kaleido;
using namespace kaleido::testing;

/// bf16 in channels-last stays close to float32 on every block: a norm or a softmax that accumulated in bf16, or a
/// layout that a kernel misreads, would not.
class TestUNetBf16 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksStayWithinThreePercent_data();
    void blocksStayWithinThreePercent();
    void gradientsUnderAutocastStayClose();
};

namespace {

/// A block as a function of its input map (or text), and the module that holds its weights.
struct Block {
    std::shared_ptr<torch::nn::Module> module;
    std::function<torch::Tensor(const torch::Tensor&)> run;
    torch::Tensor input;
};

void fillZeros(torch::nn::Module& module) {
    for (auto& parameter : module.parameters()) {
        if (parameter.abs().max().item<double>() == 0) parameter.normal_(0, 0.05);
    }
}

torch::Tensor typed(const torch::Tensor& tensor, const torch::Tensor& like) {
    return tensor.to(like.scalar_type());
}

Block resnet(std::int64_t in, std::int64_t out) {
    const ResNet unit(in, out, 64);
    const auto time = torch::randn({2, 64});
    const auto run = [unit, time](const torch::Tensor& x) {
        return ResNet(unit)->forward(x, typed(time, x));
    };
    return {unit.ptr(), run, torch::randn({2, in, 16, 16})};
}

Block attention(bool switches, bool mask) {
    const SelfAttention block(AttentionOptions{.channels = 64,
                                               .textWidth = 24,
                                               .maskText = mask,
                                               .feedForward = true,
                                               .positionCode = switches,
                                               .itemKeys = switches,
                                               .qkNorm = switches});
    const auto condition = randomCondition(2, 7, 3);
    const auto run = [block, condition](const torch::Tensor& x) {
        SelfAttention attention(block);
        const auto items = std::make_shared<ItemPlaces>(condition.items);
        return attention->forward(x, attention->prepare(typed(condition.states, x), condition.mask, items));
    };
    return {block.ptr(), run, torch::randn({2, 64, 8, 8})};
}

Block text() {
    const TextBlock block(64);
    const auto mask = randomCondition(2, 7, 0).mask;
    const auto run = [block, mask](const torch::Tensor& x) { return TextBlock(block)->forward(x, mask); };
    return {block.ptr(), run, torch::randn({2, 7, 64})};
}

Block resampled(Resample resample) {
    const ResNetBlock block(ResNetBlockOptions{
        .inputs = {64}, .outputs = 32, .timeWidth = 64, .attention = {}, .resample = resample});
    const auto time = torch::randn({2, 64});
    const auto run = [block, time, resample](const torch::Tensor& x) {
        ResNetBlock level(block);
        const BlockContext context{typed(time, x), {}};
        std::vector<torch::Tensor> skips;
        if (resample == Resample::Down) return level->down(x, context, {}, skips);
        const auto halves = x.chunk(2, 1);
        skips = {halves[1]};
        return level->up(halves[0], context, {}, skips);
    };
    return {block.ptr(), run, torch::randn({2, 64, 16, 16})};
}

Block network(bool nested) {
    const std::string switches = R"("item_keys":true,"position_code":true,"qk_norm":true)";
    const auto net = randomNetwork(nested ? smallNested(switches) : smallUNet(switches));
    const auto condition = randomCondition(2, 7, 3);
    const auto small = torch::randn({2, 3, 8, 8});
    const auto run = [net, condition, nested, small](const torch::Tensor& x) {
        const auto pictures = nested ? std::vector{x, small} : std::vector{x};
        return net->forward(pictures, torch::tensor({100, 800}), net->prepare(condition)).front();
    };
    return {net, run, torch::randn({2, 3, 16, 16})};
}

Block blockOf(const std::string& name) {
    if (name == "residual unit") return resnet(64, 64);
    if (name == "residual unit, other width") return resnet(64, 96);
    if (name == "attention") return attention(false, false);
    if (name == "attention, masked") return attention(false, true);
    if (name == "attention, all switches") return attention(true, true);
    if (name == "text block") return text();
    if (name == "level, way down") return resampled(Resample::Down);
    if (name == "level, way up") return resampled(Resample::Up);
    return network(name == "nested network");
}

class Autocast {
public:
    Autocast() {
        at::autocast::set_autocast_enabled(at::kCPU, true);
        at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    }
    ~Autocast() {
        at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(at::kCPU, false);
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;
};

}  // namespace

void TestUNetBf16::blocksStayWithinThreePercent_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"residual unit", "residual unit, other width", "attention", "attention, masked",
                             "attention, all switches", "text block", "level, way down", "level, way up",
                             "plain network", "nested network"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestUNetBf16::blocksStayWithinThreePercent() {
    QFETCH(QString, name);
    const torch::NoGradGuard noGrad;
    torch::manual_seed(21);
    const Block block = blockOf(name.toStdString());
    fillZeros(*block.module);
    const auto reference = block.run(block.input);
    const auto layout =
        block.input.dim() == 4 ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
    {
        const Autocast autocast;
        const double error =
            relativeError(block.run(block.input.to(torch::kBFloat16).contiguous(layout)), reference);
        QVERIFY2(error < 0.03, qPrintable(QStringLiteral("autocast: %1").arg(error)));
    }
    block.module->to(torch::kBFloat16);
    const double error =
        relativeError(block.run(block.input.to(torch::kBFloat16).contiguous(layout)), reference);
    QVERIFY2(error < 0.03, qPrintable(QStringLiteral("bf16 weights: %1").arg(error)));
    QVERIFY2(error > 1e-5, "nothing was computed in bf16");
}

void TestUNetBf16::gradientsUnderAutocastStayClose() {
    torch::manual_seed(22);
    const Block block = network(true);
    const auto gradientsOf = [&block] {
        block.module->zero_grad();
        block.run(block.input).pow(2).mean().backward();
        std::vector<torch::Tensor> gradients;
        for (const auto& parameter : block.module->parameters()) {
            gradients.push_back(parameter.grad().defined() ? parameter.grad().flatten().clone()
                                                           : torch::zeros({1}));
        }
        return torch::cat(gradients);
    };
    const auto reference = gradientsOf();
    const Autocast autocast;
    const double error = relativeError(gradientsOf(), reference);
    QVERIFY2(error < 0.05, qPrintable(QString::number(error)));
}

QTEST_APPLESS_MAIN(TestUNetBf16)
#include "tst_unet_bf16.moc"
