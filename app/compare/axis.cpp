#include "app/compare/axis.h"

#include "app/compare/number_list.h"
#include "engine/base/sampler.h"
#include "engine/io/cads_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace kaleido {
namespace {

constexpr double kMostPlans = 10'000;
constexpr double kMostSteps = 1000;
constexpr double kMostExact = 9007199254740991;  ///< 2⁵³ − 1: above it a double skips whole numbers
constexpr double kMostGuidance = 100;

struct Limits {
    double low, high;
    bool whole;
};

/// Of the axes that are numbers.
Limits limitsOf(AxisKind kind) {
    switch (kind) {
        case AxisKind::Plan:
            return {1, kMostPlans, true};
        case AxisKind::Steps:
            return {1, kMostSteps, true};
        case AxisKind::Seed:
            return {0, kMostExact, true};
        case AxisKind::Cads:
            return {0, kMaxCadsScale, false};
        default:
            return {-kMostGuidance, kMostGuidance, false};
    }
}

Error wrong(AxisKind kind, std::string message) {
    return {Code::Usage, std::move(message), "", "--" + axisName(kind)};
}

Result<std::vector<AxisValue>> readNumbers(AxisKind kind, std::string_view text) {
    auto numbers = parseNumberList(text);
    if (!numbers) return wrong(kind, numbers.error().message);
    const Limits limits = limitsOf(kind);
    std::vector<AxisValue> values;
    for (const double number : *numbers) {
        if (number < limits.low || number > limits.high)
            return wrong(kind, fmt::format("{} is not between {} and {}", number, limits.low, limits.high));
        if (limits.whole && number != std::floor(number))
            return wrong(kind, fmt::format("{} is no whole number", number));
        if (limits.whole)
            values.emplace_back(static_cast<std::uint64_t>(number));
        else
            values.emplace_back(number);
    }
    return values;
}

Result<std::vector<AxisValue>> readKinds(std::string_view text) {
    auto kinds = parseKindsList(text);
    if (!kinds) return wrong(AxisKind::Kinds, kinds.error().message);
    return std::vector<AxisValue>(kinds->begin(), kinds->end());
}

Result<std::vector<AxisValue>> readSamplers(std::string_view text) {
    const std::vector<std::string> known = samplerNames();
    std::vector<AxisValue> values;
    for (std::string_view left = text;;) {
        const auto comma = left.find(',');
        std::string name(left.substr(0, comma));
        std::erase(name, ' ');
        if (std::ranges::find(known, name) == known.end())
            return wrong(AxisKind::Sampler,
                         fmt::format("'{}' is no sampler; there are {}", name, fmt::join(known, ", ")));
        values.emplace_back(std::move(name));
        if (comma == std::string_view::npos) return values;
        left.remove_prefix(comma + 1);
    }
}

/// "Text, items and tokens".
std::string kindsLabel(Kinds kinds) {
    if (kinds == Kinds::none()) return "No plan";
    if (kinds == Kinds::all()) return "Whole plan";
    std::string label = formatKinds(kinds);
    const auto last = label.rfind('+');
    if (last != std::string::npos) label.replace(last, 1, " and ");
    for (auto plus = label.find('+'); plus != std::string::npos; plus = label.find('+'))
        label.replace(plus, 1, ", ");
    label.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(label.front())));
    return label;
}

}  // namespace

const std::vector<AxisKind>& allAxes() {
    static const std::vector<AxisKind> axes = {AxisKind::Kinds,   AxisKind::Plan, AxisKind::Sampler,
                                               AxisKind::Cads,    AxisKind::Seed, AxisKind::Steps,
                                               AxisKind::Guidance};
    return axes;
}

std::string axisName(AxisKind kind) {
    switch (kind) {
        case AxisKind::Kinds:
            return "kinds";
        case AxisKind::Plan:
            return "plan";
        case AxisKind::Sampler:
            return "sampler";
        case AxisKind::Cads:
            return "cads";
        case AxisKind::Seed:
            return "seed";
        case AxisKind::Steps:
            return "steps";
        case AxisKind::Guidance:
            break;
    }
    return "guidance";
}

Result<AxisKind> parseAxisName(std::string_view name) {
    for (const AxisKind kind : allAxes()) {
        if (axisName(kind) == name) return kind;
    }
    return Error{Code::BadInput, fmt::format("'{}' is no axis of a comparison", name), "", ""};
}

Result<Axis> parseAxis(AxisKind kind, std::string_view text) {
    auto values = kind == AxisKind::Kinds     ? readKinds(text)
                  : kind == AxisKind::Sampler ? readSamplers(text)
                                              : readNumbers(kind, text);
    if (!values) return values.error();
    for (auto value = values->begin(); value != values->end(); ++value) {
        if (std::find(values->begin(), value, *value) != value)
            return wrong(kind, fmt::format("{} stands twice", valueText(*value)));
    }
    return Axis{kind, *std::move(values)};
}

std::string valueText(const AxisValue& value) {
    struct Text {
        std::string operator()(std::uint64_t number) const { return fmt::format("{}", number); }
        std::string operator()(double number) const { return fmt::format("{}", number); }
        std::string operator()(Kinds kinds) const { return formatKinds(kinds); }
        std::string operator()(const std::string& name) const { return name; }
    };
    return std::visit(Text(), value);
}

std::string valueLabel(AxisKind kind, const AxisValue& value) {
    const std::string text = valueText(value);
    switch (kind) {
        case AxisKind::Kinds:
            return kindsLabel(std::get<Kinds>(value));
        case AxisKind::Sampler:
            return samplerTitle(text);
        case AxisKind::Plan:
            return "Plan " + text;
        case AxisKind::Seed:
            return "Seed " + text;
        case AxisKind::Steps:
            return text == "1" ? "1 step" : text + " steps";
        case AxisKind::Cads:
            return text == "0" ? "No CADS" : "CADS " + text;
        case AxisKind::Guidance:
            break;
    }
    return "Guidance " + text;
}

}  // namespace kaleido
