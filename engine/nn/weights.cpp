#include "engine/nn/weights.h"

#include "engine/io/printable.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace kaleido {
namespace {

using State = torch::OrderedDict<std::string, torch::Tensor>;

constexpr std::array kTypes{
    std::pair{DType::Float64, torch::kFloat64}, std::pair{DType::Float32, torch::kFloat32},
    std::pair{DType::Float16, torch::kFloat16}, std::pair{DType::BFloat16, torch::kBFloat16},
    std::pair{DType::Int64, torch::kInt64},     std::pair{DType::Int32, torch::kInt32},
    std::pair{DType::Int16, torch::kInt16},     std::pair{DType::Int8, torch::kInt8},
    std::pair{DType::UInt8, torch::kUInt8},     std::pair{DType::Bool, torch::kBool},
};

torch::Dtype torchType(DType dtype) {
    for (const auto& [stored, type] : kTypes)
        if (stored == dtype) return type;
    throw std::invalid_argument("an element type without a tensor type");
}

DType storedType(torch::Dtype dtype) {
    for (const auto& [stored, type] : kTypes)
        if (type == dtype) return stored;
    throw std::invalid_argument("weights: the element type cannot be stored");
}

bool isPersistent(const std::string& name) {
    return name[name.rfind('.') + 1] != '_';
}

/// One kind of misfit: the first few that were found, and how many there are.
class Misfits {
public:
    explicit Misfits(std::string_view kind) : m_kind(kind) {}

    void add(const std::string& name, std::string_view detail = {}) {
        constexpr std::size_t kShown = 5;
        if (m_count++ < kShown) m_shown.push_back(inQuotes(name) + std::string(detail));
    }
    bool any() const { return m_count > 0; }
    std::string text() const {
        const std::size_t hidden = m_count - m_shown.size();
        return fmt::format("{} {}: {}{}", m_count, m_kind, fmt::join(m_shown, ", "),
                           hidden ? fmt::format(" and {} more", hidden) : "");
    }

private:
    std::string_view m_kind;
    std::vector<std::string> m_shown;
    std::size_t m_count = 0;
};

std::string misfitOf(const TensorView& view, const torch::Tensor& place) {
    const std::vector<std::int64_t> wanted = place.sizes().vec();
    if (view.shape != wanted)
        return fmt::format(" has shape [{}], expected [{}]", fmt::join(view.shape, ","),
                           fmt::join(wanted, ","));
    if (torch::isFloatingType(torchType(view.dtype)) != place.is_floating_point())
        return fmt::format(" has type {}, expected {}", safeTensorsName(view.dtype),
                           safeTensorsName(storedType(place.scalar_type())));
    return {};
}

/// Compares the names, shapes and kinds of number; nothing is read yet.
Result<void> checkFit(const State& state, const SafeTensorsFile& file, const std::string& prefix) {
    Misfits missing("missing");
    Misfits unfit("of the wrong shape or type");
    Misfits surplus("too many");
    for (const auto& entry : state) {
        const TensorView* view = file.find(prefix + entry.key());
        if (!view) {
            missing.add(prefix + entry.key());
        } else if (const std::string misfit = misfitOf(*view, entry.value()); !misfit.empty()) {
            unfit.add(view->name, misfit);
        }
    }
    for (const TensorView& view : file.tensors())
        if (view.name.starts_with(prefix) && !state.contains(view.name.substr(prefix.size())))
            surplus.add(view.name);

    std::vector<std::string> texts;
    for (const Misfits* misfits : {&missing, &unfit, &surplus})
        if (misfits->any()) texts.push_back(misfits->text());
    if (texts.empty()) return {};
    return Error{
        Code::BadWeights,
        fmt::format("the tensors do not fit the network that the manifest describes ({}); use the weight "
                    "file and the manifest of one model",
                    fmt::join(texts, "; ")),
        file.path().string(),
        {}};
}

}  // namespace

State stateDict(const torch::nn::Module& module) {
    State state;
    for (const auto& parameter : module.named_parameters())
        state.insert(parameter.key(), parameter.value().detach());
    for (const auto& buffer : module.named_buffers())
        if (isPersistent(buffer.key())) state.insert(buffer.key(), buffer.value().detach());
    return state;
}

Result<void> loadWeights(torch::nn::Module& module, const SafeTensorsFile& file, const std::string& prefix) {
    const State state = stateDict(module);
    if (const auto fits = checkFit(state, file, prefix); !fits) return fits.error();
    const torch::NoGradGuard guard;
    for (const auto& entry : state) {
        torch::Tensor place = entry.value();
        place.copy_(toTensor(*file.find(prefix + entry.key())));
    }
    return {};
}

Result<void> saveWeights(const torch::nn::Module& module, const std::filesystem::path& path,
                         torch::Dtype dtype, const std::map<std::string, std::string>& metadata) {
    const State state = stateDict(module);
    std::vector<torch::Tensor> stored;  // keeps the bytes that the views show
    std::vector<TensorView> views;
    for (const auto& entry : state) {
        const torch::Tensor& tensor = entry.value();
        const torch::Dtype type = tensor.is_floating_point() ? dtype : tensor.scalar_type();
        stored.push_back(tensor.to(torch::kCPU, type).contiguous());
        views.push_back(toView(entry.key(), stored.back()));
    }
    return writeSafeTensors(path, views, metadata);
}

torch::Tensor toTensor(const TensorView& view) {
    torch::Tensor tensor = torch::empty(view.shape, torchType(view.dtype));
    if (!view.bytes.empty()) std::memcpy(tensor.mutable_data_ptr(), view.bytes.data(), view.bytes.size());
    return tensor;
}

TensorView toView(std::string name, const torch::Tensor& tensor) {
    if (!tensor.is_contiguous() || !tensor.is_cpu())
        throw std::invalid_argument("weights: not a contiguous CPU tensor");
    const auto* bytes = static_cast<const std::byte*>(tensor.const_data_ptr());
    return {
        std::move(name), storedType(tensor.scalar_type()), tensor.sizes().vec(), {bytes, tensor.nbytes()}};
}

}  // namespace kaleido
