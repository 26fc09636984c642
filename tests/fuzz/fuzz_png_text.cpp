// The chunks and texts of PNG files. Stripped files have no texts, and what was read can be put in and read again.
#include "engine/base/limits.h"
#include "engine/io/png_chunks.h"
#include "engine/io/png_metadata.h"
#include "engine/io/png_text.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/png_checksums.h"

#include <algorithm>

using namespace kaleido;

namespace {

/// Whether we would write such a keyword ourselves; files of others hold Latin-1 too.
bool isWritable(const PngText& text) {
    const std::string& keyword = text.keyword;
    return std::ranges::all_of(keyword, [](char c) { return c >= ' ' && c <= '~'; }) &&
           keyword.front() != ' ' && keyword.back() != ' ' && keyword.find("  ") == std::string::npos;
}

void checkTexts(std::string_view png, const std::vector<PngText>& texts) {
    const auto bare = stripMetadata(png);
    fuzz::require(bare.ok(), "what has sound chunks can be stripped");
    const auto none = readPngTexts(*bare);
    fuzz::require(none.ok() && none->empty(), "a stripped picture has no texts");
    std::vector<PngText> ours;
    std::ranges::copy_if(texts, std::back_inserter(ours), isWritable);
    const auto written = insertPngTexts(*bare, ours);
    fuzz::require(written.ok(), "texts can be put into a sound picture");
    const auto again = readPngTexts(*written);
    fuzz::require(again.ok() && *again == ours, "texts come back as they were");
    fuzz::require(stripMetadata(*written).value() == *bare, "texts leave the other chunks alone");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string png = fuzz::withTrueChecksums(fuzz::textOf(data, size));
    const auto texts = readPngTexts(png, "picture.png");
    if (!texts) {
        fuzz::requireReadable(texts.error());
        return 0;
    }
    std::size_t bytes = 0;
    for (const PngText& text : *texts) bytes += text.text.size();
    fuzz::require(texts->size() <= kMaxPngTexts && bytes <= kMaxPngTextBytes, "texts are bounded");
    checkTexts(png, *texts);
    const auto described = withMetadata(png, {.kaleido = "{}"}, MetadataChoice::Full);
    fuzz::require(described.ok() && readPngTexts(*described)->size() == 3, "our metadata replace all others");
    return 0;
}
