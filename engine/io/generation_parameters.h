#pragma once

#include "engine/io/cads_settings.h"

#include <cstdint>
#include <optional>
#include <string>

namespace kaleido {

/// What the `parameters` text of a picture tells, in the classic form that viewers of generated pictures read.
struct GenerationParameters {
    std::string caption{};   ///< may have several lines
    std::string negative{};  ///< empty = there was none
    int steps = 0;
    std::string sampler{};   ///< as shown: "DPM++ 2M"
    double guidance = 0;     ///< guidance weight
    std::uint64_t seed = 0;  ///< of the picture's noise
    int width = 0;           ///< pixels
    int height = 0;
    std::string modelHash{};                  ///< SHA-256 of model.json; its first ten digits are told
    std::string model{};                      ///< id of the model
    std::optional<std::uint64_t> planSeed{};  ///< nothing for a picture that was painted without a plan
    int planIndex = 0;                        ///< only told with planSeed
    CadsSettings cads{};                      ///< only told if it is on
    std::string version{};                    ///< "Kaleido Studio 0.1"
};

/// The text: lines of the caption, the negative caption if there is one, and one line of settings that begins with
/// "Steps: ". Nothing in a caption can be mistaken for another part: in this text only, an empty caption becomes
/// "(no caption)", and "Negative prompt:" anywhere and "Steps:" at the start of a line have their colon
/// replaced by " -". Settings lose commas, quotes and line breaks. Numbers keep the decimal point.
std::string parametersText(const GenerationParameters& parameters);

}  // namespace kaleido
