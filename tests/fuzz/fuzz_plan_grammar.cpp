// The string form of plans, in one of three plan formats that the first byte chooses. What is read is a plan without
// errors that is written and read back equal, and any beginning of its symbols can be closed to a plan.
#include "engine/plan/grammar.h"
#include "engine/plan/validate.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/plan_checks.h"

#include <array>
#include <span>

using namespace kaleido;

namespace {

/// The bundled model's, and those at either end of what a manifest may say.
const PlanFormat& formatOf(std::uint8_t choice) {
    static const std::array<PlanFormat, 3> kFormats = {PlanFormat{},
                                                       PlanFormat{.bins = 2,
                                                                  .maxItems = 1,
                                                                  .tokenColumns = 1,
                                                                  .tokenRows = 1,
                                                                  .tokenCodes = 1,
                                                                  .colorColumns = 1,
                                                                  .colorRows = 2,
                                                                  .colorLevels = 2},
                                                       PlanFormat{.bins = 4096,
                                                                  .maxItems = 256,
                                                                  .tokenColumns = 8,
                                                                  .tokenRows = 2,
                                                                  .tokenCodes = 65536,
                                                                  .colorColumns = 3,
                                                                  .colorRows = 1,
                                                                  .colorLevels = 32}};
    return kFormats[choice % kFormats.size()];
}

void checkBeginnings(const std::vector<Symbol>& symbols, const PlanFormat& format) {
    const std::size_t step = symbols.size() / 16 + 1;
    for (std::size_t count = 0; count < symbols.size(); count += step) {
        const std::vector<Symbol> begun(symbols.begin(),
                                        symbols.begin() + static_cast<std::ptrdiff_t>(count));
        fuzz::require(readPlan(closePlan(begun, format), format).ok(),
                      "a plan that is being written can be closed");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const PlanFormat& format = formatOf(data[0]);
    const auto symbols = parseSymbols(fuzz::textOf(data + 1, size - 1), format);
    if (!symbols) {
        fuzz::requireReadable(symbols.error());
        return 0;
    }
    const auto plan = readPlan(*symbols, format);
    if (!plan) {
        fuzz::requireReadable(plan.error());
        return 0;
    }
    const auto again = readPlan(writePlan(*plan, Kinds::all(), format, Purpose::Target), format);
    fuzz::require(again.ok() && *again == *plan, "a plan comes back as it was");
    fuzz::requireUsable(*plan, format);
    checkBeginnings(*symbols, format);
    return 0;
}
