#pragma once

#include "engine/base/cancel.h"
#include "engine/base/sampler.h"
#include "engine/diffusion/conversions.h"
#include "engine/diffusion/denoise.h"
#include "engine/diffusion/multistep.h"
#include "engine/diffusion/noise_schedule.h"
#include "engine/diffusion/threshold.h"
#include "engine/diffusion/time_grid.h"

#include <torch/types.h>

#include <functional>
#include <vector>

namespace kaleido {

/// The times that suit a sampler: even in log-SNR for DPM-Solver++ and UniPC, even in time for the others. `base`
/// is the schedule of the smallest scale.
TimeGrid samplingTimes(SamplerKind kind, const NoiseSchedule& base, int steps);

/// Gives N(0, I) of a shape [B,C,H,W], float32, from the pictures' own generators.
using DrawNoise = std::function<torch::Tensor(at::IntArrayRef shape)>;

struct SamplerOptions {
    SamplerKind kind = SamplerKind::DpmSolver2M;
    double eta = 0.0;  ///< DDIM only: 0 adds no noise, 1 as much as DDPM
    Threshold threshold = Threshold::Clip;
    Prediction prediction = Prediction::V;  ///< of the network
    TimeGrid times = {};                    ///< usually samplingTimes()
    torch::Device device = torch::kCPU;     ///< where the network's inputs live
};

/// Guided noise → pictures, one network call a step, so that a job can stop or yield between steps. The
/// state is float32 whatever the network's precision. Every scale follows its own schedule; scales meet
/// only in the network.
///     Sampler sampler(options, schedules, shapes, denoise, noise, token);
///     while (!sampler.done()) { sampler.step(); preview(sampler.clean().back()); }
class Sampler {
public:
    /// Draws the first noise, highest scale first. schedules: one a scale; shapes: [B,C,H,W] of each scale,
    /// highest first; options.times strictly falling to 0.
    Sampler(SamplerOptions options, std::vector<NoiseSchedule> schedules,
            const std::vector<std::vector<std::int64_t>>& shapes, Denoise denoise, DrawNoise noise,
            CancelToken token = {});

    bool done() const { return m_step == stepCount(); }
    int stepsDone() const { return m_step; }
    int stepCount() const { return static_cast<int>(m_options.times.size()) - 1; }

    /// One network call. DDPM and DDIM with η > 0 then draw noise for every scale, highest first, except in
    /// the last step. Throws Cancelled, before anything has changed, if the job is to stop now. Not to be
    /// called when done().
    void step();
    /// All steps that are left; `afterStep`, if given, is called after each.
    void run(const std::function<void(const Sampler&)>& afterStep = {});

    /// x_s of every scale, highest first: before the first step pure noise, at the end the pictures.
    const std::vector<torch::Tensor>& x() const { return m_x; }
    /// The last thresholded estimates x̂0 of every scale; empty before the first step.
    std::vector<torch::Tensor> clean() const;

private:
    std::vector<torch::Tensor> estimateClean(int time) const;
    void remember(std::size_t scale, Estimate estimate);
    torch::Tensor stepScale(std::size_t scale, int timeNext);
    torch::Tensor stepWithNoise(std::size_t scale, int timeNext) const;

    SamplerOptions m_options;
    std::vector<NoiseSchedule> m_schedules;
    Denoise m_denoise;
    DrawNoise m_noise;
    CancelToken m_token;
    // One entry a scale:
    std::vector<torch::Tensor> m_x;
    std::vector<std::vector<Estimate>>
        m_estimates;                         ///< as many as the sampler looks back on, the newest last
    std::vector<torch::Tensor> m_corrected;  ///< UniPC: x_t of the last step after its correction
    int m_step = 0;
};

}  // namespace kaleido
