#include "engine/bench/operation_log.h"

#include <ATen/autocast_mode.h>
#include <ATen/record_function.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/types.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <sstream>
#include <string_view>

namespace kaleido {
namespace {

// The operators that all convolutions and products end up as; those that only lead to them are left out.
constexpr std::string_view kFusedAttention = "aten::_scaled_dot_product_flash_attention_for_cpu";
constexpr std::string_view kPackedConvolution = "mkldnn::_convolution_pointwise";
constexpr std::string_view kPackedProduct = "mkldnn::_linear_pointwise";
constexpr std::array kCounted = {std::string_view("aten::convolution"),
                                 std::string_view("aten::convolution_backward"),
                                 std::string_view("aten::mm"),
                                 std::string_view("aten::addmm"),
                                 std::string_view("aten::bmm"),
                                 std::string_view("aten::baddbmm"),
                                 kFusedAttention,
                                 kPackedConvolution,
                                 kPackedProduct};

// RecordFunction takes a plain function, so the log that it writes to has to be found from there.
std::atomic<OperationLog*> current = nullptr;

c10::IValue withoutNumbers(const c10::IValue& argument) {
    if (!argument.isTensor() || !argument.toTensor().defined()) return argument;
    const torch::Tensor& tensor = argument.toTensor();
    if (tensor.is_mkldnn()) return argument;  // its layout cannot be told apart from its numbers
    return at::empty_strided(tensor.sizes(), tensor.strides(), tensor.options().device(torch::kMeta));
}

/// Autocast calls a product a second time, with its arguments cast; only that call is the one that computes.
bool isToBeCast(const std::string& name) {
    return name.find("convolution") == std::string::npos && at::autocast::is_autocast_enabled(torch::kCPU) &&
           !c10::impl::tls_local_dispatch_key_set().excluded_.has(c10::DispatchKey::AutocastCPU);
}

void describeTo(std::ostream& out, const c10::IValue& argument) {
    if (argument.isTensor() && argument.toTensor().defined()) {
        const torch::Tensor& tensor = argument.toTensor();
        out << tensor.scalar_type() << tensor.sizes();
        if (!tensor.is_mkldnn()) out << tensor.strides();
    } else {
        out << argument;
    }
    out << ' ';
}

double flopOfProduct(const torch::Tensor& a, const torch::Tensor& b) {
    return 2.0 * static_cast<double>(a.numel()) * static_cast<double>(b.size(-1));
}

/// Every output place of a convolution takes in each weight once; both gradients cost as much.
double flopOfConvolution(const torch::Tensor& weight, double places) {
    return 2.0 * static_cast<double>(weight.numel()) * places;
}

/// A list of one number stands for all axes.
std::int64_t ofAxis(const std::vector<std::int64_t>& values, std::size_t axis) {
    return values.size() == 1 ? values.front() : values.at(axis);
}

double outputPlaces(const torch::Tensor& input, const torch::Tensor& weight,
                    const std::vector<std::int64_t>& stride, const std::vector<std::int64_t>& padding) {
    auto places = static_cast<double>(input.size(0));
    for (std::int64_t i = 0; i < input.dim() - 2; ++i) {
        const auto axis = static_cast<std::size_t>(i);
        places *= static_cast<double>(
            (input.size(i + 2) + 2 * ofAxis(padding, axis) - weight.size(i + 2)) / ofAxis(stride, axis) + 1);
    }
    return places;
}

/// Packed weights, and perhaps a tensor that is added, which stands in front of them.
double flopOfPacked(const Operation& operation) {
    const std::size_t weight = operation.name.overload_name == "binary" ? 2 : 1;
    const torch::Tensor& input = operation.arguments[0].toTensor();
    const torch::Tensor& weights = operation.arguments[weight].toTensor();
    if (operation.name.name == kPackedProduct)
        return 2.0 * static_cast<double>(input.numel()) * static_cast<double>(weights.size(0));
    const auto places = outputPlaces(input, weights, operation.arguments[weight + 3].toIntVector(),
                                     operation.arguments[weight + 2].toIntVector());
    return flopOfConvolution(weights, places);
}

}  // namespace

double Operation::flop() const {
    const auto tensor = [this](std::size_t i) { return arguments[i].toTensor(); };
    if (name.name == "aten::mm" || name.name == "aten::bmm") return flopOfProduct(tensor(0), tensor(1));
    if (name.name == "aten::addmm" || name.name == "aten::baddbmm")
        return flopOfProduct(tensor(1), tensor(2));
    if (name.name == "aten::convolution") {
        const auto places =
            outputPlaces(tensor(0), tensor(1), arguments[3].toIntVector(), arguments[4].toIntVector());
        return flopOfConvolution(tensor(1), places);
    }
    if (name.name == kPackedConvolution || name.name == kPackedProduct) return flopOfPacked(*this);
    // Queries, keys, values; keys are as many as values and as wide as queries.
    if (name.name == kFusedAttention) return 2 * flopOfProduct(tensor(0), tensor(1).transpose(-2, -1));
    // convolution_backward(outer gradient, input, weight, …, which gradients: input, weight, bias)
    const auto wanted = arguments[10].toBoolList();
    const auto places = static_cast<double>(tensor(0).numel() / tensor(0).size(1));
    return flopOfConvolution(tensor(2), places) * (int{wanted[0]} + int{wanted[1]});
}

OperationLog::OperationLog() {
    OperationLog* none = nullptr;
    TORCH_CHECK(current.compare_exchange_strong(none, this), "there is an operation log already");
    m_handle =
        at::addGlobalCallback(at::RecordFunctionCallback(&OperationLog::onCall)
                                  .needsInputs(true)
                                  .scopes({at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION}));
}

OperationLog::~OperationLog() {
    at::removeCallback(m_handle);
    current = nullptr;
}

std::unique_ptr<at::ObserverContext> OperationLog::onCall(const at::RecordFunction& call) {
    const auto name = call.operator_name();
    OperationLog* log = current;
    if (log && name && std::find(kCounted.begin(), kCounted.end(), name->name) != kCounted.end() &&
        !isToBeCast(name->name)) {
        const at::DisableRecordFunctionGuard unobserved;
        log->add(*name, call.inputs());
    }
    return nullptr;
}

void OperationLog::add(const c10::OperatorName& name, c10::ArrayRef<const c10::IValue> arguments) {
    std::ostringstream key;
    key << name << ' ';
    for (const c10::IValue& argument : arguments) describeTo(key, argument);
    const std::lock_guard lock(m_mutex);
    const auto [slot, isNew] = m_operations.try_emplace(key.str(), Operation{name, {}, 1});
    if (!isNew) {
        ++slot->second.calls;
        return;
    }
    for (const c10::IValue& argument : arguments) slot->second.arguments.push_back(withoutNumbers(argument));
}

std::vector<Operation> OperationLog::operations() const {
    const std::lock_guard lock(m_mutex);
    std::vector<Operation> all;
    for (const auto& [key, operation] : m_operations) all.push_back(operation);
    return all;
}

}  // namespace kaleido
