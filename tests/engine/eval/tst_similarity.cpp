#include "engine/eval/similarity.h"

#include "tests/engine/eval/feature_samples.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <limits>

using namespace kaleido;

namespace {

/// `first` times one axis, then `second` times another, in a space of `width`.
torch::Tensor twoGroups(std::int64_t first, std::int64_t second, std::int64_t width) {
    torch::Tensor features = torch::zeros({first + second, width}, torch::kFloat64);
    features.narrow(0, 0, first).select(1, 0).fill_(2);
    features.narrow(0, first, second).select(1, 1).fill_(0.5);
    return features;
}

double vendi(const torch::Tensor& features) {
    return vendiScore(features).value();
}

double similarity(const torch::Tensor& features) {
    return meanSimilarity(features).value();
}

}  // namespace

class SimilarityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalDirectionsAreOnePicture() {
        const torch::Tensor lengths = torch::tensor({1., 2., 0.1, 30., 7.}, torch::kFloat64).unsqueeze(1);
        for (const std::int64_t width : {3, 8}) {
            const torch::Tensor features = lengths * normalFeatures(1, width, 1);
            QVERIFY(close(vendi(features), 1));
            QVERIFY(close(similarity(features), 1));
        }
    }

    void orthogonalPicturesCountInFull() {
        const torch::Tensor axes = torch::eye(6, torch::kFloat64) * torch::arange(1, 7).unsqueeze(1);
        QVERIFY(close(vendi(axes), 6));
        QVERIFY(close(similarity(axes), 0));
        const torch::Tensor turned = axes.narrow(0, 0, 4).mm(rotation(6, 2));
        QVERIFY(close(vendi(turned), 4));
        QVERIFY(close(similarity(turned), 0));
    }

    // The eigenvalues of K/N are the groups' shares.
    void twoGroupsAsInClosedForm_data() {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<int>("width");
        QTest::newRow("more columns than rows") << 3 << 1 << 9;
        QTest::newRow("more rows than columns") << 3 << 7 << 2;
        QTest::newRow("halves") << 5 << 5 << 10;
    }
    void twoGroupsAsInClosedForm() {
        QFETCH(int, first);
        QFETCH(int, second);
        QFETCH(int, width);
        const double n = first + second, p = first / n, q = second / n;
        const torch::Tensor features = twoGroups(first, second, width);
        QVERIFY(close(vendi(features), std::pow(p, -p) * std::pow(q, -q)));
        QVERIFY(close(similarity(features), (first * (first - 1) + second * (second - 1)) / (n * (n - 1))));
    }

    // Eigenvalues (1 ± 0.6)/2: 0.8^−0.8 · 0.2^−0.2.
    void twoPicturesAtACosine() {
        const torch::Tensor features = torch::tensor({{5., 0.}, {0.6, 0.8}}, torch::kFloat64);
        QVERIFY(close(vendi(features), 1.6493848884661177));
        QVERIFY(close(similarity(features), 0.6));
    }

    // The signs of two opposite pictures are no variety to the Vendi score.
    void oppositePictures() {
        const torch::Tensor features = torch::tensor({{1., 2., 3.}, {-1., -2., -3.}}, torch::kFloat64);
        QVERIFY(close(vendi(features), 1));
        QVERIFY(close(similarity(features), -1));
    }

    void meanOverAllPairsOneByOne() {
        const torch::Tensor features = normalFeatures(12, 5, 3) + 0.5;
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < 12; ++i) {
            for (int j = 0; j < i; ++j, ++pairs) {
                const torch::Tensor a = features[i], b = features[j];
                sum += (a.dot(b) / (a.norm() * b.norm())).item<double>();
            }
        }
        QVERIFY(close(similarity(features), sum / pairs));
    }

    void neitherOrderNorRotationNorLengthsMatter() {
        for (const std::int64_t rows : {5, 20}) {
            const torch::Tensor features = normalFeatures(rows, 8, 4) + 0.3;
            const torch::Tensor lengths = normalFeatures(rows, 1, 5).exp();
            for (const torch::Tensor& other :
                 {shuffled(features, 6), features.mm(rotation(8, 7)), lengths * features,
                  torch::cat({features, torch::zeros({rows, 40})}, 1)}) {
                QVERIFY(close(vendi(other), vendi(features)));
                QVERIFY(close(similarity(other), similarity(features)));
            }
        }
    }

    void vendiStaysBetweenOneAndTheNumberOfPictures() {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const auto rows = static_cast<std::int64_t>(1 + seed % 12);
            const torch::Tensor features =
                normalFeatures(rows, 6, seed) + 0.1 * static_cast<double>(seed % 4);
            const double score = vendi(features);
            QVERIFY(score >= 1 - 1e-12 && score <= static_cast<double>(rows) + 1e-12);
            QVERIFY(score <= 6 + 1e-12);  // no more than there are directions
        }
    }

    void singlePrecisionAndExtremeNumbersAreWelcome() {
        const torch::Tensor features = twoGroups(2, 2, 3);
        QVERIFY(close(vendi(features.to(torch::kFloat32)), 2));
        QVERIFY(close(vendi(features * 1e300), 2));
        QVERIFY(close(similarity(features * 1e-300), 1.0 / 3));
    }

    void tooFewPicturesAreRefused() {
        QVERIFY(close(vendi(normalFeatures(1, 4, 8)), 1));
        QVERIFY(fails(meanSimilarity(normalFeatures(1, 4, 8)), Code::Usage,
                      "at least 2 pictures, but the set has 1"));
        QVERIFY(fails(vendiScore(normalFeatures(0, 4, 8)), Code::Usage, "at least 1 pictures"));
    }

    void picturesWithoutADirectionAreRefused() {
        torch::Tensor features = normalFeatures(4, 3, 9);
        features[2].fill_(0);
        QVERIFY(
            fails(vendiScore(features), Code::BadInput, "picture 3 of the set has features that are all 0"));
        QVERIFY(fails(meanSimilarity(features), Code::BadInput, "picture 3"));
    }

    void numbersThatAreNoneAreRefused() {
        torch::Tensor features = normalFeatures(4, 3, 9);
        features[1][2] = std::numeric_limits<double>::quiet_NaN();
        features[3][0] = std::numeric_limits<double>::infinity();
        QVERIFY(fails(vendiScore(features), Code::BadInput, "picture 2 of the set"));
        QVERIFY(fails(meanSimilarity(features), Code::BadInput, "picture 2 of the set"));
    }

    void whatIsNoMatrixIsABug() {
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)vendiScore(torch::ones({3})));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)vendiScore(torch::ones({3, 2}, torch::kInt64)));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)vendiScore({}));
    }
};

QTEST_APPLESS_MAIN(SimilarityTest)
#include "tst_similarity.moc"
