#include "engine/io/png_text.h"

#include "engine/base/limits.h"
#include "engine/io/png_chunks.h"

#include <algorithm>
#include <stdexcept>

namespace kaleido {

namespace {

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

bool isKeyword(std::string_view keyword) {
    const auto printable = [](char byte) { return byte >= ' ' && byte <= '~'; };
    return !keyword.empty() && keyword.size() <= kMaxPngKeywordBytes &&
           std::ranges::all_of(keyword, printable) && keyword.front() != ' ' && keyword.back() != ' ' &&
           keyword.find("  ") == std::string_view::npos;
}

bool isText(std::string_view type) {
    return type == "tEXt" || type == "zTXt" || type == "iTXt";
}

std::string_view keywordOf(const PngChunk& chunk) {
    return chunk.data.substr(0, chunk.data.find('\0'));
}

/// The chunks that `keep` accepts, with `inserted` behind the first (IHDR).
template <typename Keep>
std::string rebuilt(const std::vector<PngChunk>& chunks, std::string_view inserted, Keep keep) {
    std::string png(kPngSignature);
    png += chunks.front().whole;
    png += inserted;
    for (std::size_t i = 1; i < chunks.size(); ++i)
        if (keep(chunks[i])) png += chunks[i].whole;
    return png;
}

}  // namespace

std::string pngTextChunk(const PngText& text) {
    if (!isKeyword(text.keyword)) throw std::invalid_argument("not a PNG keyword: " + text.keyword);
    if (text.text.find('\0') != std::string::npos) throw std::invalid_argument("a PNG text cannot hold NUL");
    const std::string head = text.keyword + '\0';
    if (isAscii(text.text) && text.keyword != kXmpKeyword) return pngChunk("tEXt", head + text.text);
    // Not compressed (flag, method), no language, no translated keyword.
    return pngChunk("iTXt", head + std::string(4, '\0') + text.text);
}

Result<std::string> insertPngTexts(std::string_view png, std::span<const PngText> texts) {
    const Result<std::vector<PngChunk>> chunks = readPngChunks(png);
    if (!chunks) return chunks.error();
    std::string inserted;
    for (const PngText& text : texts) inserted += pngTextChunk(text);
    return rebuilt(*chunks, inserted, [&](const PngChunk& chunk) {
        return !isText(chunk.type) ||
               std::ranges::find(texts, keywordOf(chunk), &PngText::keyword) == texts.end();
    });
}

Result<std::string> stripMetadata(std::string_view png) {
    const Result<std::vector<PngChunk>> chunks = readPngChunks(png);
    if (!chunks) return chunks.error();
    return rebuilt(*chunks, {}, [](const PngChunk& chunk) {
        return !isText(chunk.type) && chunk.type != "tIME" && chunk.type != "eXIf";
    });
}

}  // namespace kaleido
