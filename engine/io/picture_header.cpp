#include "engine/io/picture_header.h"

#include "engine/io/png_chunks.h"

namespace kaleido {

namespace {

using Header = std::optional<PictureHeader>;

/// `count` bytes at `at`, least or most significant first; −1 beyond the end. At most three bytes.
int littleEndian(std::string_view bytes, std::size_t at, std::size_t count) {
    if (bytes.size() < count || at > bytes.size() - count) return -1;
    int value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

int bigEndian(std::string_view bytes, std::size_t at, std::size_t count) {
    if (bytes.size() < count || at > bytes.size() - count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

Header sized(PictureFormat format, int width, int height) {
    if (width <= 0 || height <= 0) return std::nullopt;
    return PictureHeader{format, width, height};
}

/// IHDR comes first: length and type at 8, width at 16, height at 20 (W3C PNG, 11.2.2).
Header pngHeader(std::string_view bytes) {
    if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
    const std::uint32_t width = bigEndian32(bytes.substr(16));
    const std::uint32_t height = bigEndian32(bytes.substr(20));
    if (width > 0x7FFFFFFF || height > 0x7FFFFFFF) return std::nullopt;
    return sized(PictureFormat::Png, static_cast<int>(width), static_cast<int>(height));
}

/// Whether a JPEG marker may come before the frame header, with a length behind it. What a decoder would jump over
/// without one (fill, restart and end marks) is not taken, since then both would see different frame headers.
bool isSegmentBeforeFrame(int marker) {
    const bool tables =
        marker == 0xC4 || marker == 0xCC || marker == 0xDB || marker == 0xDC || marker == 0xDD;
    return tables || (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
}

/// Walks the segments up to the frame header SOFn, which holds height and width (ITU T.81, B.2.2).
Header jpegHeader(std::string_view bytes) {
    std::size_t at = 2;
    while (true) {
        if (bigEndian(bytes, at, 1) != 0xFF) return std::nullopt;
        while (bigEndian(bytes, at, 1) == 0xFF) ++at;  // fill bytes
        const int marker = bigEndian(bytes, at++, 1);
        const bool isFrame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (isFrame)
            return sized(PictureFormat::Jpeg, bigEndian(bytes, at + 5, 2), bigEndian(bytes, at + 3, 2));
        const int length = bigEndian(bytes, at, 2);
        if (length < 2 || !isSegmentBeforeFrame(marker)) return std::nullopt;
        at += static_cast<std::size_t>(length);
    }
}

/// One of three first chunks at byte 12, its data at 20 (WebP container specification; RFC 6386, 9.1, for VP8).
Header webpHeader(std::string_view bytes) {
    const std::string_view type = bytes.substr(12, 4);
    if (type == "VP8X")
        return sized(PictureFormat::WebP, littleEndian(bytes, 24, 3) + 1, littleEndian(bytes, 27, 3) + 1);
    if (type == "VP8 ")
        return sized(PictureFormat::WebP, littleEndian(bytes, 26, 2) & 0x3FFF,
                     littleEndian(bytes, 28, 2) & 0x3FFF);
    if (type != "VP8L" || littleEndian(bytes, 20, 1) != 0x2F) return std::nullopt;
    // 14 bits of width − 1, then 14 of height − 1.
    const int low = littleEndian(bytes, 21, 2);
    const int high = littleEndian(bytes, 23, 2);
    if (low < 0 || high < 0) return std::nullopt;
    return sized(PictureFormat::WebP, (low & 0x3FFF) + 1, ((low >> 14 | high << 2) & 0x3FFF) + 1);
}

}  // namespace

std::optional<PictureHeader> readPictureHeader(std::string_view bytes) {
    if (bytes.starts_with(kPngSignature)) return pngHeader(bytes);
    if (bytes.starts_with("\xFF\xD8\xFF")) return jpegHeader(bytes);
    if (bytes.size() >= 30 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP")
        return webpHeader(bytes);
    return std::nullopt;
}

}  // namespace kaleido
