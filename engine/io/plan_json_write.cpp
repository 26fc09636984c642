#include "engine/io/plan_json.h"
#include "engine/io/plan_json_names.h"
#include "engine/plan/sentences.h"

#include <utility>

namespace kaleido {
namespace {

using Array = JsonValue::Array;
using Object = JsonValue::Object;

template <typename Enum>
JsonValue nameOf(const std::array<std::string_view, 3>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

/// Appends "state" and "locked" unless they are what a reader takes for granted.
void writePart(Object& target, PartState state, bool locked) {
    if (state != PartState::Fresh) target.emplace_back("state", nameOf(kStateNames, state));
    if (locked) target.emplace_back("locked", true);
}

/// Appends the list of parts, unless it is `count` fresh ones.
void writeParts(Object& target, const char* name, const std::vector<Part>& parts, std::size_t count) {
    if (parts == std::vector<Part>(count)) return;
    Array list;
    for (const Part& part : parts) {
        Object members;
        writePart(members, part.state, part.locked);
        list.emplace_back(std::move(members));
    }
    target.emplace_back(name, std::move(list));
}

JsonValue writeItem(const Item& item) {
    Object members = {{"id", item.id.value}, {"words", item.words}};
    if (const auto& box = item.box) {
        members.emplace_back("box",
                             Object{{"x0", box->x0}, {"y0", box->y0}, {"x1", box->x1}, {"y1", box->y1}});
    }
    if (const auto& blob = item.blob) {
        members.emplace_back("blob", Object{{"cx", blob->centre.x},
                                            {"cy", blob->centre.y},
                                            {"rx", blob->rx},
                                            {"ry", blob->ry},
                                            {"angle", blob->angle}});
    }
    members.emplace_back("origin", nameOf(kOriginNames, item.origin));
    writePart(members, item.state, item.locked);
    return members;
}

JsonValue writeGrid(const CodeGrid& grid) {
    Array codes;
    for (const int code : grid.codes) codes.push_back(code == kUnknownCode ? JsonValue() : JsonValue(code));
    Object members = {{"columns", grid.columns}, {"rows", grid.rows}, {"codes", std::move(codes)}};
    writeParts(members, "parts", grid.parts, grid.codes.size());
    return members;
}

}  // namespace

JsonValue planToValue(const Plan& plan) {
    Object root = {{"format", kPlanFormatName},
                   {"version", kPlanVersion},
                   {"caption", plan.caption},
                   {"detail", plan.detail}};
    writeParts(root, "sentences", plan.sentences, splitSentences(plan.detail).size());
    Array items;
    for (const Item& item : plan.items) items.push_back(writeItem(item));
    root.emplace_back("items", std::move(items));
    if (plan.tokens != CodeGrid{}) root.emplace_back("tokens", writeGrid(plan.tokens));
    if (plan.colors != CodeGrid{}) root.emplace_back("colors", writeGrid(plan.colors));
    root.emplace_back("provenance", Object{{"model", plan.provenance.modelHash},
                                           {"seed", plan.provenance.planSeed},
                                           {"index", plan.provenance.planIndex}});
    return root;
}

std::string planToJson(const Plan& plan) {
    return writeJson(planToValue(plan));
}

std::string plansToJson(std::span<const Plan> plans) {
    std::string text = "[";
    for (const Plan& plan : plans) {
        if (text.size() > 1) text += ",\n ";
        text += planToJson(plan);
    }
    return text + "]\n";
}

}  // namespace kaleido
