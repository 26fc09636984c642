#include "engine/kaleido/generator.h"

#include "engine/base/random.h"
#include "engine/kaleido/condition_annealing.h"
#include "engine/kaleido/picture_tensor.h"
#include "engine/kaleido/text_side.h"
#include "engine/nn/separate_rows.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace kaleido {
namespace {

std::vector<Picture> toPictures(const torch::Tensor& batch) {
    std::vector<Picture> pictures;
    for (std::int64_t i = 0; i < batch.size(0); ++i) pictures.push_back(toPicture(batch[i]));
    return pictures;
}

/// The same condition for every row of a batch.
Condition repeated(const Condition& one, std::int64_t rows) {
    return {one.states.repeat({rows, 1, 1}),
            one.mask.repeat({rows, 1}),
            {one.items.index.repeat({rows, 1}), one.items.mask.repeat({rows, 1}),
             one.items.geometry.repeat({rows, 1, 1})}};
}

/// What the network is told: the pictures' conditions, and the rows in front of them that CADS leaves alone.
struct Told {
    Condition all;
    Condition conditional;  ///< the last rows of `all`
    ConditionAnnealing annealing;
};

/// The network with its condition prepared once for all steps, when it is first called; where CADS changes the pictures'
/// conditions, their part is prepared anew.
Denoise prepared(const std::shared_ptr<const KaleidoModel>& model, const Told& told,
                 const CancelToken& token) {
    const auto ready = std::make_shared<std::optional<PreparedRows>>();
    return [model, told, ready, token](const std::vector<torch::Tensor>& x, const torch::Tensor& times) {
        if (!*ready) *ready = prepareRows(model->denoiser(), told.all);
        std::optional<PreparedRows> noisy;
        if (const int time = times[0].item<int>() + 1; told.annealing.actsAt(time))
            noisy = prepareRowsAgain(model->denoiser(), **ready, told.annealing.at(told.conditional, time));
        std::vector<torch::Tensor> inputs;
        for (const torch::Tensor& scale : x)
            inputs.push_back(scale.contiguous(torch::MemoryFormat::ChannelsLast));
        return forwardRows(model->denoiser(), inputs, times, noisy ? *noisy : **ready, token);
    };
}

/// N(0, I), each picture's from the generator of its own seed.
DrawNoise noiseOf(const std::vector<PaintTask>& tasks) {
    std::vector<at::Generator> generators;
    for (const PaintTask& task : tasks)
        generators.push_back(at::detail::createCPUGenerator(foldedSeed(task.seed)));
    return [generators](at::IntArrayRef shape) {
        std::vector<torch::Tensor> drawn;
        for (const at::Generator& generator : generators)
            drawn.push_back(torch::randn({1, shape[1], shape[2], shape[3]}, generator, torch::kFloat32));
        return torch::cat(drawn);
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
    : m_model(std::move(model)) {
    if (tasks.empty() || tasks.size() > options.microBatch)
        throw std::invalid_argument("PaintBatch: the pictures do not fit into one batch");
    std::vector<std::vector<std::int64_t>> shapes;
    for (const std::int64_t side : m_model->sides())
        shapes.push_back({static_cast<std::int64_t>(tasks.size()), 3, side, side});
    const SamplerOptions sampler{
        .kind = options.sampler,
        .eta = options.eta,
        .threshold = options.threshold,
        .prediction = m_model->prediction(),
        .times = samplingTimes(options.sampler, m_model->schedules().back(), options.steps)};
    m_sampler = std::make_unique<Sampler>(sampler, m_model->schedules(), shapes,
                                          network(tasks, options, token), noiseOf(tasks), token);
}

Denoise PaintBatch::network(const std::vector<PaintTask>& tasks, const PaintOptions& options,
                            const CancelToken& token) const {
    std::vector<PlanRow> plans;
    std::vector<std::uint64_t> seeds;
    for (const PaintTask& task : tasks) {
        plans.push_back(task.row);
        seeds.push_back(task.seed);
    }
    const NoiseSchedule& base = m_model->schedules().back();
    const ConditionAnnealing annealing(options.cads, seeds, base.steps());
    const PlanRow empty = captionRow(m_model->tokenizer(), options.negative);
    const std::int64_t length = std::max(conditionLength(plans.front()), conditionLength(empty));
    const auto shapes = 2 * static_cast<std::int64_t>(m_model->manifest().plan.maxItems);
    const auto encode = [&](const std::vector<PlanRow>& rows) {
        Condition condition = encodeConditions(m_model->t5(), rows, length, shapes);
        // What the painter does not read must not take part in the annealing's noise and statistics.
        condition.states = condition.states.narrow(2, 0, m_model->denoiser().conditionWidth());
        return condition;
    };
    const Condition conditional = encode(plans);
    const Denoise plain = prepared(m_model, {conditional, conditional, annealing}, token);
    if (options.guidance.weight == 1.0) return plain;

    const Condition unconditional = encode({empty});
    const Condition both = joinHalves(repeated(unconditional, conditional.mask.size(0)), conditional);
    return guided(prepared(m_model, {both, conditional, annealing}, token), plain, base, options.guidance);
}

std::vector<Picture> PaintBatch::previews() const {
    return m_sampler->clean().empty() ? std::vector<Picture>{} : toPictures(m_sampler->clean().back());
}

std::vector<Picture> PaintBatch::pictures() const {
    return toPictures(m_sampler->x().front());
}

}  // namespace kaleido
