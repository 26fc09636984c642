#include "engine/api/bench_job.h"

#include "engine/api/bench_uses.h"
#include "engine/base/machine.h"
#include "engine/bench/network_runs.h"
#include "engine/bench/sample_plans.h"
#include "engine/bench/training_speed.h"

#include <torch/types.h>
#include <torch/utils.h>

namespace kaleido {
namespace {

constexpr int kPlans = 8;

}  // namespace

std::vector<BenchJob::Measurement> BenchJob::measurements() const {
    std::vector<Measurement> all = {{"loading", &BenchJob::load},
                                    {"planning", &BenchJob::plan},
                                    {"painting", &BenchJob::paint},
                                    {"clocking the painter", &BenchJob::clockPainter},
                                    {"clocking the decoder", &BenchJob::clockDecoder}};
    if (!m_request.config.empty()) all.push_back({"clocking the training", &BenchJob::clockTraining});
    return all;
}

Result<Slice> BenchJob::runSlice(JobContext& context) {
    const auto all = measurements();
    context.post(Progress{.stage = all[m_done].stage,
                          .done = static_cast<std::int64_t>(m_done),
                          .total = static_cast<std::int64_t>(all.size())});
    if (auto measured = (this->*all[m_done].run)(context); !measured) return measured.error();
    if (++m_done < all.size()) return Slice::More;
    finish(context);
    return Slice::Done;
}

Result<void> BenchJob::load(JobContext& context) {
    Precision precision = fastestPrecision();
    if (m_request.bfloat16) precision = *m_request.bfloat16 ? Precision::BFloat16 : Precision::Float32;
    auto model = m_models.get(m_request.model, precision, context);
    if (!model) return model.error();
    m_model = *std::move(model);
    m_report.startUp = processSeconds();
    m_report.model = m_model->manifest().id;
    m_report.precision = precisionText(precision);
    m_report.threads = torch::get_num_threads();
    return readInputs();
}

/// What could be missing is found out before anything is measured.
Result<void> BenchJob::readInputs() {
    auto plans = samplePlans(*m_model, m_request.resources, kPlans);
    if (!plans) return plans.error();
    m_plans = *std::move(plans);
    if (m_request.config.empty()) return {};
    auto config = trainingConfigOf(*m_model, m_request.config);
    if (!config) return config.error();
    m_config = *std::move(config);
    return {};
}

Result<void> BenchJob::plan(JobContext& context) {
    return clockPlanning(m_request, m_models, context, m_report.uses);
}

Result<void> BenchJob::paint(JobContext& context) {
    if (auto painted = clockPainting(m_request, m_plans, m_models, context, m_report.uses); !painted)
        return painted;
    m_report.peakPainting = memoryFacts().peakResident;
    return {};
}

Result<void> BenchJob::clockPainter(JobContext& context) {
    m_report.networks.push_back(denoiserSpeed(m_model, m_plans, context.cancel()));
    return {};
}

Result<void> BenchJob::clockDecoder(JobContext& context) {
    m_report.networks.push_back(decoderSpeed(m_model, m_plans, context.cancel()));
    m_report.networks.push_back(decoderStepSpeed(m_model, m_plans, context.cancel()));
    return {};
}

Result<void> BenchJob::clockTraining(JobContext& context) {
    auto speed = trainingSpeed(m_model, m_config.value(), m_request.resources, context.cancel());
    if (!speed) return speed.error();
    m_report.networks.push_back(*std::move(speed));
    return {};
}

void BenchJob::finish(JobContext& context) {
    m_report.peak = memoryFacts().peakResident;
    context.post(BenchDone{m_report});
}

}  // namespace kaleido
