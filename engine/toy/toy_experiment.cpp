#include "engine/toy/toy_experiment.h"

#include "engine/diffusion/guidance.h"
#include "engine/diffusion/loss.h"
#include "engine/diffusion/sampler.h"
#include "engine/nn/one_thread.h"
#include "engine/toy/toy_world.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr int kClasses = 2;

torch::Tensor coordinates(const std::vector<ToyPoint>& points) {
    auto tensor = torch::empty({static_cast<std::int64_t>(points.size()), 2, 1, 1});
    float* to = tensor.data_ptr<float>();
    for (const ToyPoint& point : points) {
        *to++ = static_cast<float>(point.x);
        *to++ = static_cast<float>(point.y);
    }
    return tensor;
}

torch::Tensor toTensor(const std::vector<std::int64_t>& numbers) {
    return torch::tensor(numbers, torch::kInt64);
}

std::int64_t labelOf(const ToyPoint& point, ToyCondition condition) {
    return condition == ToyCondition::Class ? toyLabel::ofClass(point.label) : toyLabel::ofMode(point.mode);
}

/// The network with these labels bound in.
Denoise withLabels(ToyNetwork network, const torch::Tensor& labels) {
    return [network, labels](const std::vector<torch::Tensor>& x, const torch::Tensor& times) mutable {
        return std::vector<torch::Tensor>{network(x.front(), times, labels)};
    };
}

}  // namespace

ToyExperiment::ToyExperiment(const ToyOptions& options)
    : m_options(options),
      m_schedule(NoiseSchedule::make(ScheduleType::CosineCap)),
      m_random(splitmix(options.seed, 0)),
      m_seen(toyModes().size()) {
    torch::manual_seed(foldedSeed(options.seed));
    m_network = ToyNetwork(m_schedule.steps());
    m_optimiser = std::make_unique<torch::optim::AdamW>(
        m_network->parameters(), torch::optim::AdamWOptions(options.rate).weight_decay(0));
}

ToyExperiment::~ToyExperiment() = default;

double ToyExperiment::train(int count) {
    const OneThread oneThread;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        const std::vector<ToyPoint> points = drawToyPoints(m_options.batch, m_random);
        std::vector<std::int64_t> labels;
        for (const ToyPoint& point : points) {
            ++m_seen[static_cast<std::size_t>(point.mode)];
            const std::array told = {toyLabel::kNothing, labelOf(point, ToyCondition::Class),
                                     labelOf(point, ToyCondition::ClassThenMode)};
            labels.push_back(told[static_cast<std::size_t>(m_random.below(static_cast<int>(told.size())))]);
        }
        auto generator = at::detail::createCPUGenerator(m_random.bits());
        const std::vector<torch::Tensor> clean = {coordinates(points)};
        const auto times = drawTimes(m_options.batch, m_schedule.steps(),
                                     {.distribution = TimeDistribution::Uniform}, generator);
        const NoisyBatch noisy = addNoise(clean, times, drawNoise(clean, generator), {m_schedule});
        const auto loss = diffusionLoss({m_network(noisy.xt.front(), times, toTensor(labels))}, noisy).total;

        const double left = 1.0 - static_cast<double>(m_trained) / m_options.trainingSteps;
        for (auto& group : m_optimiser->param_groups())
            group.options().set_lr(m_options.rate * std::max(0.0, left));
        m_optimiser->zero_grad();
        loss.backward();
        m_optimiser->step();
        sum += loss.item<double>();
        ++m_trained;
    }
    return sum / count;
}

std::vector<ToyPoint> ToyExperiment::data(int count) const {
    Random random(splitmix(m_options.seed, 1));
    return drawToyPoints(count, random);
}

std::vector<ToyPoint> ToyExperiment::wishes(ToyCondition condition, Random& random) const {
    const auto& modes = toyModes();
    std::vector<ToyPoint> points(static_cast<std::size_t>(m_options.points));
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].label = static_cast<int>(i) % kClasses;
        if (condition == ToyCondition::Class) continue;
        // z ~ p(z | c), as often as it was seen with its class.
        std::vector<double> upTo;
        double total = 0;
        for (std::size_t mode = 0; mode < modes.size(); ++mode) {
            if (modes[mode].label == points[i].label) total += static_cast<double>(m_seen[mode]);
            upTo.push_back(total);
        }
        const double drawn = random.uniform(0, total);
        points[i].mode = static_cast<int>(std::ranges::upper_bound(upTo, drawn) - upTo.begin());
    }
    return points;
}

ToySamples ToyExperiment::sample(ToyCondition condition, double guidance, const CancelToken& cancel) {
    const torch::NoGradGuard noGrad;
    const OneThread oneThread;
    ToySamples samples{.condition = condition, .guidance = guidance};
    Random random(splitmix(m_options.seed, 2));
    samples.points = wishes(condition, random);
    std::vector<std::int64_t> labels;
    for (const ToyPoint& point : samples.points) labels.push_back(labelOf(point, condition));
    const torch::Tensor told = toTensor(labels);
    const torch::Tensor nothing = torch::full_like(told, toyLabel::kNothing);

    auto generator = at::detail::createCPUGenerator(splitmix(m_options.seed, 3));
    const DrawNoise noise = [&generator](at::IntArrayRef shape) {
        return torch::randn(shape, generator, torch::kFloat32);
    };
    // Points have no range to be kept in, as pixels have.
    const SamplerOptions options{
        .threshold = Threshold::None,
        .times = samplingTimes(SamplerKind::DpmSolver2M, m_schedule, m_options.samplingSteps)};
    Sampler sampler(options, {m_schedule}, {{m_options.points, 2, 1, 1}},
                    guided(withLabels(m_network, torch::cat({nothing, told})), withLabels(m_network, told),
                           m_schedule, {.weight = guidance}),
                    noise, cancel);
    sampler.run();

    const torch::Tensor found = sampler.x().front().flatten(1).contiguous();
    const float* from = found.data_ptr<float>();
    for (ToyPoint& point : samples.points) {
        point.x = *from++;
        point.y = *from++;
        point.mode = nearestMode(point.x, point.y);
    }
    measure(samples);
    return samples;
}

void measure(ToySamples& samples) {
    const auto& modes = toyModes();
    samples.shares.assign(modes.size(), 0);
    samples.keptModes = samples.astray = 0;
    std::array<double, kClasses> ofClass{};
    for (const ToyPoint& point : samples.points) {
        ++ofClass.at(static_cast<std::size_t>(point.label));
        // A point that went to the other class belongs to none of its own modes.
        if (modes[static_cast<std::size_t>(point.mode)].label == point.label)
            ++samples.shares[static_cast<std::size_t>(point.mode)];
        if (!nearAMode(point.x, point.y)) samples.astray += 1.0 / static_cast<double>(samples.points.size());
    }
    for (int label = 0; label < kClasses; ++label) {
        double own = 0;
        for (std::size_t mode = 0; mode < modes.size(); ++mode) {
            if (modes[mode].label == label) own += samples.shares[mode];
        }
        double entropy = 0;
        for (std::size_t mode = 0; mode < modes.size(); ++mode) {
            if (modes[mode].label != label) continue;
            const double share = own > 0 ? samples.shares[mode] / own : 0;
            if (share > 0) entropy -= share * std::log(share);
            samples.shares[mode] /= std::max(1.0, ofClass.at(static_cast<std::size_t>(label)));
        }
        samples.keptModes += std::exp(entropy) / kClasses;
    }
}

}  // namespace kaleido
