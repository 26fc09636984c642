#include "app/compare/comparison_folder.h"

#include "app/compare/comparison_file.h"
#include "engine/io/atomic_file.h"
#include "engine/io/folder.h"
#include "engine/io/mapped_file.h"
#include "engine/io/plan_json.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kComparisonName = "comparison.json";
constexpr const char* kPlansName = "plans.json";

Error otherCaption(const char* what, const std::string& caption, const fs::path& folder) {
    return {Code::BadInput,
            fmt::format("holds {} of another caption, \"{}\"; choose another folder", what, caption),
            folder.string(), ""};
}

Result<void> checkSameSubject(const Comparison& there, const Comparison& wanted, const fs::path& folder) {
    if (there.common.modelHash != wanted.common.modelHash) {
        return Error{Code::BadInput,
                     fmt::format("holds pictures of another model ({}, {}…); choose another folder",
                                 there.common.modelId, there.common.modelHash.substr(0, 10)),
                     folder.string(), ""};
    }
    if (there.common.plan.caption != wanted.common.plan.caption)
        return otherCaption("pictures", there.common.plan.caption, folder);
    return {};
}

/// The comparison a folder holds; nothing where there is no such folder yet.
Result<std::optional<Comparison>> stored(const fs::path& folder) {
    const fs::path file = folder / kComparisonName;
    std::error_code code;
    if (!fs::exists(file, code)) return std::optional<Comparison>();
    auto text = readWholeFile(file, kMaxJsonBytes);
    if (!text) return text.error();
    auto comparison = comparisonFromJson(*text, file.string());
    if (!comparison) return comparison.error();
    return std::optional<Comparison>(*std::move(comparison));
}

/// The plans of comparisons that were stopped before they had all; none where there is no such file.
Result<std::vector<Plan>> waiting(const fs::path& folder, const Comparison& wanted) {
    const fs::path file = folder / kPlansName;
    std::error_code code;
    if (!fs::exists(file, code)) return std::vector<Plan>();
    const auto text = readWholeFile(file, kMaxJsonBytes);
    if (!text) return text.error();
    auto plans = plansFromJson(*text, file.string());
    if (!plans) return plans;
    for (const Plan& plan : *plans) {
        if (plan.provenance.modelHash != wanted.common.modelHash) {
            return Error{Code::BadInput,
                         fmt::format("holds plans of another model ({}…); choose another folder",
                                     plan.provenance.modelHash.substr(0, 10)),
                         folder.string(), ""};
        }
        if (plan.caption != wanted.common.plan.caption) return otherCaption("plans", plan.caption, folder);
    }
    return plans;
}

/// All plans that a folder keeps. Refuses what belongs to another model or caption.
struct KeptPlans {
    std::vector<Plan> compared, waiting;
};
Result<KeptPlans> keptIn(const fs::path& folder, const Comparison& wanted) {
    auto there = stored(folder);
    if (!there) return there.error();
    KeptPlans kept;
    if (*there) {
        if (auto same = checkSameSubject(**there, wanted, folder); !same) return same.error();
        kept.compared = std::move((*there)->plans);
    }
    auto more = waiting(folder, wanted);
    if (!more) return more.error();
    kept.waiting = *std::move(more);
    return kept;
}

/// The plans of a seed up to the first that is missing: what is sampled later follows them.
std::vector<Plan> firstOf(std::vector<Plan> plans, std::uint64_t planSeed) {
    std::ranges::sort(plans, {}, [](const Plan& plan) { return plan.provenance.planIndex; });
    const auto follows = [&, index = 0](const Plan& plan) mutable {
        return plan.provenance.planSeed == planSeed && plan.provenance.planIndex == index++;
    };
    plans.erase(std::ranges::find_if_not(plans, follows), plans.end());
    return plans;
}

}  // namespace

Result<ComparisonFolder> ComparisonFolder::open(const fs::path& folder) {
    auto comparison = stored(folder);
    if (!comparison) return comparison.error();
    if (!*comparison) {
        return Error{Code::NotFound,
                     fmt::format("is no folder of a comparison: it has no {}", kComparisonName),
                     folder.string(), ""};
    }
    return ComparisonFolder(folder, **std::move(comparison));
}

Result<std::vector<Plan>> ComparisonFolder::plansIn(const fs::path& folder, const Comparison& comparison,
                                                    std::uint64_t planSeed) {
    auto kept = keptIn(folder, comparison);
    if (!kept) return kept.error();
    std::vector<Plan> compared = firstOf(std::move(kept->compared), planSeed);
    std::vector<Plan> waiting = firstOf(std::move(kept->waiting), planSeed);
    return waiting.size() > compared.size() ? waiting : compared;
}

Result<void> ComparisonFolder::keepPlans(const fs::path& folder, const Comparison& comparison) {
    if (auto kept = keptIn(folder, comparison); !kept) return kept.error();
    if (auto made = makeFolder(folder); !made) return made;
    return writeFileAtomically(folder / kPlansName, plansToJson(comparison.plans));
}

Result<ComparisonFolder> ComparisonFolder::create(const fs::path& folder, const Comparison& comparison) {
    if (auto kept = keptIn(folder, comparison); !kept) return kept.error();
    const fs::path file = folder / kComparisonName;
    const std::string text = comparisonToJson(comparison);
    // What could not be read back must not take the place of what can.
    if (auto back = comparisonFromJson(text, file.string()); !back) return back.error();
    const ComparisonFolder made(folder, comparison);
    if (auto pictures = made.pictures().make(); !pictures) return pictures.error();
    if (auto written = writeFileAtomically(file, text); !written) return written.error();
    std::error_code code;  // what is left over is only taken up again
    fs::remove(folder / kPlansName, code);
    return made;
}

}  // namespace kaleido
