#include "engine/io/generation_parameters.h"

#include <fmt/format.h>

#include <string_view>

namespace kaleido {

namespace {

constexpr std::string_view kSpace = " \t\n\v\f\r";
constexpr std::size_t kHashDigits = 10;

void replaceAll(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
        text.replace(at, what.size(), by);
}

/// Readers take a line for the settings if it begins with "Steps:", spaces before it aside.
void defuseSteps(std::string& text) {
    constexpr std::string_view kSteps = "Steps";
    for (std::size_t line = 0; line < text.size();) {
        const std::size_t word = text.find_first_not_of(" \t\v\f", line);
        if (word != std::string::npos && text.compare(word, kSteps.size() + 1, "Steps:") == 0)
            text.replace(word + kSteps.size(), 1, " -");
        const std::size_t end = text.find('\n', line);
        line = end == std::string::npos ? text.size() : end + 1;
    }
}

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
}

/// A caption that cannot be mistaken for another part of the text.
std::string harmless(std::string_view caption) {
    std::string text = trimmed(caption);
    replaceAll(text, "\r\n", "\n");
    replaceAll(text, "\r", "\n");
    replaceAll(text, "Negative prompt:", "Negative prompt -");
    defuseSteps(text);
    return text;
}

/// A value of the last line: its readers split at commas and do not unquote.
std::string settingValue(std::string_view value) {
    std::string text(value);
    for (char& character : text)
        if (character == ',' || character == '"' || static_cast<unsigned char>(character) < ' ')
            character = ' ';
    return trimmed(text);
}

}  // namespace

std::string parametersText(const GenerationParameters& parameters) {
    std::string text = harmless(parameters.caption);
    if (text.empty()) text = "(no caption)";
    const std::string negative = harmless(parameters.negative);
    if (!negative.empty()) text += "\nNegative prompt: " + negative;
    text += fmt::format(
        "\nSteps: {}, Sampler: {}, CFG scale: {}, Seed: {}, Size: {}x{}, Model hash: {}, Model: {}",
        parameters.steps, settingValue(parameters.sampler), parameters.guidance, parameters.seed,
        parameters.width, parameters.height, settingValue(parameters.modelHash.substr(0, kHashDigits)),
        settingValue(parameters.model));
    if (parameters.planSeed)
        text += fmt::format(", Plan seed: {}, Plan index: {}", *parameters.planSeed, parameters.planIndex);
    // The names that the CADS extension of the common web interface gives them.
    if (const CadsSettings& cads = parameters.cads; cads.on())
        text += fmt::format(
            ", CADS Active: True, CADS Tau 1: {}, CADS Tau 2: {}, CADS Noise Scale: {}, CADS Mixing Factor: "
            "{}, CADS Rescale: True",
            cads.tauLow, cads.tauHigh, cads.scale, cads.mix);
    return text + ", Version: " + settingValue(parameters.version);
}

}  // namespace kaleido
