#pragma once

#include "engine/base/error.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// How noise becomes a picture, step by step; what each does is written in engine/diffusion.
enum class SamplerKind {
    Ddpm,
    Ddim,
    DpmSolver2M,
    DpmSolver3M,
    UniPc,  ///< UniPC-2 with B(h) = e^h − 1: predicts to second order, corrects to third
};

/// A sampler as requests and files name it, and as viewers of generated pictures know it.
struct SamplerName {
    SamplerKind kind;
    std::string_view name;
    std::string_view title;
};

/// All of them, the best first.
inline constexpr std::array<SamplerName, 5> kSamplers{{
    {SamplerKind::DpmSolver2M, "dpmpp_2m", "DPM++ 2M"},
    {SamplerKind::DpmSolver3M, "dpmpp_3m", "DPM++ 3M"},
    {SamplerKind::UniPc, "unipc", "UniPC"},
    {SamplerKind::Ddim, "ddim", "DDIM"},
    {SamplerKind::Ddpm, "ddpm", "DDPM"},
}};

/// Reads a name. The error (Usage) lists those that exist.
Result<SamplerKind> parseSampler(std::string_view name);

/// "DPM++ 2M" for dpmpp_2m; a name that is unknown comes back as it is.
std::string samplerTitle(std::string_view name);

/// All names, the best first.
std::vector<std::string> samplerNames();

/// The names for a message: "dpmpp_2m, …, ddim or ddpm".
std::string samplerChoice();

}  // namespace kaleido
