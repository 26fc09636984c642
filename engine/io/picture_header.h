#pragma once

#include <optional>
#include <string_view>

namespace kaleido {

enum class PictureFormat { Png, Jpeg, WebP };

/// What a picture file says of itself before its pixels are unpacked.
struct PictureHeader {
    PictureFormat format = PictureFormat::Png;
    int width = 0;  ///< pixels as stored, before any rotation that Exif asks for
    int height = 0;

    bool operator==(const PictureHeader&) const = default;
};

/// Reads the header of a PNG, JPEG or WebP file; nothing if it is none of these or its size cannot be found.
std::optional<PictureHeader> readPictureHeader(std::string_view bytes);

}  // namespace kaleido
