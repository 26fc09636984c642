#pragma once

#include "engine/nn/kernels.h"
#include "engine/nn/parallel.h"

#include <torch/types.h>

#include <algorithm>
#include <vector>

namespace kaleido {

constexpr std::int64_t kChunk = 64;  ///< rows summed in float32 before their sum goes on in double

/// A channels-last map as rows of channels.
struct ChannelsLastRows {
    explicit ChannelsLastRows(const torch::Tensor& x)
        : batch(x.size(0)),
          places(x.size(2) * x.size(3)),
          channels(x.size(1)),
          chunks((places + kChunk - 1) / kChunk) {}

    std::int64_t batch;
    std::int64_t places;
    std::int64_t channels;
    std::int64_t chunks;

    /// Calls work(sample, chunk, first element, rows) for every chunk of every sample, in parallel.
    template <typename Work>
    void forEachChunk(const Work& work) const {
        parallelFor(0, batch * chunks, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t first = (i % chunks) * kChunk;
                const kernel::Rows rows{std::min(kChunk, places - first), channels};
                work(i / chunks, i % chunks, ((i / chunks) * places + first) * channels, rows);
            }
        });
    }
};

/// Two sums for each channel of each sample, first by chunk, then over the chunks in their order.
class ChannelSums {
public:
    explicit ChannelSums(const ChannelsLastRows& rows)
        : m_rows(rows),
          m_partial(torch::empty({rows.batch, rows.chunks, 2, rows.channels}, torch::kFloat32)) {}

    /// Where the sums of one chunk go; which: 0 or 1.
    float* partial(std::int64_t sample, std::int64_t chunk, std::int64_t which) {
        return m_partial.data_ptr<float>() + ((sample * m_rows.chunks + chunk) * 2 + which) * m_rows.channels;
    }
    /// [channels] in double.
    std::vector<double> total(std::int64_t sample, std::int64_t which) {
        std::vector<double> sums(static_cast<std::size_t>(m_rows.channels), 0.0);
        for (std::int64_t chunk = 0; chunk < m_rows.chunks; ++chunk) {
            const float* values = partial(sample, chunk, which);
            for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += static_cast<double>(values[c]);
        }
        return sums;
    }

private:
    ChannelsLastRows m_rows;
    torch::Tensor m_partial;
};

}  // namespace kaleido
