#include "engine/train/segmenter_stage.h"

#include "engine/eval/drawn_box.h"
#include "engine/kaleido/networks.h"
#include "engine/kaleido/picture_tensor.h"
#include "engine/plan/shapes.h"
#include "engine/train/labelled_boxes.h"

#include <torch/nn/functional/loss.h>

#include <span>

namespace kaleido {
namespace {

constexpr std::int64_t kHeldOut = 256;
constexpr std::int64_t kHeldOutAtOnce = 64;
constexpr std::int64_t kShown = 8;

using Classes = std::span<const std::int64_t>;  ///< of the pixels of one picture

/// Pixels that are one figure's and said to show its thing, over those that are either. Other figures of the same thing
/// do not count.
double pixelIou(Classes said, const SceneWithFigures& scene, std::size_t figure) {
    const int thing = scene.figures[figure].thing;
    std::int64_t both = 0, either = 0;
    for (std::size_t pixel = 0; pixel < said.size(); ++pixel) {
        const int owner = scene.visibility.figureAt[pixel];
        const bool own = owner == static_cast<int>(figure);
        const bool twin = !own && owner >= 0 && scene.figures[static_cast<std::size_t>(owner)].thing == thing;
        const bool found = !twin && said[pixel] == thing;
        both += own && found ? 1 : 0;
        either += own || found ? 1 : 0;
    }
    return static_cast<double>(both) / static_cast<double>(either);
}

double boxIou(Classes said, Classes real, int side, const Figure& figure) {
    const auto found = drawnBox(said, side, figure.thing, figure.box);
    const auto seen = drawnBox(real, side, figure.thing, figure.box);
    return found && seen ? iou(*found, *seen) : 0;
}

}  // namespace

SegmenterStage::SegmenterStage(ThingSegmenter segmenter, SceneBatches batches)
    : m_segmenter(std::move(segmenter)),
      m_batches(std::move(batches)),
      m_classes(WorldClasses::of(m_batches.world().atlas())) {}

/// int64 [B,S,S].
torch::Tensor SegmenterStage::classesOf(const SceneBatch& batch) const {
    std::vector<std::int64_t> classes;
    for (const SceneWithFigures& scene : batch.scenes) {
        for (const int owner : scene.visibility.figureAt) {
            classes.push_back(owner < 0 ? m_classes.otherThing()
                                        : scene.figures[static_cast<std::size_t>(owner)].thing);
        }
    }
    return torch::tensor(classes).view(
        {batch.pictures.size(0), batch.pictures.size(2), batch.pictures.size(3)});
}

torch::Tensor SegmenterStage::loss(const StepShare& share, Parts& parts) {
    const SceneBatch batch = m_batches.training(share.first, share.count);
    const torch::Tensor logits = m_segmenter->forward(batch.pictures).to(torch::kFloat32);
    const torch::Tensor loss = torch::nn::functional::cross_entropy(logits, classesOf(batch));
    parts["pixels"] = loss.item<double>();
    return loss;
}

std::vector<TrainingStage::NamedTensors> SegmenterStage::parameterGroups() {
    return {namedParameters(*m_segmenter, "segmenter.")};
}

TrainingStage::Parts SegmenterStage::evaluate() {
    double pixels = 0, boxes = 0;
    int figures = 0;
    for (std::int64_t first = 0; first < kHeldOut; first += kHeldOutAtOnce) {
        const SceneBatch batch = m_batches.heldOut(first, kHeldOutAtOnce);
        const torch::Tensor said = m_segmenter->classAt(batch.pictures).contiguous(), real = classesOf(batch);
        const int side = static_cast<int>(said.size(2));
        const auto area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
        for (std::size_t i = 0; i < batch.scenes.size(); ++i) {
            const SceneWithFigures& scene = batch.scenes[i];
            const Classes here(said.data_ptr<std::int64_t>() + i * area, area);
            const Classes truth(real.data_ptr<std::int64_t>() + i * area, area);
            for (std::size_t figure = 0; figure < scene.figures.size(); ++figure) {
                if (scene.visibility.share[figure] < kSeenShare) continue;
                pixels += pixelIou(here, scene, figure);
                boxes += boxIou(here, truth, side, scene.figures[figure]);
                ++figures;
            }
        }
    }
    return {{"held_out_iou", pixels / figures}, {"held_out_box_iou", boxes / figures}};
}

SamplePictures SegmenterStage::samples() {
    const SceneBatch batch = m_batches.heldOut(0, kShown);
    const torch::Tensor found = m_segmenter->classAt(batch.pictures).unsqueeze(1) != m_classes.otherThing();
    const torch::Tensor ours = torch::where(found, batch.pictures, torch::zeros({}));
    SamplePictures pairs;
    for (std::int64_t i = 0; i < kShown; ++i) {
        pairs.pictures.push_back(toPicture(batch.pictures[i]));
        pairs.pictures.push_back(toPicture(ours[i]));
    }
    return pairs;
}

}  // namespace kaleido
