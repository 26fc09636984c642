#pragma once

#include "engine/base/error.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// One chunk of a PNG file (W3C PNG, 5.3); views into the file's bytes.
struct PngChunk {
    std::string_view type;   ///< four letters
    std::string_view data;   ///< without length, type and checksum
    std::string_view whole;  ///< with them
};

constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1a\n", 8};

/// The chunks of a PNG file, in its order, from IHDR to IEND; what follows IEND is left out. Checked: the signature,
/// that every chunk lies inside the file and has its checksum, and that IHDR comes first. `path` is only named in errors.
Result<std::vector<PngChunk>> readPngChunks(std::string_view png, const std::filesystem::path& path = {});

/// The bytes of one chunk: length, type, data and CRC-32.
std::string pngChunk(std::string_view type, std::string_view data);

/// A big-endian number at the start of `bytes` (at least four).
std::uint32_t bigEndian32(std::string_view bytes);

}  // namespace kaleido
