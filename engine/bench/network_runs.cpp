#include "engine/bench/network_runs.h"

#include "engine/kaleido/text_side.h"
#include "engine/nn/one_thread.h"
#include "engine/nn/separate_rows.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

std::vector<PlanRow> rowsOf(const KaleidoModel& model, const std::vector<Plan>& plans) {
    std::vector<PlanRow> rows;
    for (const Plan& plan : plans)
        rows.push_back(conditionRow(model.tokenizer(), plan.caption, plan, Kinds::all()));
    return rows;
}

/// Both halves of a guided step, the unconditional rows first.
Condition guidedCondition(const KaleidoModel& model, const std::vector<Plan>& plans) {
    const std::vector<PlanRow> conditional = rowsOf(model, plans);
    std::vector<PlanRow> rows(plans.size(), captionRow(model.tokenizer(), ""));
    rows.insert(rows.end(), conditional.begin(), conditional.end());
    std::int64_t length = 0;
    for (const PlanRow& row : rows) length = std::max(length, conditionLength(row));
    return encodeConditions(model.t5(), rows, length, 2 * std::int64_t{model.manifest().plan.maxItems});
}

/// The decoder's input with what it reads of the encoder.
struct DecoderInput {
    RowBatch batch;
    torch::Tensor encoderStates;
};

DecoderInput decoderInput(const KaleidoModel& model, const std::vector<Plan>& plans) {
    const torch::InferenceMode inference;
    DecoderInput input{batchRows(rowsOf(model, plans)), {}};
    input.encoderStates = model.t5().encode(input.batch.encoderIds, input.batch.encoderMask);
    return input;
}

}  // namespace

NetworkSpeed denoiserSpeed(const std::shared_ptr<const KaleidoModel>& model, const std::vector<Plan>& plans,
                           const CancelToken& cancel) {
    const torch::InferenceMode inference;
    const auto rows = 2 * static_cast<std::int64_t>(plans.size());
    std::vector<torch::Tensor> noise;
    for (const std::int64_t side : model->sides())
        noise.push_back(torch::randn({rows, 3, side, side}).contiguous(torch::MemoryFormat::ChannelsLast));
    const auto times = torch::full({rows}, model->schedules().back().steps() / 2, torch::kInt64);
    const PreparedRows condition = prepareRows(model->denoiser(), guidedCondition(*model, plans));
    NetworkSpeed speed =
        measureSpeed([&] { forwardRows(model->denoiser(), noise, times, condition, cancel); },
                     {.rowsApart = static_cast<std::size_t>(rows)}, cancel);
    speed.what = fmt::format("painter, guided step of {} pictures", plans.size());
    speed.precision = precisionText(model->precision());
    return speed;
}

NetworkSpeed decoderSpeed(const std::shared_ptr<const KaleidoModel>& model, const std::vector<Plan>& plans,
                          const CancelToken& cancel) {
    const torch::InferenceMode inference;
    const DecoderInput input = decoderInput(*model, plans);
    NetworkSpeed speed = measureSpeed(
        [&] {
            model->t5().decode(input.batch.decoderIds, input.encoderStates, input.batch.encoderMask, cancel);
        },
        {}, cancel);
    speed.what =
        fmt::format("T5 decoder, {} plans of {} tokens", plans.size(), input.batch.decoderIds.size(1));
    speed.precision = precisionText(Precision::Float32);
    return speed;
}

NetworkSpeed decoderStepSpeed(const std::shared_ptr<const KaleidoModel>& model,
                              const std::vector<Plan>& plans, const CancelToken& cancel) {
    const torch::InferenceMode inference;
    const OneThread oneThread;
    const DecoderInput input = decoderInput(*model, plans);
    const std::int64_t tokens = input.batch.decoderIds.size(1);
    T5Impl& t5 = model->t5();
    const auto readPlans = [&] {
        DecoderCache cache =
            t5.startDecoding(input.encoderStates, input.batch.encoderMask, model->manifest().plan.maxTokens);
        for (std::int64_t i = 0; i < tokens; ++i)
            t5.logits(t5.decodeStep(input.batch.decoderIds.select(1, i).contiguous(), cache));
    };
    NetworkSpeed speed = measureSpeed(readPlans, {.parts = static_cast<int>(tokens)}, cancel);
    speed.what = fmt::format("T5 decoder, next token of {} plans", plans.size());
    speed.precision = precisionText(Precision::Float32);
    return speed;
}

}  // namespace kaleido
