#pragma once

namespace kaleido {

/// Condition-annealed diffusion sampling (Sadat et al. 2024, "CADS"): noise on the condition while the picture is mostly
/// noise itself, so that pictures of one condition differ more; the formulas stand in engine/diffusion/cads.h. Times are
/// fractions of the diffusion time, 1 = pure noise.
struct CadsSettings {
    double scale = 0;      ///< s: noise on the condition, 0 … 10; 0 = off
    double tauLow = 0.6;   ///< τ1, 0 … τ2: from here to the end the condition is left alone
    double tauHigh = 0.9;  ///< τ2, τ1 … 1: until here nothing of the condition is left but its noise
    double mix = 1;        ///< ψ, 0 … 1: share that is brought back to the spread of the clean condition

    bool on() const { return scale > 0; }
    bool operator==(const CadsSettings&) const = default;
};

}  // namespace kaleido
