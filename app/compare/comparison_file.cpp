#include "app/compare/comparison_file.h"

#include "engine/io/json_format.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/plan_json.h"

#include <utility>

namespace kaleido {
namespace {

constexpr const char* kFormat = "kaleido-comparison";
constexpr std::size_t kMostValues = 10'000;
constexpr std::size_t kMostPlans = 10'000;

JsonValue axisToValue(const Axis& axis) {
    JsonValue::Array values;
    for (const AxisValue& value : axis.values) values.emplace_back(valueText(value));
    return JsonValue::Object{{"axis", axisName(axis.kind)}, {"values", std::move(values)}};
}

std::optional<Axis> axisFromNode(const std::optional<JsonNode>& node) {
    if (!node) return std::nullopt;
    node->allowOnly({"axis", "values"});
    const auto kind = parseAxisName(node->at("axis").text(100));
    if (!kind) {
        node->at("axis").report(kind.error().message);
        return std::nullopt;
    }
    std::string list;
    for (const JsonNode& value : node->at("values").elements(kMostValues))
        list += (list.empty() ? "" : ", ") + value.text(100);
    auto axis = parseAxis(*kind, list);
    if (!axis) {
        node->at("values").report(axis.error().message);
        return std::nullopt;
    }
    return *std::move(axis);
}

Comparison fromNode(const JsonNode& root) {
    Comparison comparison;
    root.allowOnly({"format", "version", "set", "common", "plan", "rows", "columns", "plans"});
    comparison.setSize = root.at("set").integer(1, kMostInSet);
    const JsonNode common = root.at("common");
    comparison.common = recordFromNode(common);
    comparison.common.width = common.at("width").integer(1, kMaxResolution);
    comparison.common.height = common.at("height").integer(1, kMaxResolution);
    for (const JsonNode& plan : root.at("plans").elements(kMostPlans))
        comparison.plans.push_back(planFromNode(plan));
    if (const auto plan = root.find("plan")) comparison.plan = plan->integer<std::uint64_t>(1, kMostPlans);
    comparison.rows = axisFromNode(root.find("rows"));
    comparison.columns = axisFromNode(root.find("columns"));
    return comparison;
}

}  // namespace

std::string comparisonToJson(const Comparison& comparison) {
    JsonValue::Object document{{"format", kFormat},
                               {"version", kComparisonVersion},
                               {"set", comparison.setSize},
                               {"common", recordToValue(comparison.common)}};
    if (comparison.plan) document.emplace_back("plan", *comparison.plan);
    if (comparison.rows) document.emplace_back("rows", axisToValue(*comparison.rows));
    if (comparison.columns) document.emplace_back("columns", axisToValue(*comparison.columns));
    JsonValue::Array plans;
    for (const Plan& plan : comparison.plans) plans.push_back(planToValue(plan));
    document.emplace_back("plans", std::move(plans));
    return writeJson(document, {.indent = 1});
}

Result<Comparison> comparisonFromJson(std::string_view text, const std::string& path) {
    const auto document = parseJson(text, path);
    if (!document) return document.error();
    JsonFault fault(Code::BadInput, path);
    const JsonNode root(*document, fault);
    checkFormat(root, kFormat, kComparisonVersion);
    if (fault.error()) return *fault.error();
    Comparison comparison = fromNode(root);
    if (fault.error()) return *fault.error();
    if (auto sensible = checkComparison(comparison); !sensible)
        return Error{Code::BadInput, sensible.error().message, path, ""};
    if (static_cast<std::size_t>(plansNeeded(comparison)) > comparison.plans.size())
        return Error{Code::BadInput, "holds fewer plans than its cells need", path, "/plans"};
    return comparison;
}

}  // namespace kaleido
