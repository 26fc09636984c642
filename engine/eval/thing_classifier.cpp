#include "engine/eval/thing_classifier.h"

#include "engine/nn/picture_tokenizer_layers.h"

namespace kaleido {

ThingClassifierImpl::ThingClassifierImpl(const WorldClasses& classes) {
    // The picture tokenizer's encoder: a halving and a residual unit a level, 32 × 32 → 2 × 2.
    m_trunk = register_module("trunk", makeVqEncoder({48, 96, 160, 192}, kFeatures));
    const auto head = [this](const char* name, std::int64_t answers) {
        return register_module(name, torch::nn::Linear(kFeatures, answers));
    };
    m_thing = head("thing", classes.things + 1);
    m_style = head("style", classes.styles);
    m_color = head("color", classes.colors);
    m_setting = head("setting", classes.settings);
    m_shown = head("shown", classes.things);
}

torch::Tensor ThingClassifierImpl::features(const torch::Tensor& pictures) {
    return torch::silu(m_trunk->forward(pictures)).mean({2, 3});
}

ThingLogits ThingClassifierImpl::things(const torch::Tensor& features) {
    return {m_thing(features), m_style(features), m_color(features)};
}

SceneLogits ThingClassifierImpl::scenes(const torch::Tensor& features) {
    return {m_setting(features), m_shown(features)};
}

}  // namespace kaleido
