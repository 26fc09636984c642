#include "engine/io/png_chunks.h"

#include "engine/base/limits.h"
#include "engine/io/printable.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace kaleido {

namespace {

constexpr std::size_t kFrameBytes = 12;  ///< length, type and checksum around a chunk's data

std::uint32_t checksum(std::string_view typeAndData) {
    const auto* bytes = reinterpret_cast<const Bytef*>(typeAndData.data());
    return static_cast<std::uint32_t>(::crc32(0, bytes, static_cast<uInt>(typeAndData.size())));
}

std::string asBigEndian32(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

bool isTypeName(std::string_view type) {
    return std::ranges::all_of(type, [](char letter) {
        return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
    });
}

}  // namespace

std::uint32_t bigEndian32(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

Result<std::vector<PngChunk>> readPngChunks(std::string_view png, const std::filesystem::path& path) {
    const auto fail = [&](std::size_t offset, std::string_view what) {
        return Error{Code::BadInput,
                     fmt::format("damaged PNG, byte {}: {}; fetch the picture again", offset, what),
                     path.string(),
                     {}};
    };
    if (!png.starts_with(kPngSignature))
        return Error{Code::BadInput, "this is not a PNG picture", path.string(), {}};

    std::vector<PngChunk> chunks;
    for (std::size_t at = kPngSignature.size();;) {
        if (png.size() - at < kFrameBytes) return fail(at, "the file ends before its IEND chunk");
        const std::uint32_t length = bigEndian32(png.substr(at));
        const std::string_view type = png.substr(at + 4, 4);
        if (!isTypeName(type)) return fail(at + 4, fmt::format("{} is not a chunk type", inQuotes(type)));
        if (length > kMaxPngChunkBytes || length > png.size() - at - kFrameBytes)
            return fail(at, fmt::format("the {} chunk claims {} bytes, more than there are", type, length));
        const std::size_t end = at + kFrameBytes + length;
        if (checksum(png.substr(at + 4, length + 4)) != bigEndian32(png.substr(end - 4)))
            return fail(at, fmt::format("the {} chunk has a wrong checksum", type));
        if (chunks.empty() && (type != "IHDR" || length != 13))
            return fail(at, "it does not begin with IHDR");
        if (chunks.size() == kMaxPngChunks)
            return fail(at, fmt::format("it has more than {} chunks", kMaxPngChunks));
        chunks.push_back({type, png.substr(at + 8, length), png.substr(at, kFrameBytes + length)});
        if (type == "IEND") return chunks;
        at = end;
    }
}

std::string pngChunk(std::string_view type, std::string_view data) {
    if (type.size() != 4 || data.size() > kMaxPngChunkBytes) throw std::invalid_argument("not a PNG chunk");
    const std::string typeAndData = std::string(type) + std::string(data);
    return asBigEndian32(static_cast<std::uint32_t>(data.size())) + typeAndData +
           asBigEndian32(checksum(typeAndData));
}

}  // namespace kaleido
