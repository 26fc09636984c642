#include "engine/kaleido/generator.h"

#include "engine/kaleido/picture_tensor.h"
#include "engine/kaleido/text_side.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <map>

namespace kaleido {
namespace {

std::vector<Picture> toPictures(const torch::Tensor& batch, std::size_t count) {
    std::vector<Picture> pictures;
    for (std::size_t i = 0; i < count; ++i)
        pictures.push_back(toPicture(batch[static_cast<std::int64_t>(i)]));
    return pictures;
}

/// Both halves of classifier-free guidance in one condition: the unconditional rows first.
Condition joined(const Condition& unconditional, const Condition& conditional) {
    const auto cat = [](const torch::Tensor& a, const torch::Tensor& b) { return torch::cat({a, b}); };
    return {cat(unconditional.states, conditional.states),
            cat(unconditional.mask, conditional.mask),
            {cat(unconditional.items.index, conditional.items.index),
             cat(unconditional.items.mask, conditional.items.mask),
             cat(unconditional.items.geometry, conditional.items.geometry)}};
}

/// The network with its condition prepared once for all steps.
Denoise prepared(const std::shared_ptr<const KaleidoModel>& model, Condition condition,
                 const CancelToken& token) {
    const auto type = model->precision() == Precision::BFloat16 ? torch::kBFloat16 : torch::kFloat32;
    condition.states = condition.states.to(type);
    const auto ready = std::make_shared<const PreparedCondition>(model->denoiser().prepare(condition));
    return [model, ready, token](const std::vector<torch::Tensor>& x, const torch::Tensor& times) {
        std::vector<torch::Tensor> inputs;
        for (const torch::Tensor& scale : x)
            inputs.push_back(scale.contiguous(torch::MemoryFormat::ChannelsLast));
        return model->denoiser().forward(inputs, times, *ready, token);
    };
}

}  // namespace

std::vector<std::vector<std::size_t>> microBatches(const std::vector<PaintTask>& tasks, std::size_t largest) {
    std::vector<std::vector<std::size_t>> groups;
    std::map<std::int64_t, std::size_t> open;  // padded length → its group that still has room
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::int64_t length = conditionLength(tasks[i].row);
        const auto found = open.find(length);
        if (found == open.end() || groups[found->second].size() == largest) {
            open[length] = groups.size();
            groups.push_back({i});
        } else {
            groups[found->second].push_back(i);
        }
    }
    return groups;
}

PaintBatch::PaintBatch(std::shared_ptr<const KaleidoModel> model, const std::vector<PaintTask>& tasks,
                       const PaintOptions& options, const CancelToken& token)
    : m_model(std::move(model)), m_count(tasks.size()) {
    std::vector<PaintTask> rows = tasks;
    if (m_model->precision() == Precision::Float32)
        rows.resize(std::max(rows.size(), kFloat32MicroBatch), tasks.back());
    for (const PaintTask& task : rows) m_generators.push_back(at::detail::createCPUGenerator(task.seed));

    std::vector<std::vector<std::int64_t>> shapes;
    for (const std::int64_t side : m_model->sides()) {
        shapes.push_back({static_cast<std::int64_t>(rows.size()), 3, side, side});
    }
    const DrawNoise noise = [this](at::IntArrayRef shape) {
        std::vector<torch::Tensor> drawn;
        for (at::Generator& generator : m_generators) {
            drawn.push_back(torch::randn({1, shape[1], shape[2], shape[3]}, generator, torch::kFloat32));
        }
        return torch::cat(drawn);
    };
    const SamplerOptions sampler{
        .kind = options.sampler,
        .eta = options.eta,
        .threshold = options.threshold,
        .times = samplingTimes(options.sampler, m_model->schedules().back(), options.steps)};
    m_sampler = std::make_unique<Sampler>(sampler, m_model->schedules(), shapes,
                                          network(rows, options, token), noise, token);
}

Denoise PaintBatch::network(const std::vector<PaintTask>& tasks, const PaintOptions& options,
                            const CancelToken& token) const {
    std::vector<PlanRow> rows;
    for (const PaintTask& task : tasks) rows.push_back(task.row);
    const PlanRow empty = captionRow(m_model->tokenizer(), options.negative);
    const std::int64_t length = std::max(conditionLength(rows.front()), conditionLength(empty));
    const auto shapes = 2 * static_cast<std::int64_t>(m_model->manifest().plan.maxItems);
    const Condition conditional = encodeConditions(m_model->t5(), rows, length, shapes);
    const Denoise plain = prepared(m_model, conditional, token);
    if (options.guidance.weight == 1.0) return plain;

    const Condition one = encodeConditions(m_model->t5(), {empty}, length, shapes);
    const auto repeat = static_cast<std::int64_t>(rows.size());
    const Condition unconditional{one.states.repeat({repeat, 1, 1}),
                                  one.mask.repeat({repeat, 1}),
                                  {one.items.index.repeat({repeat, 1}), one.items.mask.repeat({repeat, 1}),
                                   one.items.geometry.repeat({repeat, 1, 1})}};
    return guided(prepared(m_model, joined(unconditional, conditional), token), plain,
                  m_model->schedules().back(), options.guidance);
}

std::vector<Picture> PaintBatch::previews() const {
    return m_sampler->clean().empty() ? std::vector<Picture>{}
                                      : toPictures(m_sampler->clean().back(), m_count);
}

std::vector<Picture> PaintBatch::pictures() const {
    return toPictures(m_sampler->x().front(), m_count);
}

}  // namespace kaleido
