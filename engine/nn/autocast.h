#pragma once

#include <ATen/autocast_mode.h>
#include <torch/types.h>

namespace kaleido {

/// Mixed precision while it lives: products and convolutions run in bfloat16, norms and softmax in float32.
/// For one thread; scopes may nest. The outermost scope drops the casts of the weights that it kept, so it must
/// not outlive an optimizer step.
class AutocastScope {
public:
    /// `enabled` false turns autocast off inside the scope, for what must stay in float32.
    explicit AutocastScope(const torch::Device& device, bool enabled = true)
        : m_device(device.type()),
          m_wasEnabled(at::autocast::is_autocast_enabled(m_device)),
          m_before(at::autocast::get_autocast_dtype(m_device)) {
        at::autocast::increment_nesting();
        at::autocast::set_autocast_dtype(m_device, torch::kBFloat16);
        at::autocast::set_autocast_enabled(m_device, enabled);
    }
    ~AutocastScope() {
        at::autocast::set_autocast_enabled(m_device, m_wasEnabled);
        at::autocast::set_autocast_dtype(m_device, m_before);
        if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    }
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;

private:
    at::DeviceType m_device;
    bool m_wasEnabled;
    at::ScalarType m_before;
};

}  // namespace kaleido
