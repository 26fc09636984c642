#include "engine/train/classifier_stage.h"

#include "engine/eval/box_crops.h"
#include "engine/kaleido/networks.h"
#include "engine/train/labelled_boxes.h"

#include <torch/nn/functional/loss.h>
#include <torch/nn/functional/upsampling.h>

namespace kaleido {
namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kHeldOut = 512;
constexpr std::int64_t kHeldOutAtOnce = 64;
constexpr double kShownWeight = 0.2;   ///< the whole sum drowns the other answers when gradients are clipped
constexpr std::int64_t kBlotSide = 4;  ///< what is left of a crop's detail in a blot, pixels

/// Crops of the boxes of a batch of scenes, and what is to be said of them.
struct LabelledCrops {
    torch::Tensor crops;                ///< [N,3,32,32]
    torch::Tensor thing, style, color;  ///< int64 [N]
};

torch::Tensor blotted(const torch::Tensor& crops) {
    const torch::Tensor coarse = torch::adaptive_avg_pool2d(crops, {kBlotSide, kBlotSide});
    return F::interpolate(coarse, F::InterpolateFuncOptions()
                                      .size(std::vector<std::int64_t>{kCropSide, kCropSide})
                                      .mode(torch::kBilinear)
                                      .align_corners(false));
}

LabelledCrops labelledCrops(const SceneBatch& batch, const SceneBatches& batches, std::int64_t first,
                            const WorldClasses& classes) {
    std::vector<PictureBox> boxes;
    std::vector<std::int64_t> things, styles, colors;
    std::vector<std::int64_t> blots;
    for (std::size_t i = 0; i < batch.scenes.size(); ++i) {
        const auto picture = static_cast<std::int64_t>(i);
        Random random = batches.randomOf(first + picture);
        for (const LabelledBox& labelled : labelledBoxes(batch.scenes[i], classes, random)) {
            if (labelled.blot) blots.push_back(static_cast<std::int64_t>(boxes.size()));
            boxes.push_back({picture, labelled.box});
            things.push_back(labelled.thing);
            styles.push_back(labelled.style);
            colors.push_back(labelled.color);
        }
    }
    LabelledCrops crops{boxCrops(batch.pictures, boxes), torch::tensor(things), torch::tensor(styles),
                        torch::tensor(colors)};
    if (!blots.empty()) {
        const torch::Tensor rows = torch::tensor(blots);
        crops.crops.index_copy_(0, rows, blotted(crops.crops.index_select(0, rows)));
    }
    return crops;
}

torch::Tensor settingsOf(const SceneBatch& batch) {
    std::vector<std::int64_t> settings;
    for (const auto& scene : batch.scenes) settings.push_back(static_cast<std::int64_t>(scene.scene.setting));
    return torch::tensor(settings);
}

/// [B, things]: 1 where the picture shows the thing.
torch::Tensor shownIn(const SceneBatch& batch, const WorldClasses& classes) {
    torch::Tensor shown = torch::zeros({static_cast<std::int64_t>(batch.scenes.size()), classes.things});
    for (std::size_t i = 0; i < batch.scenes.size(); ++i) {
        const SceneWithFigures& scene = batch.scenes[i];
        for (std::size_t j = 0; j < scene.figures.size(); ++j) {
            if (scene.visibility.share[j] >= kSeenShare)
                shown[static_cast<std::int64_t>(i)][scene.figures[j].thing] = 1;
        }
    }
    return shown;
}

/// Mean over the answers that are asked for.
torch::Tensor crossEntropy(const torch::Tensor& logits, const torch::Tensor& answer) {
    return F::cross_entropy(logits.to(torch::kFloat32), answer,
                            F::CrossEntropyFuncOptions().ignore_index(-1));
}

/// Of all things together: a share of the sum over the things, the mean over the pictures.
torch::Tensor logLossOf(const torch::Tensor& logits, const torch::Tensor& shown) {
    return F::binary_cross_entropy_with_logits(
               logits.to(torch::kFloat32), shown,
               F::BinaryCrossEntropyWithLogitsFuncOptions().reduction(torch::kSum)) /
           static_cast<double>(shown.size(0)) * kShownWeight;
}

/// Right answers among those that count.
struct Tally {
    std::int64_t right = 0, asked = 0;

    void add(const torch::Tensor& isRight, const torch::Tensor& counts) {
        right += (isRight & counts).sum().item<std::int64_t>();
        asked += counts.sum().item<std::int64_t>();
    }
    void add(const torch::Tensor& logits, const torch::Tensor& answer, const torch::Tensor& counts) {
        add(logits.argmax(1) == answer, counts);
    }
    double share() const { return static_cast<double>(right) / static_cast<double>(asked); }
};

}  // namespace

ClassifierStage::ClassifierStage(ThingClassifier classifier, SceneBatches batches)
    : m_classifier(std::move(classifier)),
      m_batches(std::move(batches)),
      m_classes(WorldClasses::of(m_batches.world().atlas())) {}

torch::Tensor ClassifierStage::loss(const StepShare& share, Parts& parts) {
    const SceneBatch batch = m_batches.training(share.first, share.count);
    const LabelledCrops labelled = labelledCrops(batch, m_batches, share.first, m_classes);
    const ThingLogits said = m_classifier->things(m_classifier->features(labelled.crops));
    const SceneLogits saidOfAll = m_classifier->scenes(m_classifier->features(batch.pictures));
    const std::pair<const char*, torch::Tensor> losses[] = {
        {"thing", crossEntropy(said.thing, labelled.thing)},
        {"style", crossEntropy(said.style, labelled.style)},
        {"color", crossEntropy(said.color, labelled.color)},
        {"setting", crossEntropy(saidOfAll.setting, settingsOf(batch))},
        {"shown", logLossOf(saidOfAll.shown, shownIn(batch, m_classes))}};
    torch::Tensor sum = torch::zeros({});
    for (const auto& [name, loss] : losses) {
        parts[name] = loss.item<double>();
        sum = sum + loss;
    }
    return sum;
}

std::vector<TrainingStage::NamedTensors> ClassifierStage::parameterGroups() {
    return {namedParameters(*m_classifier, "classifier.")};
}

TrainingStage::Parts ClassifierStage::evaluate() {
    Tally thing, style, color, other, setting, shown;
    for (std::int64_t first = 0; first < kHeldOut; first += kHeldOutAtOnce) {
        const SceneBatch batch = m_batches.heldOut(first, kHeldOutAtOnce);
        const LabelledCrops labelled = labelledCrops(batch, m_batches, first, m_classes);
        const ThingLogits said = m_classifier->things(m_classifier->features(labelled.crops));
        const torch::Tensor real = labelled.thing != m_classes.otherThing();
        thing.add(said.thing, labelled.thing, real);
        style.add(said.style, labelled.style, real);
        color.add(said.color, labelled.color, real);
        other.add(said.thing, labelled.thing, ~real);
        const torch::Tensor settings = settingsOf(batch);
        const SceneLogits saidOfAll = m_classifier->scenes(m_classifier->features(batch.pictures));
        setting.add(saidOfAll.setting, settings, torch::ones_like(settings, torch::kBool));
        const torch::Tensor things = shownIn(batch, m_classes);
        shown.add((saidOfAll.shown > 0) == (things > 0.5), things > 0.5);
    }
    return {{"held_out_shown", shown.share()}, {"held_out_thing", thing.share()},
            {"held_out_style", style.share()}, {"held_out_color", color.share()},
            {"held_out_other", other.share()}, {"held_out_setting", setting.share()}};
}

}  // namespace kaleido
