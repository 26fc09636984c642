// Plan files. What is accepted can be written and read back equal; what also validates is usable.
#include "engine/io/plan_json.h"
#include "engine/plan/validate.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/plan_checks.h"

using namespace kaleido;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto plans = plansFromJson(fuzz::textOf(data, size), "plans.json");
    if (!plans) {
        fuzz::requireReadable(plans.error());
        return 0;
    }
    const auto again = plansFromJson(plansToJson(*plans), "again.json");
    fuzz::require(again.ok() && *again == *plans, "plans come back as they were");
    for (const Plan& plan : *plans) {
        const std::vector<Issue> issues = validate(plan, PlanFormat{});
        for (const Issue& issue : issues) fuzz::requireReadable({Code::BadPlan, issue.message, {}, {}});
        if (!hasErrors(issues)) fuzz::requireUsable(plan, PlanFormat{});
    }
    return 0;
}
