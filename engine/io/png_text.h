#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// A named text in a PNG file.
struct PngText {
    std::string keyword;  ///< 1–79 characters (kMaxPngKeywordBytes in the file)
    std::string text;     ///< UTF-8

    bool operator==(const PngText&) const = default;
};

/// The keyword of an XMP packet, which belongs into an iTXt chunk whatever it holds (XMP specification, part 3).
constexpr std::string_view kXmpKeyword = "XML:com.adobe.xmp";

/// The texts of a PNG file: tEXt, zTXt and iTXt, packed or not, in the file's order. Everything is checked (see
/// readPngChunks(); keywords, lengths, UTF-8) and bounded, since the file may come from anywhere. `path` is only
/// named in errors; their field is the keyword.
Result<std::vector<PngText>> readPngTexts(std::string_view png, const std::filesystem::path& path = {});

/// The PNG file with these texts behind its IHDR, so before its pixels, where other programs look. Pure ASCII
/// becomes uncompressed tEXt, everything else uncompressed iTXt (compressed ones are not read everywhere). A text
/// of the same keyword that was there is replaced. Keywords are ASCII; texts are UTF-8 without NUL; both are
/// promises, and std::invalid_argument is thrown if they are broken. Fails if `png` is not a sound PNG file.
Result<std::string> insertPngTexts(std::string_view png, std::span<const PngText> texts);

/// The chunk of one text, as insertPngTexts() writes it.
std::string pngTextChunk(const PngText& text);

/// The PNG file without any text, time or Exif chunk: nothing but the picture.
Result<std::string> stripMetadata(std::string_view png);

}  // namespace kaleido
