#include "engine/api/libtorch_version.h"

#include <torch/version.h>

namespace kaleido {

std::string libTorchVersion() {
    return TORCH_VERSION;
}

}  // namespace kaleido
