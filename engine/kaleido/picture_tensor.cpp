#include "engine/kaleido/picture_tensor.h"

#include <cstring>

namespace kaleido {

torch::Tensor toTensor(std::span<const Picture> pictures) {
    const auto count = static_cast<std::int64_t>(pictures.size());
    auto bytes = torch::empty({count, pictures[0].height, pictures[0].width, 3}, torch::kUInt8);
    auto* out = bytes.data_ptr<std::uint8_t>();
    for (const Picture& picture : pictures) {
        TORCH_CHECK(picture.width == pictures[0].width && picture.height == pictures[0].height,
                    "pictures of one batch have one size");
        std::memcpy(out, picture.rgb.data(), picture.rgb.size());
        out += picture.rgb.size();
    }
    return bytes.permute({0, 3, 1, 2}).to(torch::kFloat32).sub(127).div(128).contiguous();
}

Picture toPicture(const torch::Tensor& tensor) {
    const auto bytes = tensor.detach()
                           .to(torch::kCPU, torch::kFloat32)
                           .mul(128)
                           .add(127)
                           .round()
                           .clamp(0, 255)
                           .permute({1, 2, 0})
                           .to(torch::kUInt8)
                           .contiguous();
    Picture picture;
    picture.height = static_cast<int>(bytes.size(0));
    picture.width = static_cast<int>(bytes.size(1));
    const auto* data = bytes.const_data_ptr<std::uint8_t>();
    picture.rgb.assign(data, data + bytes.numel());
    return picture;
}

}  // namespace kaleido
