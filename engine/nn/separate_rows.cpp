#include "engine/nn/separate_rows.h"

#include "engine/nn/side_by_side.h"

#include <torch/types.h>

namespace kaleido {
namespace {

torch::Tensor rowOf(const torch::Tensor& all, std::size_t row) {
    return all.defined() ? all.narrow(0, static_cast<std::int64_t>(row), 1) : all;
}

Condition rowOf(const Condition& all, std::size_t row) {
    return {rowOf(all.states, row),
            rowOf(all.mask, row),
            {rowOf(all.items.index, row), rowOf(all.items.mask, row), rowOf(all.items.geometry, row)}};
}

/// Of each scale the rows in their order.
std::vector<torch::Tensor> joined(const std::vector<std::vector<torch::Tensor>>& rows) {
    std::vector<torch::Tensor> all;
    for (std::size_t scale = 0; scale < rows.front().size(); ++scale) {
        std::vector<torch::Tensor> maps;
        for (const auto& row : rows) maps.push_back(row[scale]);
        all.push_back(torch::cat(maps));
    }
    return all;
}

}  // namespace

PreparedRows prepareRows(DenoiserImpl& denoiser, const Condition& condition) {
    PreparedRows prepared(static_cast<std::size_t>(condition.states.size(0)));
    sideBySide(prepared.size(),
               [&](std::size_t row) { prepared[row] = denoiser.prepare(rowOf(condition, row)); });
    return prepared;
}

PreparedRows prepareRowsAgain(DenoiserImpl& denoiser, const PreparedRows& before, const Condition& last) {
    const auto changed = static_cast<std::size_t>(last.states.size(0));
    const std::size_t kept = before.size() - changed;
    PreparedRows prepared = before;
    sideBySide(changed, [&](std::size_t row) {
        prepared[kept + row] = denoiser.prepareAgain(before[kept + row], rowOf(last, row));
    });
    return prepared;
}

std::vector<torch::Tensor> forwardRows(DenoiserImpl& denoiser, const std::vector<torch::Tensor>& x,
                                       const torch::Tensor& times, const PreparedRows& prepared,
                                       const CancelToken& cancel) {
    std::vector<std::vector<torch::Tensor>> predictions(prepared.size());
    sideBySide(prepared.size(), [&](std::size_t row) {
        std::vector<torch::Tensor> own;
        for (const torch::Tensor& scale : x) own.push_back(rowOf(scale, row));
        predictions[row] = denoiser.forward(own, rowOf(times, row), prepared[row], cancel);
    });
    return joined(predictions);
}

}  // namespace kaleido
