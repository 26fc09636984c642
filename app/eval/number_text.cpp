#include "app/eval/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr const char* kMinus = "\u2212";  // as wide as a digit, unlike a hyphen
constexpr int kMostDecimals = 8;
constexpr double kLargest = 1e15;  ///< beyond it digits are not worth their room

/// The column's value in a row, if it was measured.
std::optional<double> valueAt(const ResultRow& row, std::size_t column) {
    if (column >= row.values.size() || !row.values[column]) return std::nullopt;
    return std::isfinite(*row.values[column]) ? row.values[column] : std::nullopt;
}

int decimalsOfThreeDigits(const ResultTable& table, std::size_t column) {
    std::vector<double> sizes;
    for (const ResultRow& row : table.rows) {
        const double size = std::abs(valueAt(row, column).value_or(0));
        if (size > 0) sizes.push_back(size);
    }
    if (sizes.empty()) return 2;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::ranges::nth_element(sizes, middle);
    return static_cast<int>(std::clamp(2 - std::floor(std::log10(*middle)), 0.0, double{kMostDecimals}));
}

int decimalsOf(const ResultTable& table, std::size_t column) {
    switch (table.columns[column].style) {
        case NumberStyle::Plain2:
            return 2;
        case NumberStyle::Plain3:
            return decimalsOfThreeDigits(table, column);
        case NumberStyle::Percent:
            return 1;
        case NumberStyle::Count:
            return 0;
    }
    return 0;
}

/// 12000 → 12,000; digits after a point are left alone.
std::string withThousands(std::string digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
    return digits;
}

std::string numberText(double value, NumberStyle style, int decimals) {
    if (style == NumberStyle::Percent) value *= 100;
    const double size = std::abs(value);
    std::string text =
        size < kLargest ? withThousands(fmt::format("{:.{}f}", size, decimals)) : fmt::format("{:.2e}", size);
    // What is rounded to nothing has no sign.
    const bool isNothing = text.find_first_not_of("0.,") == std::string::npos;
    return fmt::format("{}{}{}", value < 0 && !isNothing ? kMinus : "", text,
                       style == NumberStyle::Percent ? " %" : "");
}

}  // namespace

std::vector<std::string> numberTexts(const ResultTable& table, std::size_t column) {
    const int decimals = decimalsOf(table, column);
    std::vector<std::string> texts;
    for (const ResultRow& row : table.rows) {
        const auto value = valueAt(row, column);
        texts.push_back(value ? numberText(*value, table.columns[column].style, decimals) : kNotMeasured);
    }
    return texts;
}

}  // namespace kaleido
