#include "engine/nn/autocast.h"
#include "engine/nn/t5.h"

#include <torch/types.h>
#include <torch/utils.h>
#include <optional>
#include <QtTest>
#include <stdexcept>
#include <vector>

using namespace kaleido;

namespace {

// Five exact distances and a short maximum, so that short sequences reach every kind of bucket.
T5Config smallConfig() {
    return {.vocabSize = 50,
            .dModel = 48,
            .dKv = 8,
            .dFf = 96,
            .numLayers = 2,
            .numDecoderLayers = 3,
            .numHeads = 6,
            .relativeAttentionNumBuckets = 16,
            .relativeAttentionMaxDistance = 24};
}

struct Setting {
    T5 network{nullptr};
    torch::Tensor ids, mask, decoderIds, states;
};

// Three rows whose captions are 9, 5 and 1 tokens long.
Setting makeSetting(const T5Config& config = smallConfig()) {
    torch::manual_seed(11);
    Setting s;
    s.network = T5(config);
    s.ids = torch::randint(config.vocabSize, {3, 9}, torch::kInt64);
    s.mask = (torch::arange(9).unsqueeze(0) < torch::tensor({9, 5, 1}).unsqueeze(1)).to(torch::kFloat32);
    s.decoderIds = torch::randint(config.vocabSize, {3, 40}, torch::kInt64);
    s.states = s.network->encode(s.ids, s.mask);
    return s;
}

torch::Tensor decodeByStep(Setting& s, std::int64_t steps, std::int64_t capacity) {
    DecoderCache cache = s.network->startDecoding(s.states, s.mask, capacity);
    std::vector<torch::Tensor> states;
    for (std::int64_t i = 0; i < steps; ++i)
        states.push_back(s.network->decodeStep(s.decoderIds.select(1, i).contiguous(), cache));
    return torch::stack(states, 1);
}

double relativeError(const torch::Tensor& actual, const torch::Tensor& reference) {
    return ((actual.to(torch::kFloat32) - reference).norm() / reference.norm()).item<double>();
}

double maxDifference(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

}  // namespace

class TestT5 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Threads do not pay for tensors this small.
    void initTestCase() { torch::set_num_threads(1); }

    void stepsEqualTheTeacherForcedPass() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        const torch::Tensor forced = s.network->decode(s.decoderIds, s.states, s.mask);
        QVERIFY(maxDifference(decodeByStep(s, 40, 40), forced) < 5e-6);
        // A cache with room to spare counts distances the same way.
        QVERIFY(maxDifference(decodeByStep(s, 40, 64), forced) < 5e-6);
    }

    void stepsEqualTheTeacherForcedPassUnderAutocast() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        const torch::Tensor exact = s.network->decode(s.decoderIds, s.states, s.mask);
        const AutocastScope autocast(torch::kCPU);
        QVERIFY(relativeError(decodeByStep(s, 40, 40), exact) < 0.03);
    }

    void aFullCacheThrows() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        QVERIFY_THROWS_EXCEPTION(std::length_error, decodeByStep(s, 5, 4));
    }

    void paddingOfTheCaptionChangesNothing() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        const torch::Tensor alone =
            s.network->encode(s.ids.slice(0, 1, 2).slice(1, 0, 5), torch::ones({1, 5}));
        QVERIFY(maxDifference(alone, s.states.slice(0, 1, 2).slice(1, 0, 5)) < 5e-6);
        QCOMPARE(s.states.select(0, 1).slice(0, 5).abs().max().item<double>(), 0.0);
        const torch::Tensor decoded =
            s.network->decode(s.decoderIds.slice(0, 1, 2), alone, torch::ones({1, 5}));
        QVERIFY(maxDifference(decoded, s.network->decode(s.decoderIds, s.states, s.mask).slice(0, 1, 2)) <
                5e-6);
    }

    void aDecoderPositionSeesNothingBehindIt() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        const torch::Tensor before = s.network->decode(s.decoderIds, s.states, s.mask);
        s.decoderIds.slice(1, 20) = 7;
        const torch::Tensor after = s.network->decode(s.decoderIds, s.states, s.mask);
        QCOMPARE(maxDifference(before.slice(1, 0, 20), after.slice(1, 0, 20)), 0.0);
        QVERIFY(maxDifference(before.slice(1, 20), after.slice(1, 20)) > 0.01);
    }

    void aCaptionThatIsMaskedWhollyGivesFiniteStates() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        const torch::Tensor nothing = torch::zeros_like(s.mask);
        const torch::Tensor states = s.network->encode(s.ids, nothing);
        QCOMPARE(states.abs().max().item<double>(), 0.0);
        QVERIFY(s.network->decode(s.decoderIds, states, nothing).isfinite().all().item<bool>());
    }

    void bfloat16StaysWithinThreePercent_data() {
        QTest::addColumn<bool>("autocast");
        QTest::newRow("autocast") << true;
        QTest::newRow("bfloat16 weights") << false;
    }
    void bfloat16StaysWithinThreePercent() {
        const QFETCH(bool, autocast);
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        const torch::Tensor decoded = s.network->decode(s.decoderIds, s.states, s.mask);
        std::optional<AutocastScope> scope;
        if (autocast) scope.emplace(torch::kCPU);
        if (!autocast) s.network->to(torch::kBFloat16);
        const torch::Tensor states = s.network->encode(s.ids, s.mask);
        QVERIFY(relativeError(states, s.states) < 0.03);
        QVERIFY(relativeError(s.network->decode(s.decoderIds, states, s.mask), decoded) < 0.03);
    }

    void oneLayerInBfloat16StaysWithinThreePercent() {
        const torch::InferenceMode guard;
        torch::manual_seed(5);
        const T5Config config = smallConfig();
        T5AttentionLayer attention(config, "SelfAttention", T5AttentionImpl::Positions::Bidirectional);
        T5FeedForwardLayer feedForward(config);
        const torch::Tensor x = torch::randn({2, 12, config.dModel});
        const torch::Tensor bias = attention->attention->relativeBias->forward(12);
        const torch::Tensor attended = attention->toItself(x, bias);
        const torch::Tensor fed = feedForward->forward(x);
        const AutocastScope autocast(torch::kCPU);
        QVERIFY(relativeError(attention->toItself(x, bias), attended) < 0.03);
        QVERIFY(relativeError(feedForward->forward(x), fed) < 0.03);
    }

    void trainingWorksAfterDecodingInInferenceMode() {
        Setting s = makeSetting();
        {
            const torch::InferenceMode guard;
            s.network->decode(s.decoderIds, s.network->encode(s.ids, s.mask), s.mask);
        }
        const torch::Tensor states = s.network->encode(s.ids, s.mask);
        s.network->logits(s.network->decode(s.decoderIds, states, s.mask)).square().mean().backward();
        for (const auto& parameter : s.network->named_parameters()) {
            QVERIFY2(parameter.value().grad().defined(), parameter.key().c_str());
            QVERIFY2(parameter.value().grad().abs().max().item<double>() > 0, parameter.key().c_str());
        }
    }

    void groupsOfTokensHaveTheMeanOfTheirEmbeddings() {
        const torch::InferenceMode guard;
        T5 network(smallConfig());
        const torch::Tensor table = network->named_parameters()["shared.weight"];
        const auto means = network->meanEmbeddings(torch::tensor({7, 3, 8, 8, 5}), torch::tensor({0, 1, 4}));
        QCOMPARE(means.sizes().vec(), (std::vector<std::int64_t>{3, 48}));
        QVERIFY(torch::equal(means[0], table[7]));
        QVERIFY(maxDifference(means[1], (table[3] + 2 * table[8]) / 3) < 1e-6);
        QVERIFY(torch::equal(means[2], table[5]));
    }

    void tiedEmbeddingsGiveScaledLogits() {
        const torch::InferenceMode guard;
        T5Config config = smallConfig();
        config.tieWordEmbeddings = true;
        T5 network(config);
        const auto parameters = network->named_parameters();
        QVERIFY(!parameters.contains("lm_head.weight"));
        const torch::Tensor states = torch::randn({2, config.dModel});
        const torch::Tensor wanted = torch::matmul(states, parameters["shared.weight"].t()) / std::sqrt(48.0);
        QVERIFY(maxDifference(network->logits(states), wanted) < 1e-5);
    }

    void aRequestToStopEndsAPassBetweenBlocks() {
        const torch::InferenceMode guard;
        Setting s = makeSetting();
        StopSource source;
        source.requestStop(StopWhen::Now);
        QVERIFY_THROWS_EXCEPTION(Cancelled, s.network->encode(s.ids, s.mask, source.token()));
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 s.network->decode(s.decoderIds, s.states, s.mask, source.token()));
    }

    // Edges of the buckets by hand: 32 buckets to distance 128, both directions and one.
    void bucketsGrowWithDistance() {
        const torch::Tensor distances =
            torch::tensor({-300, -128, -16, -8, -7, -1, 0, 1, 7, 8, 16, 127, 300});
        const auto both = relativePositionBuckets(distances, {32, 128, true});
        QVERIFY(torch::equal(both, torch::tensor({15, 15, 10, 8, 7, 1, 0, 17, 23, 24, 26, 31, 31})));
        const auto causal = relativePositionBuckets(distances, {32, 128, false});
        QVERIFY(torch::equal(causal, torch::tensor({31, 31, 16, 8, 7, 1, 0, 0, 0, 0, 0, 0, 0})));
    }

    void theBiasOfAPairDependsOnItsDistance() {
        const torch::InferenceMode guard;
        RelativeBias bias(smallConfig(), true);
        const torch::Tensor large = bias->forward(30);
        const torch::Tensor small = bias->forward(7);
        const torch::Tensor buckets = relativePositionBuckets(
            torch::arange(7).unsqueeze(0) - torch::arange(7).unsqueeze(1), {16, 24, true});
        QVERIFY(torch::equal(small.squeeze(0), torch::embedding(bias->weight, buckets).permute({2, 0, 1})));
        QVERIFY(torch::equal(large.slice(2, 0, 7).slice(3, 0, 7), small));
        QVERIFY(torch::equal(bias->lastQuery(30), large.slice(2, 29, 30)));
    }
};

QTEST_APPLESS_MAIN(TestT5)
#include "tst_t5.moc"
