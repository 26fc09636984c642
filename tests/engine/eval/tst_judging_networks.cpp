#include "engine/eval/box_crops.h"
#include "engine/eval/thing_classifier.h"
#include "engine/eval/thing_segmenter.h"
#include "engine/nn/weights.h"

#include <QTest>

using namespace kaleido;

namespace {

constexpr WorldClasses kClasses = {.things = 5, .styles = 3};

std::int64_t parametersOf(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const auto& parameter : module.parameters()) count += parameter.numel();
    return count;
}

}  // namespace

class TestJudgingNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theClassifierAnswersEveryQuestion() {
        ThingClassifier classifier(kClasses);
        const torch::NoGradGuard noGrad;
        const torch::Tensor features = classifier->features(torch::rand({2, 3, kCropSide, kCropSide}));
        QCOMPARE(features.sizes(), (std::vector<std::int64_t>{2, ThingClassifierImpl::kFeatures}));
        const ThingLogits things = classifier->things(features);
        QCOMPARE(things.thing.size(1), std::int64_t{6});
        QCOMPARE(things.style.size(1), std::int64_t{3});
        QCOMPARE(things.color.size(1), std::int64_t{7});
        const SceneLogits scenes = classifier->scenes(classifier->features(torch::rand({2, 3, 64, 64})));
        QCOMPARE(scenes.setting.size(1), std::int64_t{8});
        QCOMPARE(scenes.shown.size(1), std::int64_t{5});
    }

    void theSegmenterAnswersForEveryPixel() {
        ThingSegmenter segmenter(kClasses);
        const torch::NoGradGuard noGrad;
        QCOMPARE(segmenter->forward(torch::rand({2, 3, 64, 64})).sizes(),
                 (std::vector<std::int64_t>{2, 6, 64, 64}));
        QCOMPARE(segmenter->classAt(torch::rand({1, 3, 32, 48})).sizes(),
                 (std::vector<std::int64_t>{1, 32, 48}));
    }

    void everyPixelsAnswerDependsOnWhatLiesAround() {
        ThingSegmenter segmenter(kClasses);
        torch::Tensor picture = torch::rand({1, 3, 64, 64}).requires_grad_();
        segmenter->forward(picture).index({0, 0, 32, 32}).backward();
        QVERIFY((picture.grad().abs().sum(1) > 0).sum().item<std::int64_t>() > 32 * 32);
    }

    void theColourClassOfTheOwnColourIsTheLast() {
        QCOMPARE(kClasses.colorClass(kOwnColor), kClasses.colors - 1);
        QCOMPARE(kClasses.colorClass(2), std::int64_t{2});
    }

    void bothAreSmallEnoughToBeCommitted() {
        constexpr WorldClasses world = {.things = 50, .styles = 4};
        const std::int64_t both =
            parametersOf(*ThingClassifier(world)) + parametersOf(*ThingSegmenter(world));
        QVERIFY2(both * 2 <= 10'000'000, std::to_string(both).c_str());  // bytes as bfloat16
    }
};

QTEST_APPLESS_MAIN(TestJudgingNetworks)
#include "tst_judging_networks.moc"
