#include "tests/fuzz/plan_checks.h"

#include "engine/plan/given.h"
#include "engine/plan/grammar.h"
#include "engine/plan/validate.h"
#include "tests/fuzz/fuzz.h"

namespace kaleido::fuzz {

void requireUsable(const Plan& plan, const PlanFormat& format) {
    require(!hasErrors(validate(plan, format)), "the plan has no errors");
    const auto [ordered, given] = givenFirst(plan, givenFromLocks(plan));
    for (const Purpose purpose : {Purpose::Target, Purpose::Given, Purpose::Condition}) {
        const std::vector<Symbol> symbols = writePlan(ordered, Kinds::all(), format, purpose, given);
        const auto read = readPlan(symbols, format);
        require(read.ok(), "the symbols of a plan are read");
        require(!hasErrors(validate(*read, format)), "a plan that was read from symbols has no errors");
        const auto parsed = parseSymbols(toText(symbols), format);
        require(parsed.ok(), "the text of a plan is read");
        const auto reread = readPlan(*parsed, format);
        require(reread.ok() && *reread == *read, "the text of a plan means what its symbols mean");
    }
}

}  // namespace kaleido::fuzz
