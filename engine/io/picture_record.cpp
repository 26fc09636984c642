#include "engine/io/picture_record.h"

#include "engine/io/json_format.h"
#include "engine/io/plan_json.h"
#include "engine/io/printable.h"
#include "engine/plan/kinds.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace kaleido {
namespace {

constexpr const char* kFormat = "kaleido-picture";
constexpr std::uint64_t kMaxSeed = std::numeric_limits<std::uint64_t>::max();

}  // namespace

JsonValue recordToValue(const PictureRecord& record) {
    JsonValue::Object object{{"plan", planToValue(record.plan)},
                             {"kinds", {formatKinds(record.kinds)}},
                             {"negative", {record.negative}},
                             {"seed", {record.seed}},
                             {"sampler", {record.sampler}},
                             {"eta", {record.eta}},
                             {"steps", {std::int64_t{record.steps}}},
                             {"guidance", {record.guidance}},
                             {"rescale", {record.rescale}},
                             {"width", {std::int64_t{record.width}}},
                             {"height", {std::int64_t{record.height}}},
                             {"model", {record.modelId}},
                             {"model_hash", {record.modelHash}},
                             {"code_version", {record.codeVersion}},
                             {"device", {record.device}},
                             {"precision", {record.precision}},
                             {"micro_batch", {std::int64_t{record.microBatch}}},
                             {"run", {record.run}},
                             {"row", {std::int64_t{record.row}}},
                             {"column", {std::int64_t{record.column}}}};
    if (record.cads.on()) object.emplace_back("cads", cadsToValue(record.cads));
    return {std::move(object)};
}

PictureRecord recordFromNode(const JsonNode& node) {
    node.allowOnly({"plan",     "kinds",     "negative",    "seed",   "sampler", "eta",        "steps",
                    "guidance", "rescale",   "width",       "height", "model",   "model_hash", "code_version",
                    "device",   "precision", "micro_batch", "run",    "row",     "column",     "cads"});
    PictureRecord record;
    record.plan = planFromNode(node.at("plan"));
    const std::string kindsText = node.at("kinds").text(100);
    if (const auto kinds = parseKinds(kindsText))
        record.kinds = *kinds;
    else
        node.at("kinds").report(fmt::format("{} is no sum of kinds such as text+items", inQuotes(kindsText)));
    record.negative = node.at("negative").text();
    record.seed = node.at("seed").integer<std::uint64_t>(0, kMaxSeed);
    record.sampler = node.at("sampler").text(100);
    record.eta = node.at("eta").number(0, 1);
    record.steps = node.at("steps").integer(1, 1'000'000);
    record.guidance = node.at("guidance").number(-1e6, 1e6);
    record.rescale = node.at("rescale").number(0, 1);
    if (const auto cads = node.find("cads")) record.cads = cadsFromNode(*cads);
    record.width = node.at("width").integer(1, 65'536);
    record.height = node.at("height").integer(1, 65'536);
    record.modelId = node.at("model").text(1000);
    record.modelHash = node.at("model_hash").text(100);
    record.codeVersion = node.at("code_version").text(1000);
    record.device = node.at("device").text(1000);
    record.precision = node.at("precision").text(100);
    record.microBatch = node.at("micro_batch").integer(0, 1'000'000);
    record.run = node.at("run").text(1000);
    record.row = node.at("row").integer(0, 1'000'000);
    record.column = node.at("column").integer(0, 1'000'000);
    return record;
}

std::string recordsToJson(const std::vector<PictureRecord>& records) {
    JsonValue::Array pictures;
    for (const PictureRecord& record : records) pictures.push_back(recordToValue(record));
    const JsonValue document{JsonValue::Object{{"format", {std::string(kFormat)}},
                                               {"version", {std::int64_t{kPictureRecordVersion}}},
                                               {"pictures", {pictures}}}};
    return writeJson(document, {.ascii = true});
}

Result<std::vector<PictureRecord>> recordsFromJson(std::string_view text, const std::string& path) {
    const auto document = parseJson(text, path);
    if (!document) return withCode(document.error(), Code::BadPlan);
    JsonFault fault(Code::BadPlan, path);
    const JsonNode root(*document, fault);
    checkFormat(root, kFormat, kPictureRecordVersion);
    if (fault.error()) return *fault.error();
    root.allowOnly({"format", "version", "pictures"});
    std::vector<PictureRecord> records;
    for (const JsonNode& node : root.at("pictures").elements(kMaxPictureRecords)) {
        records.push_back(recordFromNode(node));
        if (fault.error()) break;
    }
    if (fault.error()) return *fault.error();
    return records;
}

}  // namespace kaleido
