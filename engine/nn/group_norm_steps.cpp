#include "engine/nn/group_norm_steps.h"

#include "engine/nn/channel_sums.h"
#include "engine/nn/kernels.h"
#include "engine/nn/parallel.h"

#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kaleido {

namespace {

using kernel::Affine;
using kernel::Bf16;
using kernel::Rows;

/// One sample's parameters as plain numbers.
class SampleParameters {
public:
    SampleParameters(const GroupNormParameters& parameters, std::int64_t sample)
        : m_weight(parameters.weight.const_data_ptr<float>()),
          m_bias(parameters.bias.const_data_ptr<float>()),
          m_scale(rowOrNull(parameters.scale, sample)),
          m_shift(rowOrNull(parameters.shift, sample)) {}

    double weight(std::int64_t c) const { return static_cast<double>(m_weight[c]); }
    double bias(std::int64_t c) const { return static_cast<double>(m_bias[c]); }
    /// 1 + scale.
    double gain(std::int64_t c) const {
        return m_scale != nullptr ? 1.0 + static_cast<double>(m_scale[c]) : 1.0;
    }
    double shift(std::int64_t c) const { return m_shift != nullptr ? static_cast<double>(m_shift[c]) : 0.0; }

private:
    static const float* rowOrNull(const torch::Tensor& tensor, std::int64_t sample) {
        return tensor.defined() ? tensor.const_data_ptr<float>() + sample * tensor.size(1) : nullptr;
    }

    const float* m_weight;
    const float* m_bias;
    const float* m_scale;
    const float* m_shift;
};

float* row(torch::Tensor& tensor, std::int64_t sample) {
    return tensor.data_ptr<float>() + sample * tensor.size(1);
}
const float* row(const torch::Tensor& tensor, std::int64_t sample) {
    return tensor.data_ptr<float>() + sample * tensor.size(1);
}

/// The statistics of one sample from its sums about `origin` (the values of its first row, which keeps the squares of
/// a map with a large mean from cancelling).
void finishSample(const ChannelsLastRows& layout, const GroupNormParameters& parameters, std::int64_t sample,
                  ChannelSums& sums, const std::vector<float>& origin, GroupNormStatistics& statistics) {
    const auto first = sums.total(sample, 0);
    const auto second = sums.total(sample, 1);
    const SampleParameters values(parameters, sample);
    const std::int64_t width = layout.channels / parameters.groups;
    const auto places = static_cast<double>(layout.places);
    for (std::int64_t group = 0; group < parameters.groups; ++group) {
        const std::int64_t begin = group * width;
        const auto channelMean = [&](std::int64_t c) {
            const auto i = static_cast<std::size_t>(c);
            return static_cast<double>(origin[i]) + first[i] / places;
        };
        double mean = 0;
        for (std::int64_t c = begin; c < begin + width; ++c) mean += channelMean(c);
        mean /= static_cast<double>(width);
        double squares = 0;
        for (std::int64_t c = begin; c < begin + width; ++c) {
            const auto i = static_cast<std::size_t>(c);
            const double offset = channelMean(c) - mean;
            squares += second[i] - first[i] * first[i] / places + places * offset * offset;
        }
        const double variance = std::max(squares, 0.0) / (places * static_cast<double>(width));
        const double inverse = 1.0 / std::sqrt(variance + parameters.epsilon);
        for (std::int64_t c = begin; c < begin + width; ++c) {
            const double gain = values.gain(c);
            const double a = inverse * values.weight(c) * gain;
            row(statistics.mean, sample)[c] = static_cast<float>(mean);
            row(statistics.inverse, sample)[c] = static_cast<float>(inverse);
            row(statistics.a, sample)[c] = static_cast<float>(a);
            row(statistics.d, sample)[c] =
                static_cast<float>(values.bias(c) * gain + values.shift(c) - mean * a);
        }
    }
}

template <typename T>
torch::Tensor forwardLoops(const torch::Tensor& x, const GroupNormParameters& parameters,
                           GroupNormStatistics& statistics) {
    const auto& loops = kernel::kernels().loops<T>().groupNorm;
    const ChannelsLastRows layout(x);
    for (torch::Tensor* tensor : {&statistics.mean, &statistics.inverse, &statistics.a, &statistics.d}) {
        *tensor = torch::empty({layout.batch, layout.channels}, torch::kFloat32);
    }
    const T* source = static_cast<const T*>(x.const_data_ptr());
    std::vector<std::vector<float>> origins(static_cast<std::size_t>(layout.batch));
    for (std::int64_t sample = 0; sample < layout.batch; ++sample) {
        const T* first = source + sample * layout.places * layout.channels;
        auto& origin = origins[static_cast<std::size_t>(sample)];
        for (std::int64_t c = 0; c < layout.channels; ++c) origin.push_back(loops.toFloat(first[c]));
    }
    ChannelSums sums(layout);
    layout.forEachChunk([&](std::int64_t sample, std::int64_t chunk, std::int64_t first, Rows rows) {
        loops.moments(source + first, rows, origins[static_cast<std::size_t>(sample)].data(),
                      sums.partial(sample, chunk, 0), sums.partial(sample, chunk, 1));
    });
    parallelFor(0, layout.batch, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t sample = begin; sample < end; ++sample) {
            finishSample(layout, parameters, sample, sums, origins[static_cast<std::size_t>(sample)],
                         statistics);
        }
    });
    auto y = torch::empty_like(x);
    T* target = static_cast<T*>(y.data_ptr());
    layout.forEachChunk([&](std::int64_t sample, std::int64_t, std::int64_t first, Rows rows) {
        loops.apply(source + first, rows,
                    {row(statistics.a, sample), row(statistics.d, sample), parameters.silu}, target + first);
    });
    return y;
}

/// Gradients of one sample's parameters, [C] each, and the two coefficients of its input gradient.
struct SampleGradients {
    float* scale;
    float* shift;
    float* weight;
    float* bias;
    float* slope;
    float* offset;
};

void finishGradients(const ChannelsLastRows& layout, const GroupNormParameters& parameters,
                     std::int64_t sample, ChannelSums& sums, const GroupNormStatistics& statistics,
                     const SampleGradients& gradients) {
    const auto outer = sums.total(sample, 0);    // Σ dz
    const auto product = sums.total(sample, 1);  // Σ dz·(x − mean)
    const SampleParameters values(parameters, sample);
    const std::int64_t width = layout.channels / parameters.groups;
    for (std::int64_t group = 0; group < parameters.groups; ++group) {
        const std::int64_t begin = group * width;
        const auto mean = static_cast<double>(row(statistics.mean, sample)[begin]);
        const auto inverse = static_cast<double>(row(statistics.inverse, sample)[begin]);
        double meanOuter = 0;    // mean over the group of g·dz, g = weight·(1 + scale)
        double meanProduct = 0;  // … of g·dz·(x − mean)/deviation
        for (std::int64_t c = begin; c < begin + width; ++c) {
            const auto i = static_cast<std::size_t>(c);
            const double gain = values.gain(c);
            const double normalised = inverse * product[i];
            gradients.scale[c] =
                static_cast<float>(normalised * values.weight(c) + outer[i] * values.bias(c));
            gradients.shift[c] = static_cast<float>(outer[i]);
            gradients.weight[c] = static_cast<float>(normalised * gain);
            gradients.bias[c] = static_cast<float>(outer[i] * gain);
            meanOuter += values.weight(c) * gain * outer[i];
            meanProduct += values.weight(c) * gain * normalised;
        }
        const double count = static_cast<double>(width) * static_cast<double>(layout.places);
        const double slope = -inverse * inverse * meanProduct / count;
        for (std::int64_t c = begin; c < begin + width; ++c) {
            gradients.slope[c] = static_cast<float>(slope);
            gradients.offset[c] = static_cast<float>(-inverse * meanOuter / count - slope * mean);
        }
    }
}

template <typename T>
GroupNormGradients backwardLoops(const torch::Tensor& x, const torch::Tensor& dy,
                                 const GroupNormParameters& parameters,
                                 const GroupNormStatistics& statistics) {
    const auto& loops = kernel::kernels().loops<T>().groupNorm;
    const ChannelsLastRows layout(x);
    const T* source = static_cast<const T*>(x.const_data_ptr());
    const T* outer = static_cast<const T*>(dy.const_data_ptr());
    const auto affineOf = [&](std::int64_t sample) {
        return Affine{row(statistics.a, sample), row(statistics.d, sample), parameters.silu};
    };
    ChannelSums sums(layout);
    layout.forEachChunk([&](std::int64_t sample, std::int64_t chunk, std::int64_t first, Rows rows) {
        loops.gradientSums(source + first, outer + first, rows, affineOf(sample),
                           row(statistics.mean, sample), sums.partial(sample, chunk, 0),
                           sums.partial(sample, chunk, 1));
    });
    auto small = torch::empty({6, layout.batch, layout.channels}, torch::kFloat32);
    const auto part = [&](std::int64_t which, std::int64_t sample) {
        return small.data_ptr<float>() + (which * layout.batch + sample) * layout.channels;
    };
    for (std::int64_t sample = 0; sample < layout.batch; ++sample) {
        finishGradients(layout, parameters, sample, sums, statistics,
                        {part(0, sample), part(1, sample), part(2, sample), part(3, sample), part(4, sample),
                         part(5, sample)});
    }
    auto dx = torch::empty_like(x);
    T* target = static_cast<T*>(dx.data_ptr());
    layout.forEachChunk([&](std::int64_t sample, std::int64_t, std::int64_t first, Rows rows) {
        loops.inputGradient(source + first, outer + first, rows, affineOf(sample), part(4, sample),
                            part(5, sample), target + first);
    });
    return {dx, small[2].sum(0), small[3].sum(0), small[0], small[1]};
}

}  // namespace

torch::Tensor groupNormForward(const torch::Tensor& x, const GroupNormParameters& parameters,
                               GroupNormStatistics& statistics) {
    return x.scalar_type() == torch::kFloat32 ? forwardLoops<float>(x, parameters, statistics)
                                              : forwardLoops<Bf16>(x, parameters, statistics);
}

GroupNormGradients groupNormBackward(const torch::Tensor& x, const torch::Tensor& dy,
                                     const GroupNormParameters& parameters,
                                     const GroupNormStatistics& statistics) {
    return x.scalar_type() == torch::kFloat32 ? backwardLoops<float>(x, dy, parameters, statistics)
                                              : backwardLoops<Bf16>(x, dy, parameters, statistics);
}

}  // namespace kaleido
