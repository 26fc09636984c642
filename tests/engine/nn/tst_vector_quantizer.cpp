#include "engine/nn/autocast.h"
#include "engine/nn/vector_quantizer.h"

#include <torch/types.h>
#include <torch/utils.h>
#include <QtTest>

using namespace kaleido;

namespace {

VectorQuantizer quantizerOf(const torch::Tensor& codebook, double decay = 0.75) {
    VectorQuantizer quantizer(
        VqConfig{.codes = codebook.size(0), .codeDim = codebook.size(1), .decay = decay, .deadBelow = 0.1});
    quantizer->codebook.copy_(codebook);
    return quantizer;
}

}  // namespace

class TestVectorQuantizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(1); }

    void eachVectorGetsItsNearestEntry() {
        torch::manual_seed(1);
        const VectorQuantizer quantizer = quantizerOf(torch::randn({40, 6}));
        const torch::Tensor vectors = torch::randn({100, 6});
        const torch::Tensor byHand = torch::cdist(vectors, quantizer->codebook).argmin(1);
        QVERIFY(torch::equal(quantizer->nearest(vectors), byHand));
        QVERIFY(torch::equal(quantizer->lookup(byHand), quantizer->codebook.index_select(0, byHand)));
    }

    void autocastDoesNotRoundTheDistances() {
        // Entries that are one number in bfloat16 are still told apart.
        const VectorQuantizer quantizer = quantizerOf(torch::tensor({{1.0F, 1.0F}, {1.0F, 1.002F}}));
        const torch::Tensor vectors = torch::tensor({{1.0F, 1.0F}, {1.0F, 1.002F}});
        const AutocastScope autocast(torch::kCPU);
        QVERIFY(torch::equal(quantizer->nearest(vectors), torch::tensor({0, 1})));
    }

    void theMovingAverageIsTheOneComputedByHand() {
        VectorQuantizer quantizer = quantizerOf(torch::tensor({{0.0F, 0.0F}, {8.0F, 8.0F}, {-5.0F, 5.0F}}));
        quantizer->update(torch::tensor({{1.0F, 1.0F}, {3.0F, 1.0F}, {9.0F, 8.0F}}),
                          torch::tensor({0, 0, 1}));
        QVERIFY(torch::allclose(quantizer->emaCount, torch::tensor({0.5F, 0.25F, 0.0F})));
        QVERIFY(
            torch::allclose(quantizer->emaSum, torch::tensor({{1.0F, 0.5F}, {2.25F, 2.0F}, {0.0F, 0.0F}})));
        QVERIFY(
            torch::allclose(quantizer->codebook, torch::tensor({{2.0F, 1.0F}, {9.0F, 8.0F}, {-5.0F, 5.0F}})));

        // γ = 3/4: entry 0 has count 0.5·0.75 + 0.25 = 0.625 and sum (1·0.75 + 7/4, 0.5·0.75 + 4/4).
        quantizer->update(torch::tensor({{7.0F, 4.0F}}), torch::tensor({0}));
        QVERIFY(torch::allclose(quantizer->emaCount, torch::tensor({0.625F, 0.1875F, 0.0F})));
        QVERIFY(
            torch::allclose(quantizer->codebook, torch::tensor({{4.0F, 2.2F}, {9.0F, 8.0F}, {-5.0F, 5.0F}})));
    }

    void aNewCodebookStartsFromTheData() {
        torch::manual_seed(2);
        VectorQuantizer quantizer = quantizerOf(torch::randn({6, 3}));
        const torch::Tensor vectors = torch::randn({10, 3});
        Random random(5);
        QCOMPARE(quantizer->revive(vectors, random), 6);
        const torch::Tensor distances = torch::cdist(quantizer->codebook, vectors);
        QVERIFY(std::get<0>(distances.min(1)).max().item<double>() < 1e-3);
        QCOMPARE(std::get<0>(torch::_unique2(distances.argmin(1))).size(0), 6);
        QVERIFY(torch::allclose(quantizer->emaCount, torch::full({6}, 10.0 / 6.0)));
    }

    void onlyDeadEntriesMove() {
        torch::manual_seed(3);
        VectorQuantizer quantizer = quantizerOf(torch::randn({4, 2}));
        quantizer->emaCount.copy_(torch::tensor({5.0F, 0.01F, 3.0F, 0.3F}));
        const torch::Tensor before = quantizer->codebook.clone();
        Random random(5);
        QCOMPARE(quantizer->revive(torch::randn({8, 2}) + 50, random), 1);
        const torch::Tensor moved = (quantizer->codebook != before).any(1);
        QVERIFY(torch::equal(moved, torch::tensor({false, true, false, false})));
        QVERIFY(quantizer->codebook[1].min().item<double>() > 40);
        // A moved entry is alive until the averages say otherwise.
        QCOMPARE(quantizer->revive(torch::randn({8, 2}), random), 0);
    }

    void theSameGeneratorGivesTheSameRevival() {
        torch::manual_seed(4);
        const torch::Tensor vectors = torch::randn({9, 2});
        VectorQuantizer one = quantizerOf(torch::zeros({20, 2}));
        VectorQuantizer other = quantizerOf(torch::zeros({20, 2}));
        Random first(7);
        Random second(7);
        QCOMPARE(one->revive(vectors, first), 20);
        QCOMPARE(other->revive(vectors, second), 20);
        QVERIFY(torch::equal(one->codebook, other->codebook));
    }
};

QTEST_APPLESS_MAIN(TestVectorQuantizer)
#include "tst_vector_quantizer.moc"
