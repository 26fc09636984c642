#include "engine/train/vq_stage.h"

#include "engine/base/random.h"
#include "engine/kaleido/networks.h"
#include "engine/kaleido/picture_tensor.h"

namespace kaleido {
namespace {

constexpr std::int64_t kHeldOut = 128;     ///< pictures measured
constexpr std::int64_t kShown = 8;         ///< pictures in the sample grid
constexpr std::int64_t kReviveEvery = 20;  ///< steps

}  // namespace

VqStage::VqStage(std::shared_ptr<PictureTokenizerImpl> tokenizer, std::shared_ptr<const Dataset> training,
                 std::shared_ptr<const Dataset> heldOut, std::uint64_t seed)
    : m_tokenizer(std::move(tokenizer)),
      m_training(std::move(training)),
      m_heldOut(std::move(heldOut)),
      m_seed(seed) {}

torch::Tensor VqStage::pictures(const Dataset& dataset, std::int64_t first, std::int64_t count) const {
    std::vector<Picture> pictures;
    for (std::int64_t i = first; i < first + count; ++i) {
        pictures.push_back(dataset.at(static_cast<std::uint64_t>(i)).picture);
    }
    return toTensor(pictures).contiguous(torch::MemoryFormat::ChannelsLast);
}

torch::Tensor VqStage::loss(const StepShare& share, Parts& parts) {
    const torch::Tensor target = pictures(*m_training, share.first, share.count);
    m_output = m_tokenizer->forward(target);
    const torch::Tensor error = torch::mse_loss(m_output.reconstruction.to(torch::kFloat32), target);
    parts["reconstruction"] = error.item<double>();
    parts["commitment"] = m_output.commitment.item<double>();
    return error + m_output.commitment;
}

void VqStage::afterStep(std::int64_t step) {
    m_tokenizer->updateCodebook(m_output);
    if (step % kReviveEvery == 0) {
        Random random(splitmix(m_seed, static_cast<std::uint64_t>(step)));
        m_tokenizer->reviveDeadCodes(m_output, random);
    }
}

std::vector<TrainingStage::NamedTensors> VqStage::parameterGroups() {
    return {namedParameters(*m_tokenizer, kVqPrefix)};
}

TrainingStage::NamedTensors VqStage::buffers() {
    return namedBuffers(*m_tokenizer, kVqPrefix);
}

TrainingStage::Parts VqStage::evaluate() {
    const torch::Tensor target = pictures(*m_heldOut, 0, kHeldOut);
    const torch::Tensor codes = m_tokenizer->encode(target);
    const torch::Tensor rebuilt = m_tokenizer->decode(codes).to(torch::kFloat32);
    return {{"held_out_reconstruction", torch::mse_loss(rebuilt, target).item<double>()},
            {"held_out_codes_used", static_cast<double>(std::get<0>(torch::_unique2(codes)).numel())}};
}

SamplePictures VqStage::samples() {
    const torch::Tensor target = pictures(*m_heldOut, 0, kShown);
    const torch::Tensor rebuilt = m_tokenizer->decode(m_tokenizer->encode(target));
    SamplePictures pairs;
    for (std::int64_t i = 0; i < kShown; ++i) {
        pairs.pictures.push_back(toPicture(target[i]));
        pairs.pictures.push_back(toPicture(rebuilt[i]));
    }
    return pairs;
}

}  // namespace kaleido
