#include "engine/train/checkpoint.h"

#include "engine/io/safetensors.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <set>

namespace kaleido {
namespace {

constexpr const char* kFormat = "kaleido-checkpoint";
constexpr const char* kVersion = "1";
constexpr std::size_t kNamesInMessage = 5;

void addViews(std::vector<TensorView>& views, std::vector<torch::Tensor>& alive, const std::string& kind,
              const std::map<std::string, torch::Tensor>& tensors) {
    for (const auto& [name, tensor] : tensors) {
        const torch::Tensor plain = tensor.detach().to(torch::kFloat32).contiguous();
        alive.push_back(plain);
        const auto* bytes = static_cast<const std::byte*>(plain.const_data_ptr());
        views.push_back({kind + name, DType::Float32, plain.sizes().vec(), {bytes, plain.nbytes()}});
    }
}

/// Numbers travel as text in the file's metadata.
template <typename T>
bool readNumber(const std::map<std::string, std::string>& metadata, const char* key, T& value) {
    const auto found = metadata.find(key);
    if (found == metadata.end()) return false;
    const char* end = found->second.data() + found->second.size();
    const auto [stop, code] = std::from_chars(found->second.data(), end, value);
    return code == std::errc() && stop == end;
}

Error damaged(const std::filesystem::path& path, const std::string& field, const std::string& what) {
    return {Code::BadWeights, what + "; delete it to start this stage anew", path.string(), field};
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesInMessage); ++i)
        text += (i ? ", " : "") + names[i];
    if (names.size() > kNamesInMessage) text += fmt::format(" and {} more", names.size() - kNamesInMessage);
    return text;
}

std::string networkOf(const std::string& name) {
    return name.substr(0, name.find('/'));
}

}  // namespace

Result<void> saveCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& path) {
    std::vector<torch::Tensor> alive;
    std::vector<TensorView> views;
    addViews(views, alive, "weights/", checkpoint.weights);
    addViews(views, alive, "averages/", checkpoint.averages);
    addViews(views, alive, "optimiser/", checkpoint.optimiser);
    const std::map<std::string, std::string> metadata = {
        {"format", kFormat},
        {"version", kVersion},
        {"stage", checkpoint.stage},
        {"config_hash", checkpoint.configHash},
        {"steps", fmt::format("{}", checkpoint.steps)},
        {"pictures", fmt::format("{}", checkpoint.pictures)},
        {"skipped", fmt::format("{}", checkpoint.skipped)},
        {"seconds", fmt::format("{}", checkpoint.seconds)},
        {"cooldown_start", fmt::format("{}", checkpoint.cooldownStart)},
        {"cooldown_length", fmt::format("{}", checkpoint.cooldownLength)},
    };
    return writeSafeTensors(path, views, metadata);
}

Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path) {
    auto file = SafeTensorsFile::open(path);
    if (!file) return file.error();
    const auto& metadata = file->metadata();
    const auto format = metadata.find("format");
    if (format == metadata.end() || format->second != kFormat) {
        return damaged(path, "format", "this file is not a training checkpoint");
    }
    Checkpoint checkpoint;
    if (const auto stage = metadata.find("stage"); stage != metadata.end()) checkpoint.stage = stage->second;
    if (const auto hash = metadata.find("config_hash"); hash != metadata.end())
        checkpoint.configHash = hash->second;
    if (!readNumber(metadata, "steps", checkpoint.steps) ||
        !readNumber(metadata, "pictures", checkpoint.pictures) ||
        !readNumber(metadata, "skipped", checkpoint.skipped) ||
        !readNumber(metadata, "seconds", checkpoint.seconds) ||
        !readNumber(metadata, "cooldown_start", checkpoint.cooldownStart) ||
        !readNumber(metadata, "cooldown_length", checkpoint.cooldownLength)) {
        return damaged(path, "__metadata__", "a counter of the checkpoint is missing or no number");
    }
    for (const TensorView& view : file->tensors()) {
        if (view.dtype != DType::Float32)
            return damaged(path, view.name, "a checkpoint holds float32 tensors only");
        torch::Tensor tensor = torch::empty(view.shape, torch::kFloat32);
        std::memcpy(tensor.data_ptr(), view.bytes.data(), view.bytes.size());
        const auto slash = view.name.find('/');
        const std::string kind = view.name.substr(0, slash);
        const std::string name = slash == std::string::npos ? "" : view.name.substr(slash + 1);
        if (kind == "weights")
            checkpoint.weights[name] = tensor;
        else if (kind == "averages")
            checkpoint.averages[name] = tensor;
        else if (kind == "optimiser")
            checkpoint.optimiser[name] = tensor;
        else
            return damaged(path, view.name, "a checkpoint holds weights, averages and optimiser state only");
    }
    return checkpoint;
}

Result<void> copyByName(const std::map<std::string, torch::Tensor>& source,
                        const std::map<std::string, torch::Tensor>& targets, const std::string& path) {
    const torch::NoGradGuard noGrad;
    std::vector<std::string> missing, misshapen, surplus;
    std::set<std::string> networks;
    for (const auto& [name, target] : targets) {
        networks.insert(networkOf(name));
        const auto found = source.find(name);
        if (found == source.end())
            missing.push_back(name);
        else if (found->second.sizes() != target.sizes())
            misshapen.push_back(name);
    }
    for (const auto& [name, tensor] : source) {
        if (networks.contains(networkOf(name)) && !targets.contains(name)) surplus.push_back(name);
    }
    if (!missing.empty() || !misshapen.empty() || !surplus.empty()) {
        std::string what = "the weights do not fit the configuration:";
        if (!missing.empty()) what += " missing " + listed(missing) + ";";
        if (!misshapen.empty()) what += " of another shape " + listed(misshapen) + ";";
        if (!surplus.empty()) what += " unknown " + listed(surplus) + ";";
        return Error{Code::BadWeights, what + " start from weights of the same configuration", path, ""};
    }
    for (const auto& [name, target] : targets) torch::Tensor(target).copy_(source.at(name));
    return {};
}

}  // namespace kaleido
