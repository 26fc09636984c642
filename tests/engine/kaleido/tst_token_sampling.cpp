#include "engine/kaleido/token_sampling.h"

#include <QTest>

#include <cmath>
#include <map>
#include <stdexcept>
#include <vector>

using namespace kaleido;

namespace {

/// ln of these probabilities, ids 0 … 4.
std::vector<float> logits() {
    std::vector<float> values;
    for (const double p : {0.1, 0.4, 0.05, 0.3, 0.15}) values.push_back(static_cast<float>(std::log(p)));
    return values;
}

std::map<std::int64_t, double> frequencies(const std::vector<TokenRange>& allowed,
                                           const TokenSampling& sampling) {
    constexpr int kDraws = 20'000;
    const std::vector<float> values = logits();
    Random random(3);
    std::map<std::int64_t, double> shares;
    for (int i = 0; i < kDraws; ++i) shares[drawToken(values, allowed, sampling, random)] += 1.0 / kDraws;
    return shares;
}

const std::vector<TokenRange> kAll = {{0, 5}};

bool isNear(double value, double wanted) {
    return std::abs(value - wanted) < 0.015;
}

}  // namespace

class TestTokenSampling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsFromTheModelsOwnDistribution();
    void onlyAllowedTokensAreDrawnInTheirProportions();
    void temperatureSharpensTheDistribution();
    void temperatureZeroTakesTheLikeliestAllowed();
    void topKKeepsTheLikeliest();
    void topPKeepsTheSmallestSetThatReachesIt();
    void tinyTopPStillDraws();
    void theSameSeedDrawsTheSame();
    void theOrderOfRangesDoesNotMatter();
    void nothingAllowedIsABrokenPromise();
};

void TestTokenSampling::drawsFromTheModelsOwnDistribution() {
    auto shares = frequencies(kAll, {});
    QVERIFY(isNear(shares[0], 0.1) && isNear(shares[1], 0.4) && isNear(shares[2], 0.05) &&
            isNear(shares[3], 0.3) && isNear(shares[4], 0.15));
}

void TestTokenSampling::onlyAllowedTokensAreDrawnInTheirProportions() {
    auto shares = frequencies({{0, 1}, {3, 2}}, {});
    QCOMPARE(shares.size(), std::size_t{3});
    QVERIFY(isNear(shares[0], 0.1 / 0.55) && isNear(shares[3], 0.3 / 0.55) && isNear(shares[4], 0.15 / 0.55));
}

void TestTokenSampling::temperatureSharpensTheDistribution() {
    auto shares = frequencies(kAll, {.temperature = 0.5});  // squares the probabilities
    const double total = 0.01 + 0.16 + 0.0025 + 0.09 + 0.0225;
    QVERIFY(isNear(shares[1], 0.16 / total) && isNear(shares[3], 0.09 / total));
}

void TestTokenSampling::temperatureZeroTakesTheLikeliestAllowed() {
    const auto shares = frequencies({{2, 3}}, {.temperature = 0});
    QCOMPARE(shares.size(), std::size_t{1});
    QCOMPARE(shares.begin()->first, std::int64_t{3});
}

void TestTokenSampling::topKKeepsTheLikeliest() {
    auto shares = frequencies(kAll, {.topK = 2});
    QCOMPARE(shares.size(), std::size_t{2});
    QVERIFY(isNear(shares[1], 0.4 / 0.7) && isNear(shares[3], 0.3 / 0.7));
}

void TestTokenSampling::topPKeepsTheSmallestSetThatReachesIt() {
    auto shares = frequencies(kAll, {.topP = 0.75});  // 0.4 + 0.3 < 0.75 ≤ 0.4 + 0.3 + 0.15
    QCOMPARE(shares.size(), std::size_t{3});
    QVERIFY(isNear(shares[1], 0.4 / 0.85) && isNear(shares[3], 0.3 / 0.85) && isNear(shares[4], 0.15 / 0.85));
}

void TestTokenSampling::tinyTopPStillDraws() {
    const auto shares = frequencies(kAll, {.topP = 1e-9});
    QCOMPARE(shares.size(), std::size_t{1});
    QCOMPARE(shares.begin()->first, std::int64_t{1});
}

void TestTokenSampling::theSameSeedDrawsTheSame() {
    QVERIFY(frequencies(kAll, {}) == frequencies(kAll, {}));
}

void TestTokenSampling::theOrderOfRangesDoesNotMatter() {
    QVERIFY(frequencies({{3, 2}, {0, 2}}, {}) == frequencies({{0, 2}, {3, 2}}, {}));
}

void TestTokenSampling::nothingAllowedIsABrokenPromise() {
    Random random(1);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, drawToken(logits(), {}, {}, random));
}

QTEST_APPLESS_MAIN(TestTokenSampling)
#include "tst_token_sampling.moc"
