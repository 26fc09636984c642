#include "engine/kaleido/text_side.h"

#include "engine/nn/side_by_side.h"

#include <torch/nn/functional/loss.h>

#include <algorithm>

namespace kaleido {
namespace {

namespace F = torch::nn::functional;

constexpr std::int64_t kLengthStep = 64;

template <typename T>
void copyRow(torch::Tensor& target, std::int64_t row, std::int64_t column, const std::vector<T>& values) {
    auto* out = target[row].template data_ptr<std::int64_t>() + column;
    std::copy(values.begin(), values.end(), out);
}

/// Appends what the positions of one row stand for, see RowBatch::tokenIds.
void appendTokens(const PlanRow& row, std::size_t encoderLength, std::size_t decoderLength,
                  std::vector<std::int64_t>& ids, std::vector<std::int64_t>& firsts) {
    std::vector<std::int64_t> read = row.encoder;
    read.resize(encoderLength + 1, TokenLayout::kPad);  // the last one starts the decoder
    const std::size_t plan = read.size();
    read.insert(read.end(), row.plan.begin(), row.plan.end());
    read.resize(encoderLength + decoderLength, TokenLayout::kPad);
    auto shape = row.shapes.begin();
    for (std::size_t i = 0; i < read.size(); ++i) {
        firsts.push_back(static_cast<std::int64_t>(ids.size()));
        if (shape == row.shapes.end() || i != plan + static_cast<std::size_t>(shape->position)) {
            ids.push_back(read[i]);
            continue;
        }
        ids.insert(ids.end(), shape->tokens.begin(), shape->tokens.end());
        ++shape;
    }
}

torch::Tensor zeros(std::int64_t rows, std::int64_t columns, torch::Dtype type) {
    return torch::zeros({rows, columns}, type);
}

}  // namespace

RowBatch batchRows(std::span<const PlanRow> rows) {
    std::size_t encoderLength = 1;
    std::size_t planLength = 0;
    std::size_t shapeCount = 0;
    for (const PlanRow& row : rows) {
        encoderLength = std::max(encoderLength, row.encoder.size());
        planLength = std::max(planLength, row.plan.size());
        shapeCount = std::max(shapeCount, row.shapes.size());
    }
    const auto b = static_cast<std::int64_t>(rows.size());
    const auto le = static_cast<std::int64_t>(encoderLength);
    const auto ld = static_cast<std::int64_t>(planLength) + 1;
    const auto m = static_cast<std::int64_t>(shapeCount);
    RowBatch batch{
        zeros(b, le, torch::kInt64),   zeros(b, le, torch::kFloat32), zeros(b, ld, torch::kInt64),
        zeros(b, ld, torch::kFloat32), zeros(b, ld, torch::kInt64),   zeros(b, ld, torch::kFloat32),
        zeros(b, m, torch::kInt64),    zeros(b, m, torch::kFloat32),  torch::zeros({b, m, 6})};
    std::vector<std::int64_t> tokenIds, tokenFirsts;
    for (std::int64_t i = 0; i < b; ++i) {
        const PlanRow& row = rows[static_cast<std::size_t>(i)];
        const auto n = static_cast<std::int64_t>(row.plan.size());
        copyRow(batch.encoderIds, i, 0, row.encoder);
        batch.encoderMask[i].narrow(0, 0, static_cast<std::int64_t>(row.encoder.size())).fill_(1);
        copyRow(batch.decoderIds, i, 1, row.plan);
        copyRow(batch.targets, i, 0, row.plan);
        batch.targets[i][n] = TokenLayout::kEndOfSequence;
        auto* loss = batch.lossMask[i].data_ptr<float>();
        std::copy(row.loss.begin(), row.loss.end(), loss);
        appendTokens(row, encoderLength, planLength + 1, tokenIds, tokenFirsts);
        if (row.planVisible) {
            auto* visible = batch.decoderMask[i].data_ptr<float>();
            visible[0] = 1.0F;
            std::copy(row.visible.begin(), row.visible.end(), visible + 1);
        }
        for (std::size_t k = 0; k < row.shapes.size(); ++k) {
            const auto column = static_cast<std::int64_t>(k);
            batch.shapeIndex[i].data_ptr<std::int64_t>()[column] = row.shapes[k].position + 1;
            batch.shapeMask[i].data_ptr<float>()[column] = row.planVisible ? 1.0F : 0.0F;
            if (!row.planVisible) continue;
            std::copy(row.shapes[k].geometry.begin(), row.shapes[k].geometry.end(),
                      batch.shapeGeometry[i][column].data_ptr<float>());
        }
    }
    batch.tokenIds = torch::tensor(tokenIds);
    batch.tokenFirsts = torch::tensor(tokenFirsts);
    return batch;
}

TextStates runText(T5Impl& t5, const RowBatch& batch) {
    TextStates states;
    states.encoder = t5.encode(batch.encoderIds, batch.encoderMask);
    states.decoder = t5.decode(batch.decoderIds, states.encoder, batch.encoderMask);
    states.tokens = t5.meanEmbeddings(batch.tokenIds, batch.tokenFirsts)
                        .view({batch.encoderIds.size(0), -1, t5.config().dModel});
    return states;
}

torch::Tensor planLoss(T5Impl& t5, const TextStates& states, const RowBatch& batch) {
    // Only the positions that carry loss go through the vocabulary matrix, the largest product of the text side.
    const auto chosen = batch.lossMask.flatten().nonzero().squeeze(1);
    if (chosen.numel() == 0) return states.decoder.sum() * 0;
    const auto picked = states.decoder.flatten(0, 1).index_select(0, chosen);
    const auto logits = t5.logits(picked).to(torch::kFloat32);
    return F::cross_entropy(logits, batch.targets.flatten().index_select(0, chosen));
}

Condition joinStates(const TextStates& states, const RowBatch& batch) {
    const auto mask = torch::cat({batch.encoderMask, batch.decoderMask}, 1);
    Condition condition;
    const auto read = torch::cat({states.encoder, states.decoder}, 1);
    condition.states =
        torch::cat({read, states.tokens.to(read.dtype())}, 2) * mask.unsqueeze(-1).to(read.dtype());
    condition.mask = mask;
    condition.items.index = batch.shapeIndex + batch.encoderIds.size(1);
    condition.items.mask = batch.shapeMask;
    condition.items.geometry = batch.shapeGeometry;
    return condition;
}

std::int64_t conditionLength(const PlanRow& row) {
    const auto length = static_cast<std::int64_t>(row.encoder.size() + row.plan.size()) + 1;
    return (length + kLengthStep - 1) / kLengthStep * kLengthStep;
}

Condition encodeConditions(T5Impl& t5, const std::vector<PlanRow>& rows, std::int64_t length,
                           std::int64_t shapes) {
    std::vector<std::size_t> firsts;  // rows that are not those in front of them
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (i == 0 || rows[i] != rows[i - 1]) firsts.push_back(i);
    std::vector<Condition> encoded(firsts.size());
    sideBySide(firsts.size(), [&](std::size_t i) {
        const RowBatch batch = batchRows(std::span(&rows[firsts[i]], 1));
        encoded[i] = joinStates(runText(t5, batch), batch);
    });
    std::vector<torch::Tensor> states, masks, index, itemMask, geometry;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto next = std::upper_bound(firsts.begin(), firsts.end(), i);
        const Condition& alone = encoded[static_cast<std::size_t>(next - firsts.begin()) - 1];
        const auto moreStates = length - alone.mask.size(1);
        const auto moreShapes = shapes - alone.items.mask.size(1);
        TORCH_CHECK(moreStates >= 0 && moreShapes >= 0, "a condition is longer than its batch allows");
        states.push_back(torch::constant_pad_nd(alone.states, {0, 0, 0, moreStates}));
        masks.push_back(torch::constant_pad_nd(alone.mask, {0, moreStates}));
        index.push_back(torch::constant_pad_nd(alone.items.index, {0, moreShapes}));
        itemMask.push_back(torch::constant_pad_nd(alone.items.mask, {0, moreShapes}));
        geometry.push_back(torch::constant_pad_nd(alone.items.geometry, {0, 0, 0, moreShapes}));
    }
    return {torch::cat(states),
            torch::cat(masks),
            {torch::cat(index), torch::cat(itemMask), torch::cat(geometry)}};
}

Condition joinHalves(const Condition& unconditional, const Condition& conditional) {
    const auto cat = [](const torch::Tensor& a, const torch::Tensor& b) { return torch::cat({a, b}); };
    return {cat(unconditional.states, conditional.states),
            cat(unconditional.mask, conditional.mask),
            {cat(unconditional.items.index, conditional.items.index),
             cat(unconditional.items.mask, conditional.items.mask),
             cat(unconditional.items.geometry, conditional.items.geometry)}};
}

}  // namespace kaleido
