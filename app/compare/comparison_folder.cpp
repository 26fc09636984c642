#include "app/compare/comparison_folder.h"

#include "app/compare/comparison_file.h"
#include "engine/io/atomic_file.h"
#include "engine/io/mapped_file.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kComparisonName = "comparison.json";

Result<void> checkSameSubject(const Comparison& there, const Comparison& wanted, const fs::path& folder) {
    if (there.common.modelHash != wanted.common.modelHash) {
        return Error{Code::BadInput,
                     fmt::format("holds pictures of another model ({}, {}…); choose another folder",
                                 there.common.modelId, there.common.modelHash.substr(0, 10)),
                     folder.string(), ""};
    }
    if (there.common.plan.caption != wanted.common.plan.caption) {
        return Error{Code::BadInput,
                     fmt::format("holds pictures of another caption, \"{}\"; choose another folder",
                                 there.common.plan.caption),
                     folder.string(), ""};
    }
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

Result<std::vector<Plan>> ComparisonFolder::plansIn(const fs::path& folder, const Comparison& comparison) {
    auto there = stored(folder);
    if (!there) return there.error();
    if (!*there) return std::vector<Plan>();
    if (auto same = checkSameSubject(**there, comparison, folder); !same) return same.error();
    return (*there)->plans;
}

Result<ComparisonFolder> ComparisonFolder::create(const fs::path& folder, const Comparison& comparison) {
    if (auto plans = plansIn(folder, comparison); !plans) return plans.error();
    const fs::path file = folder / kComparisonName;
    const std::string text = comparisonToJson(comparison);
    // What could not be read back must not take the place of what can.
    if (auto back = comparisonFromJson(text, file.string()); !back) return back.error();
    const ComparisonFolder made(folder, comparison);
    if (auto pictures = made.pictures().make(); !pictures) return pictures.error();
    if (auto written = writeFileAtomically(file, text); !written) return written.error();
    return made;
}

}  // namespace kaleido
