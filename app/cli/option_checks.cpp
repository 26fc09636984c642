#include "app/cli/option_checks.h"

#include "engine/plan/kinds.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string>

namespace kaleido::cli {
namespace {

/// True if the whole text is one number.
template <typename Number>
bool readNumber(const std::string& text, Number& number) {
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end;
}

}  // namespace

CLI::Validator numberIn(double low, double high) {
    return {[low, high](std::string& text) -> std::string {
                double number = 0;
                // NaN compares false with everything.
                if (readNumber(text, number) && number >= low && number <= high) return "";
                return fmt::format("'{}' is no number from {} to {}", text, low, high);
            },
            ""};
}

CLI::Validator seedNumber() {
    return {[](std::string& text) -> std::string {
                std::uint64_t seed = 0;
                if (readNumber(text, seed)) return "";
                return fmt::format("'{}' is no whole number from 0 to 18446744073709551615", text);
            },
            ""};
}

Result<Kinds> kindsOption(Kinds asked, Kinds model) {
    auto kinds = kindsForModel(asked, model);
    if (!kinds) return Error{Code::Usage, kinds.error().message, "", "--kinds"};
    return kinds;
}

}  // namespace kaleido::cli
