#include "app/compare/number_list.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace kaleido {
namespace {

constexpr double kSlack = 1e-9;  ///< of a step: 0.1 three times is not quite 0.3

Error unreadable(std::string_view part, std::string_view why) {
    return {Code::Usage,
            fmt::format("'{}' {}; write values like 1, 2.5 or ranges like 1-9 [5], 1-5 (+2), 1, 2, .., 10",
                        part, why),
            "", ""};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const auto begin = text.find_first_not_of(spaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

/// Takes a number off the front of `text`.
std::optional<double> takeNumber(std::string_view& text) {
    std::string_view rest = trimmed(text);
    if (rest.starts_with('+')) rest.remove_prefix(1);
    double value = 0;
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (code != std::errc() || !std::isfinite(value)) return std::nullopt;
    text = trimmed(rest.substr(static_cast<std::size_t>(end - rest.data())));
    return value;
}

/// first + i·step without the dust of binary fractions: 0.3, not 0.30000000000000004. Whole numbers have none.
double stepped(double first, double step, std::size_t i) {
    const double exact = first + step * static_cast<double>(i);
    if (first == std::floor(first) && step == std::floor(step)) return exact;
    const std::string digits = fmt::format("{:.12g}", exact);
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// first, first + step … up to `last`; empty if the step leads away from it.
std::vector<double> run(double first, double last, double step) {
    const double count = std::floor((last - first) / step + kSlack) + 1;
    std::vector<double> values;
    for (std::size_t i = 0; static_cast<double>(i) < count && i <= kMostListedNumbers; ++i)
        values.push_back(stepped(first, step, i));
    return values;
}

/// "(+2)": the step.
std::optional<double> takeStep(std::string_view& text) {
    if (!text.starts_with('(')) return std::nullopt;
    std::string_view rest = text.substr(1);
    const auto step = takeNumber(rest);
    if (!step || !rest.starts_with(')')) return std::nullopt;
    text = trimmed(rest.substr(1));
    return step;
}

/// "[5]": how many.
std::optional<std::size_t> takeCount(std::string_view& text) {
    if (!text.starts_with('[')) return std::nullopt;
    const std::string_view rest = trimmed(text.substr(1));
    std::size_t count = 0;
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    const std::string_view after = trimmed(rest.substr(static_cast<std::size_t>(end - rest.data())));
    if (code != std::errc() || !after.starts_with(']')) return std::nullopt;
    text = trimmed(after.substr(1));
    return count;
}

Result<std::vector<double>> readRange(std::string_view part, double first, double last,
                                      std::string_view rest) {
    if (rest.starts_with('[')) {
        const auto count = takeCount(rest);
        if (!count || !rest.empty()) return unreadable(part, "has no readable count in its brackets");
        if (*count < 2 || *count > kMostListedNumbers)
            return unreadable(part,
                              fmt::format("needs 2 to {} values, both ends among them", kMostListedNumbers));
        std::vector<double> values;
        const double step = (last - first) / static_cast<double>(*count - 1);
        for (std::size_t i = 0; i < *count; ++i) values.push_back(stepped(first, step, i));
        return values;
    }
    double step = 1;
    if (!rest.empty()) {
        const auto given = takeStep(rest);
        if (!given || !rest.empty()) return unreadable(part, "has no readable step after it");
        step = *given;
    }
    if (step == 0) return unreadable(part, "goes on for ever with a step of 0");
    auto values = run(first, last, step);
    if (values.empty()) return unreadable(part, "never gets to its end with that step");
    return values;
}

/// One part between commas, but for "..".
Result<std::vector<double>> readPart(std::string_view part) {
    std::string_view rest = part;
    const auto first = takeNumber(rest);
    if (!first) return unreadable(part, "is no number");
    if (rest.empty()) return std::vector<double>{*first};
    if (!rest.starts_with('-')) return unreadable(part, "cannot be read");
    rest.remove_prefix(1);
    const auto last = takeNumber(rest);
    if (!last) return unreadable(part, "has no end");
    return readRange(part, *first, *last, rest);
}

/// What stands between the last value of `values` and `last`, and that one: "1, 2, .., 10".
Result<std::vector<double>> goOn(const std::vector<double>& values, double last) {
    if (values.size() < 2) return unreadable("..", "needs two values before it, whose step it goes on with");
    const double step = values.back() - values[values.size() - 2];
    auto more = step == 0 ? std::vector<double>() : run(values.back(), last, step);
    if (more.size() < 2) return unreadable("..", "never gets to the value after it");
    more.erase(more.begin());
    return more;
}

}  // namespace

Result<std::vector<double>> parseNumberList(std::string_view text) {
    std::vector<double> values;
    bool goesOn = false;
    for (std::string_view left = text;;) {
        const auto comma = left.find(',');
        const std::string_view part = trimmed(left.substr(0, comma));
        if (part == "..") {
            if (goesOn) return unreadable("..", "stands twice");
            goesOn = true;
        } else {
            auto read = readPart(part);
            if (!read) return read.error();
            if (goesOn) {
                if (read->size() != 1) return unreadable(part, "cannot follow ..; it needs one value");
                read = goOn(values, read->front());
                if (!read) return read.error();
                goesOn = false;
            }
            values.insert(values.end(), read->begin(), read->end());
        }
        if (values.size() > kMostListedNumbers)
            return unreadable(trimmed(text), fmt::format("has more than {} values", kMostListedNumbers));
        if (comma == std::string_view::npos) break;
        left.remove_prefix(comma + 1);
    }
    if (goesOn) return unreadable("..", "needs a value after it");
    return values;
}

}  // namespace kaleido
