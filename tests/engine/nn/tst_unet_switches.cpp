#include "engine/nn/attention.h"
#include "tests/support/networks.h"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

using namespace kaleido;
using namespace kaleido::testing;

/// Our own switches (position code, item keys, qk_norm): what they must change and what they must leave alone.
class TestUNetSwitches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatStandsBehindTheStatesIsRead_data();
    void whatStandsBehindTheStatesIsRead();
    void itemsAreIgnoredWithoutItemKeys();
    void noItemsEqualThePlainNetwork();
    void aMaskedItemEqualsNoItem_data();
    void aMaskedItemEqualsNoItem();
    void anItemKeyIsTheStateAtItsIndex();
    void itemsOfUnmaskedTextKeepTheirOwnMask();
    void movingItemAndMapTogetherMovesTheOutput();
    void positionCodeBreaksTranslation();
    void qkNormForgetsTheScaleOfQueriesAndKeys();
    void everySwitchAddsOnlyItsOwnParameters();

private:
    torch::NoGradGuard m_noGrad;
};

namespace {

void copyByName(const torch::nn::Module& from, torch::nn::Module& to) {
    auto source = from.named_parameters();
    for (auto& parameter : to.named_parameters()) {
        if (source.contains(parameter.key())) parameter.value().copy_(source[parameter.key()]);
    }
}

/// One attention block with random weights, its switches as asked for.
SelfAttention randomBlock(AttentionOptions options) {
    options.channels = 32;
    options.textWidth = 24;
    options.maskText = true;
    torch::manual_seed(5);
    SelfAttention block(options);
    for (auto& parameter : block->parameters()) {
        if (parameter.abs().max().item<double>() == 0) parameter.normal_(0, 0.3);
    }
    return block;
}

torch::Tensor runBlock(SelfAttention& block, const torch::Tensor& x, const Condition& condition) {
    const auto items = std::make_shared<ItemPlaces>(condition.items);
    return block->forward(x, block->prepare(condition.states, condition.mask, items));
}

constexpr double kSame = 2e-5;
constexpr double kOther = 1e-3;

}  // namespace

void TestUNetSwitches::init() {
    torch::manual_seed(3);
}

void TestUNetSwitches::whatStandsBehindTheStatesIsRead_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<bool>("isRead");
    const std::string wide =
        R"({"resolution_channels":[32,64],"num_resnets_per_resolution":[1,1],"attention_levels":[1],)"
        R"("conditioning_feature_dim":48,"conditioning_feature_proj_dim":24,"temporal_dim":64})";
    QTest::newRow("states alone") << QString::fromStdString(smallUNet()) << false;
    QTest::newRow("states and tokens") << QString::fromStdString(wide) << true;
}

/// Only where the network says that it reads so much.
void TestUNetSwitches::whatStandsBehindTheStatesIsRead() {
    QFETCH(const QString, network);
    QFETCH(const bool, isRead);
    const auto painter = randomNetwork(network.toStdString());
    QCOMPARE(painter->conditionWidth(), std::int64_t{isRead ? 48 : 24});
    auto condition = randomCondition(2, 6, 0);
    const auto withTokens = [&condition] {
        Condition wide = condition;
        wide.states = torch::cat({condition.states, torch::randn_like(condition.states)}, 2);
        return wide;
    };
    const double change = difference(paint(*painter, withTokens()), paint(*painter, withTokens()));
    QVERIFY(isRead ? change > kOther : change == 0.0);
}

void TestUNetSwitches::itemsAreIgnoredWithoutItemKeys() {
    const auto network = randomNetwork(smallUNet());
    auto condition = randomCondition(2, 6, 3);
    const auto with = paint(*network, condition);
    condition.items = {};
    QCOMPARE(difference(with, paint(*network, condition)), 0.0);
}

void TestUNetSwitches::noItemsEqualThePlainNetwork() {
    const auto plain = randomNetwork(smallUNet(), 1);
    const auto keyed = randomNetwork(smallUNet(R"("item_keys":true)"), 2);
    copyByName(*plain, *keyed);
    auto condition = randomCondition(2, 6, 0);
    const auto expected = paint(*plain, condition);
    QCOMPARE(difference(paint(*keyed, condition), expected), 0.0);
    condition.items = {torch::empty({2, 0}, torch::kInt64), torch::empty({2, 0}), torch::empty({2, 0, 6})};
    QCOMPARE(difference(paint(*keyed, condition), expected), 0.0);
    QVERIFY(difference(paint(*keyed, randomCondition(2, 6, 2)), expected) > kOther);
}

void TestUNetSwitches::aMaskedItemEqualsNoItem_data() {
    QTest::addColumn<QString>("more");
    QTest::newRow("masked text") << R"("item_keys":true,"masked_cross_attention":1)";
    QTest::newRow("unmasked text") << R"("item_keys":true,"masked_cross_attention":0)";
    QTest::newRow("all switches") << R"("item_keys":true,"position_code":true,"qk_norm":true)";
}

void TestUNetSwitches::aMaskedItemEqualsNoItem() {
    QFETCH(QString, more);
    const auto network = randomNetwork(smallUNet(more.toStdString()));
    auto condition = randomCondition(2, 6, 3);
    condition.items.mask.select(1, 2).zero_();
    condition.items.geometry.select(1, 2).fill_(NAN);
    const auto masked = paint(*network, condition);

    Condition two = condition;
    two.items = {condition.items.index.narrow(1, 0, 2), condition.items.mask.narrow(1, 0, 2),
                 condition.items.geometry.narrow(1, 0, 2)};
    const auto fewer = paint(*network, two);
    QVERIFY(torch::isfinite(masked).all().item<bool>());
    QVERIFY(difference(masked, fewer) < kSame);

    condition.items.mask.zero_();
    Condition none = condition;
    none.items = {};
    QVERIFY(difference(paint(*network, condition), paint(*network, none)) < kSame);
    QVERIFY(difference(masked, paint(*network, none)) > kOther);
}

void TestUNetSwitches::anItemKeyIsTheStateAtItsIndex() {
    const auto network = randomNetwork(smallUNet(R"("item_keys":true)"));
    const auto condition = randomCondition(1, 6, 2);
    const auto output = paint(*network, condition);

    // Attention does not see the order of the text, so shuffling it together with the indices changes nothing.
    const auto order = torch::tensor({3, 5, 0, 1, 4, 2});
    Condition shuffled = condition;
    shuffled.states = condition.states.index_select(1, order);
    shuffled.items.index = order.argsort().index_select(0, condition.items.index.flatten()).view({1, 2});
    QVERIFY(difference(paint(*network, shuffled), output) < kSame);

    Condition other = condition;
    other.items.index = (condition.items.index + 1).remainder(6);
    QVERIFY(difference(paint(*network, other), output) > kOther);
}

void TestUNetSwitches::itemsOfUnmaskedTextKeepTheirOwnMask() {
    const auto network = randomNetwork(smallUNet(R"("item_keys":true,"masked_cross_attention":0)"));
    auto condition = randomCondition(2, 6, 2);
    const auto all = paint(*network, condition);
    condition.items.mask[0][1] = 0;
    const auto fewer = paint(*network, condition);
    QVERIFY(difference(all[0], fewer[0]) > kOther);
    QVERIFY(difference(all[1], fewer[1]) < kSame);
}

void TestUNetSwitches::movingItemAndMapTogetherMovesTheOutput() {
    auto block = randomBlock({.feedForward = true, .itemKeys = true});
    const auto x = torch::randn({1, 32, 8, 8});
    auto condition = randomCondition(1, 6, 2);
    // Small items in the middle: the row and column that wrap around are beyond the reach of both.
    condition.items.geometry =
        torch::tensor({{0.4F, 0.45F, 0.1F, 0.12F, 0.F, 0.F}, {0.5F, 0.4F, 0.1F, 0.1F, 0.F, 1.F}})
            .unsqueeze(0);
    const auto before = runBlock(block, x, condition);
    condition.items.geometry.slice(2, 0, 2) += 1.0 / 8;
    QVERIFY(difference(runBlock(block, x, condition), before) > kOther);
    const auto moved = runBlock(block, x.roll({1, 1}, {2, 3}), condition);
    QVERIFY(difference(moved, before.roll({1, 1}, {2, 3})) < 1e-4);
}

void TestUNetSwitches::positionCodeBreaksTranslation() {
    const auto x = torch::randn({1, 32, 8, 8});
    const auto condition = randomCondition(1, 6, 0);
    const auto asymmetry = [&](bool positionCode) {
        auto block = randomBlock({.positionCode = positionCode});
        return difference(runBlock(block, x.roll({1}, {3}), condition),
                          runBlock(block, x, condition).roll({1}, {3}));
    };
    QVERIFY(asymmetry(false) < 1e-4);
    QVERIFY(asymmetry(true) > kOther);
}

void TestUNetSwitches::qkNormForgetsTheScaleOfQueriesAndKeys() {
    const auto x = torch::randn({1, 32, 8, 8});
    const auto condition = randomCondition(1, 6, 2);
    const auto change = [&](bool qkNorm) {
        auto block = randomBlock({.itemKeys = true, .qkNorm = qkNorm});
        const auto before = runBlock(block, x, condition);
        const auto scaled = [&](const char* name, std::int64_t channels) {
            for (const char* part : {".weight", ".bias"}) {
                block->named_parameters()[std::string(name) + part].slice(0, 0, channels) *= 30;
            }
        };
        scaled("qkv", 64);      // queries and keys
        scaled("kv_cond", 32);  // keys of text and items
        return difference(runBlock(block, x, condition), before);
    };
    QVERIFY(change(true) < kOther);
    QVERIFY(change(false) > 0.05);
}

void TestUNetSwitches::everySwitchAddsOnlyItsOwnParameters() {
    const auto namesOf = [](const std::string& more) {
        std::set<std::string> names;
        const auto network = randomNetwork(smallUNet(more));
        for (const auto& parameter : network->named_parameters()) names.insert(parameter.key());
        return names;
    };
    const auto plain = namesOf("");
    const auto added = [&](const std::string& more) {
        std::set<std::string> inFirstBlock;
        const std::string prefix = "down_blocks.1.attn.0.";
        for (const std::string& name : namesOf(more)) {
            if (!plain.contains(name) && name.starts_with(prefix))
                inFirstBlock.insert(name.substr(prefix.size()));
        }
        return inFirstBlock;
    };
    const std::set<std::string> none;
    QCOMPARE(added(R"("position_code":false,"item_keys":false,"qk_norm":false)"), none);
    QCOMPARE(added(R"("position_code":true)"), (std::set<std::string>{"position.weight"}));
    QCOMPARE(added(R"("item_keys":true)"),
             (std::set<std::string>{"item_bias.0.weight", "item_bias.0.bias", "item_bias.2.weight",
                                    "item_bias.2.bias", "item_out.weight"}));
    QCOMPARE(added(R"("qk_norm":true)"),
             (std::set<std::string>{"q_norm.weight", "q_norm.bias", "k_norm.weight", "k_norm.bias",
                                    "k_norm_cond.weight", "k_norm_cond.bias"}));
}

QTEST_APPLESS_MAIN(TestUNetSwitches)
#include "tst_unet_switches.moc"
