#include "app/eval/evaluation_folder.h"

#include "engine/io/atomic_file.h"
#include "engine/io/folder.h"
#include "engine/io/json_format.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/mapped_file.h"
#include "engine/io/plan_json.h"
#include "engine/io/sha256.h"
#include "engine/plan/kinds.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "evaluation.json";
constexpr const char* kFormat = "kaleido-evaluation-folder";
constexpr int kVersion = 1;
constexpr std::size_t kNameDigits = 32;  ///< of a hash: 128 bits

/// The hash of the model that a folder belongs to.
Result<std::string> ownerOf(const fs::path& file) {
    auto document = readJsonFile(file);
    if (!document) return document.error();
    JsonFault fault(Code::BadInput, file.string());
    const JsonNode root(*document, fault);
    checkFormat(root, kFormat, kVersion);
    root.allowOnly({"format", "version", "model", "model_hash"});
    root.at("model").text();
    const std::string hash = root.at("model_hash").text();
    if (fault.error()) return *fault.error();
    return hash;
}

/// What has the same `key` takes the place of what was there, the rest is added.
template <typename T>
void replaceBy(std::string T::*key, std::vector<T>& there, std::vector<T> later) {
    for (T& one : later) {
        const auto same = std::ranges::find(there, one.*key, key);
        if (same == there.end())
            there.push_back(std::move(one));
        else
            *same = std::move(one);
    }
}

}  // namespace

EvaluationFolder::EvaluationFolder(fs::path folder, std::string modelHash)
    : m_folder(std::move(folder)), m_modelHash(std::move(modelHash)), m_pictures(m_folder / "pictures") {}

Result<EvaluationFolder> EvaluationFolder::create(const fs::path& folder, const ModelInfo& model) {
    const fs::path file = folder / kName;
    std::error_code code;
    if (fs::exists(file, code)) {
        const auto owner = ownerOf(file);
        if (!owner) return owner.error();
        if (*owner != model.hash) {
            return Error{Code::BadInput,
                         fmt::format("holds the evaluation of another model ({}…, not {}…); choose another "
                                     "--folder",
                                     owner->substr(0, 10), model.hash.substr(0, 10)),
                         folder.string(), ""};
        }
        return EvaluationFolder(folder, model.hash);
    }
    EvaluationFolder made(folder, model.hash);
    for (const fs::path& path : {folder / "plans", made.pictures().path()}) {
        if (auto there = makeFolder(path); !there) return there.error();
    }
    const JsonValue owner = JsonValue::Object{
        {"format", kFormat}, {"version", kVersion}, {"model", model.id}, {"model_hash", model.hash}};
    if (auto written = writeFileAtomically(file, writeJson(owner, {.indent = 2}) + "\n"); !written)
        return written.error();
    return made;
}

fs::path EvaluationFolder::fileOf(const PlanRequest& request) const {
    const JsonValue essence = JsonValue::Object{{"model", m_modelHash},
                                                {"caption", request.caption},
                                                {"base", planToValue(request.base)},
                                                {"kinds", formatKinds(request.kinds)},
                                                {"first", request.first},
                                                {"count", request.count},
                                                {"seed", request.seed},
                                                {"temperature", request.sampling.temperature},
                                                {"top_p", request.sampling.topP},
                                                {"top_k", request.sampling.topK}};
    return m_folder / "plans" / (sha256(writeJson(essence)).substr(0, kNameDigits) + ".json");
}

std::optional<std::vector<Plan>> EvaluationFolder::plans(const PlanRequest& request) const {
    const fs::path file = fileOf(request);
    std::error_code code;
    if (!fs::exists(file, code)) return std::nullopt;
    const auto text = readWholeFile(file, kMaxJsonBytes);
    if (!text) return std::nullopt;
    auto plans = plansFromJson(*text, file.string());
    if (!plans || plans->size() != static_cast<std::size_t>(request.count)) return std::nullopt;
    return *std::move(plans);
}

Result<void> EvaluationFolder::keep(const PlanRequest& request, const std::vector<Plan>& plans) const {
    return writeFileAtomically(fileOf(request), plansToJson(plans));
}

EvaluationResults updated(const EvaluationResults& before, EvaluationResults later) {
    if (before.modelHash != later.modelHash || before.judgesHash != later.judgesHash ||
        before.size != later.size || before.codeVersion != later.codeVersion)
        return later;
    EvaluationResults both = before;
    replaceBy(&ResultFact::name, both.facts, std::move(later.facts));
    replaceBy(&ResultTable::id, both.tables, std::move(later.tables));
    replaceBy(&ResultChart::id, both.charts, std::move(later.charts));
    return both;
}

}  // namespace kaleido
