#pragma once

#include "engine/base/error.h"
#include "engine/base/limits.h"
#include "engine/base/picture.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kaleido {

/// A picture from a PNG, JPEG or WebP file, as 8-bit RGB: turned the way its Exif data says (JPEG), transparent
/// pixels laid over white, deeper channels reduced. The size is checked before anything is unpacked: at most
/// kMaxPicturePixels, and kMaxPictureFileBytes of file. Fails, naming
/// `path`, on other formats, damaged or cut files and pictures beyond the limits.
Result<Picture> readPicture(const std::filesystem::path& path);
/// The same from the bytes of a file; `path` is only named in errors.
Result<Picture> decodePicture(std::string_view bytes, const std::filesystem::path& path = {});

/// The bytes of a PNG file: 8-bit RGB, no alpha, no text. The same picture gives the same bytes. Fails on a picture
/// that has no pixels or whose bytes do not match its size.
Result<std::string> encodePng(const Picture& picture);

/// Writes a PNG file, whole or not at all. `path` ends in ".png".
Result<void> writePicture(const std::filesystem::path& path, const Picture& picture);

}  // namespace kaleido
