#include "tests/fuzz/png_checksums.h"

#include "engine/io/png_chunks.h"

namespace kaleido::fuzz {

std::string withTrueChecksums(std::string_view png) {
    constexpr std::size_t kFrameBytes = 12;
    std::string mended(png);
    if (!png.starts_with(kPngSignature)) return mended;
    for (std::size_t at = kPngSignature.size(); png.size() - at >= kFrameBytes;) {
        const std::size_t length = bigEndian32(png.substr(at));
        if (length > png.size() - at - kFrameBytes) break;
        const std::string chunk = pngChunk(png.substr(at + 4, 4), png.substr(at + 8, length));
        mended.replace(at, chunk.size(), chunk);
        at += chunk.size();
    }
    return mended;
}

}  // namespace kaleido::fuzz
