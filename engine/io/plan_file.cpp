#include "engine/io/plan_json.h"

#include <fmt/format.h>
#include <utility>

namespace kaleido {
namespace {

Error asError(const Issue& issue, const std::filesystem::path& path, std::string pointer) {
    return Error{Code::BadPlan, issue.message, path.string(), std::move(pointer)};
}

}  // namespace

std::string pointerTo(PartRef part) {
    switch (part.kind) {
        case PartKind::Plan:
            return "";
        case PartKind::Caption:
            return "/caption";
        case PartKind::Detail:
            return "/detail";
        case PartKind::Sentence:
            return fmt::format("/sentences/{}", part.index);
        case PartKind::Item:
            return fmt::format("/items/{}", part.index);
        case PartKind::Tokens:
            return "/tokens";
        case PartKind::Token:
            return fmt::format("/tokens/codes/{}", part.index);
        case PartKind::Colors:
            return "/colors";
        case PartKind::Color:
            return fmt::format("/colors/codes/{}", part.index);
    }
    return "";
}

Result<PlanFile> readPlanFile(const std::filesystem::path& path, const PlanFormat& format) {
    const Result<JsonValue> document = readJsonFile(path);
    if (!document) return withCode(document.error(), Code::BadPlan);
    Result<std::vector<Plan>> plans = plansFromValue(*document, path.string());
    if (!plans) return plans.error();
    const bool isList = document->array() != nullptr;
    PlanFile file{.plans = *std::move(plans), .issues = {}};
    for (std::size_t i = 0; i < file.plans.size(); ++i) {
        for (Issue& issue : validate(file.plans[i], format)) {
            if (issue.severity == Severity::Error) {
                const std::string place = isList ? fmt::format("/{}", i) : std::string();
                return asError(issue, path, place + pointerTo(issue.part));
            }
            file.issues.push_back({i, std::move(issue)});
        }
    }
    return file;
}

}  // namespace kaleido
