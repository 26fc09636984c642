#include "engine/io/json_format.h"
#include "engine/io/plan_json.h"
#include "engine/io/plan_json_names.h"
#include "engine/io/printable.h"
#include "engine/plan/sentences.h"

#include <fmt/format.h>
#include <algorithm>
#include <limits>
#include <utility>

namespace kaleido {
namespace {

// What is read at all is bounded by engine/base/limits.h; what a model allows is validate()'s business and much less.
constexpr int kMaxNumber = std::numeric_limits<int>::max();

template <typename Enum>
Enum readEnum(const JsonNode& node, const std::array<std::string_view, 3>& names) {
    const std::string name = node.text();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<Enum>(found - names.begin());
    node.report(fmt::format("{} is none of {}", inQuotes(name), fmt::join(names, ", ")));
    return Enum{};
}

/// The members "state" and "locked" of an item or a part.
Part readPart(const JsonNode& node) {
    Part part;
    if (const auto state = node.find("state")) part.state = readEnum<PartState>(*state, kStateNames);
    if (const auto locked = node.find("locked")) part.locked = locked->boolean();
    return part;
}

std::vector<Part> readParts(const JsonNode& node) {
    std::vector<Part> parts;
    for (const JsonNode& element : node.elements(kMaxPlanFileGridSide * kMaxPlanFileGridSide)) {
        element.allowOnly({"state", "locked"});
        parts.push_back(readPart(element));
    }
    return parts;
}

Box readBox(const JsonNode& node) {
    node.allowOnly({"x0", "y0", "x1", "y1"});
    return {node.at("x0").number(), node.at("y0").number(), node.at("x1").number(), node.at("y1").number()};
}

Blob readBlob(const JsonNode& node) {
    node.allowOnly({"cx", "cy", "rx", "ry", "angle"});
    return {{node.at("cx").number(), node.at("cy").number()},
            node.at("rx").number(),
            node.at("ry").number(),
            node.at("angle").number()};
}

Item readItem(const JsonNode& node) {
    Item item;
    node.allowOnly({"id", "words", "box", "blob", "origin", "state", "locked"});
    constexpr auto kAny = std::numeric_limits<std::uint64_t>::max();
    if (const auto id = node.find("id")) item.id = ItemId{id->integer<std::uint64_t>(1, kAny)};
    if (const auto words = node.find("words")) item.words = words->text(kMaxPlanFileTextBytes);
    if (const auto box = node.find("box")) item.box = readBox(*box);
    if (const auto blob = node.find("blob")) item.blob = readBlob(*blob);
    item.origin = Origin::Imported;
    if (const auto origin = node.find("origin")) item.origin = readEnum<Origin>(*origin, kOriginNames);
    const Part part = readPart(node);
    item.state = part.state;
    item.locked = part.locked;
    return item;
}

std::vector<Item> readItems(const JsonNode& node) {
    std::vector<Item> items;
    std::uint64_t largest = 0;
    for (const JsonNode& element : node.elements(kMaxPlanFileItems)) {
        items.push_back(readItem(element));
        largest = std::max(largest, items.back().id.value);
    }
    std::uint64_t next = largest;
    for (Item& item : items) {
        if (!item.id) item.id = ItemId{++next};
    }
    if (next < largest) node.report("no number is left for the items without an id");
    return items;
}

CodeGrid readGrid(const JsonNode& node) {
    CodeGrid grid;
    node.allowOnly({"columns", "rows", "codes", "parts"});
    grid.columns = node.at("columns").integer(1, kMaxPlanFileGridSide);
    grid.rows = node.at("rows").integer(1, kMaxPlanFileGridSide);
    const auto cells = static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows);
    const JsonNode codes = node.at("codes");
    for (const JsonNode& code : codes.elements(cells)) {
        grid.codes.push_back(code.isNull() ? kUnknownCode : code.integer(0, kMaxNumber));
    }
    if (grid.codes.size() != cells) {
        codes.report(fmt::format("{} codes are needed for {} × {} cells", cells, grid.columns, grid.rows));
        return grid;  // a size that is only claimed costs nothing
    }
    const auto parts = node.find("parts");
    grid.parts = parts ? readParts(*parts) : std::vector<Part>(cells);
    if (grid.parts.size() != cells) parts->report(fmt::format("{} parts are needed, one a cell", cells));
    return grid;
}

Provenance readProvenance(const JsonNode& node) {
    node.allowOnly({"model", "seed", "index"});
    return {.modelHash = node.at("model").text(),
            .planSeed = node.at("seed").integer<std::uint64_t>(0, std::numeric_limits<std::uint64_t>::max()),
            .planIndex = node.at("index").integer(0, kMaxNumber)};
}

Result<JsonValue> parsePlans(std::string_view text, const std::string& path) {
    Result<JsonValue> document = parseJson(text, path);
    return document ? std::move(document) : withCode(document.error(), Code::BadPlan);
}

}  // namespace

Plan planFromNode(const JsonNode& node) {
    Plan plan;
    checkFormat(node, kPlanFormatName, kPlanVersion);
    node.allowOnly(
        {"format", "version", "caption", "detail", "sentences", "items", "tokens", "colors", "provenance"});
    if (const auto caption = node.find("caption")) plan.caption = caption->text(kMaxPlanFileTextBytes);
    if (const auto detail = node.find("detail")) plan.detail = detail->text(kMaxPlanFileTextBytes);
    const auto sentences = node.find("sentences");
    plan.sentences =
        sentences ? readParts(*sentences) : std::vector<Part>(splitSentences(plan.detail).size());
    if (const auto items = node.find("items")) plan.items = readItems(*items);
    if (const auto tokens = node.find("tokens")) plan.tokens = readGrid(*tokens);
    if (const auto colors = node.find("colors")) plan.colors = readGrid(*colors);
    if (const auto provenance = node.find("provenance")) plan.provenance = readProvenance(*provenance);
    return plan;
}

Result<Plan> planFromJson(std::string_view text, const std::string& path) {
    const Result<JsonValue> document = parsePlans(text, path);
    if (!document) return document.error();
    JsonFault fault(Code::BadPlan, path);
    Plan plan = planFromNode(JsonNode(*document, fault));
    if (fault.error()) return *fault.error();
    return plan;
}

Result<std::vector<Plan>> plansFromValue(const JsonValue& document, const std::string& path) {
    JsonFault fault(Code::BadPlan, path);
    const JsonNode root(document, fault);
    std::vector<Plan> plans;
    if (!document.array()) {
        plans.push_back(planFromNode(root));
    } else {
        for (const JsonNode& element : root.elements(document.array()->size())) {
            plans.push_back(planFromNode(element));
            if (fault.error()) break;
        }
        if (plans.empty()) root.report("there is no plan in the list");
    }
    if (fault.error()) return *fault.error();
    return plans;
}

Result<std::vector<Plan>> plansFromJson(std::string_view text, const std::string& path) {
    const Result<JsonValue> document = parsePlans(text, path);
    return document ? plansFromValue(*document, path) : document.error();
}

}  // namespace kaleido
