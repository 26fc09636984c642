#include "engine/nn/group_norm.h"

#include "engine/nn/group_norm_steps.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

#include <optional>

namespace kaleido {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

torch::Tensor floats(const torch::Tensor& tensor) {
    return tensor.defined() ? tensor.detach().to(torch::kFloat32).contiguous() : tensor;
}

torch::Tensor orUndefined(const std::optional<torch::Tensor>& tensor) {
    return tensor.value_or(torch::Tensor());
}

/// An undefined tensor is not welcome among the inputs of a differentiable function; an absent one is.
std::optional<torch::Tensor> ifDefined(const torch::Tensor& tensor) {
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

torch::Tensor likeParameter(const torch::Tensor& gradient, const torch::Tensor& parameter) {
    return parameter.defined() ? gradient.to(parameter.scalar_type()) : torch::Tensor();
}

/// The loops of group_norm_steps.h as one differentiable operation.
class GroupNormFunction : public torch::autograd::Function<GroupNormFunction> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 const std::optional<torch::Tensor>& scale,
                                 const std::optional<torch::Tensor>& shift, std::int64_t groups,
                                 double epsilon, bool silu) {
        const GroupNormParameters parameters{
            floats(weight), floats(bias), floats(orUndefined(scale)), floats(orUndefined(shift)), groups,
            epsilon,        silu};
        GroupNormStatistics statistics;
        auto y = groupNormForward(x, parameters, statistics);
        context->save_for_backward({x, weight, bias, orUndefined(scale), orUndefined(shift), statistics.mean,
                                    statistics.inverse, statistics.a, statistics.d});
        context->saved_data["groups"] = groups;
        context->saved_data["epsilon"] = epsilon;
        context->saved_data["silu"] = silu;
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        const auto saved = context->get_saved_variables();
        const auto& x = saved[0];
        const GroupNormParameters parameters{floats(saved[1]),
                                             floats(saved[2]),
                                             floats(saved[3]),
                                             floats(saved[4]),
                                             context->saved_data["groups"].toInt(),
                                             context->saved_data["epsilon"].toDouble(),
                                             context->saved_data["silu"].toBool()};
        const GroupNormStatistics statistics{saved[5], saved[6], saved[7], saved[8]};
        const auto dy = outer[0].to(x.scalar_type()).contiguous(torch::MemoryFormat::ChannelsLast);
        const auto gradients = groupNormBackward(x, dy, parameters, statistics);
        return {gradients.x,
                likeParameter(gradients.weight, saved[1]),
                likeParameter(gradients.bias, saved[2]),
                likeParameter(gradients.scale, saved[3]),
                likeParameter(gradients.shift, saved[4]),
                {},
                {},
                {}};
    }
};

bool hasLoops(const torch::Tensor& x) {
    const bool type = x.scalar_type() == torch::kFloat32 || x.scalar_type() == torch::kBFloat16;
    return type && x.is_cpu() && x.dim() == 4 && x.numel() > 0 &&
           x.is_contiguous(torch::MemoryFormat::ChannelsLast);
}

torch::Tensor composed(const torch::nn::GroupNorm& layer, const torch::Tensor& x, Activation activation,
                       const Modulation& modulation) {
    auto y =
        torch::group_norm(x, layer->options.num_groups(), layer->weight, layer->bias, layer->options.eps());
    if (modulation.scale.defined()) {
        const auto overMap = [](const torch::Tensor& channels) {
            return channels.unsqueeze(-1).unsqueeze(-1);
        };
        y = torch::addcmul(overMap(modulation.shift), y, 1 + overMap(modulation.scale));
    }
    return activation == Activation::SiLU ? torch::silu(y) : y;
}

}  // namespace

torch::Tensor groupNorm(const torch::nn::GroupNorm& layer, const torch::Tensor& x, Activation activation,
                        const Modulation& modulation) {
    if (!hasLoops(x)) return composed(layer, x, activation, modulation);
    return GroupNormFunction::apply(x, layer->weight, layer->bias, ifDefined(modulation.scale),
                                    ifDefined(modulation.shift), layer->options.num_groups(),
                                    layer->options.eps(), activation == Activation::SiLU);
}

}  // namespace kaleido
