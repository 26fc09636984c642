#include "engine/base/limits.h"
#include "engine/base/utf8.h"
#include "engine/io/png_chunks.h"
#include "engine/io/png_text.h"
#include "engine/io/printable.h"

#include <fmt/format.h>
#include <zlib.h>

#include <cstdint>
#include <optional>

namespace kaleido {

namespace {

using Text = Result<std::string>;

Error textError(std::string message) {
    return Error{Code::BadInput, std::move(message), {}, {}};
}

Error tooLong() {
    return textError(fmt::format("the texts are longer than {} bytes", kMaxPngTextBytes));
}

std::string fromLatin1(std::string_view text) {
    std::string utf8;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x80) {
            utf8 += character;
        } else {
            utf8 += static_cast<char>(0xC0 | byte >> 6);
            utf8 += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return utf8;
}

/// Takes what stands before the next NUL off `data`, and the NUL; nothing if there is none.
std::optional<std::string_view> takeString(std::string_view& data) {
    const std::size_t end = data.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view string = data.substr(0, end);
    data.remove_prefix(end + 1);
    return string;
}

/// Unpacks a zlib stream of at most `limit` bytes: a small file can claim gigabytes.
Text inflated(std::string_view packed, std::size_t limit) {
    z_stream stream{};
    std::string input(packed);  // zlib asks for bytes that it may write to
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    if (::inflateInit(&stream) != Z_OK) return textError("zlib cannot be started");

    std::string text;
    std::string piece(16384, '\0');
    int state = Z_OK;
    while (state == Z_OK && text.size() <= limit) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        text.append(piece, 0, piece.size() - stream.avail_out);
    }
    ::inflateEnd(&stream);
    if (text.size() > limit) return tooLong();
    if (state != Z_STREAM_END) return textError("the compressed text is damaged");
    return text;
}

Text packedLatin1Text(std::string_view data, std::size_t limit) {
    if (data.empty() || data.front() != 0) return textError("the text is compressed in an unknown way");
    Text text = inflated(data.substr(1), limit);
    return text ? Text(fromLatin1(*text)) : text;
}

Text unicodeText(std::string_view data, std::size_t limit) {
    if (data.size() < 2) return textError("the iTXt chunk is cut short");
    const char packed = data[0];
    const char method = data[1];
    data.remove_prefix(2);
    const bool complete = takeString(data) && takeString(data);  // language, translated keyword
    if (!complete) return textError("the iTXt chunk is cut short");
    if (packed == 0) return std::string(data);
    if (packed != 1 || method != 0) return textError("the text is compressed in an unknown way");
    return inflated(data, limit);
}

Text textOf(std::string_view type, std::string_view data, std::size_t limit) {
    if (type == "tEXt") return fromLatin1(data);
    if (type == "zTXt") return packedLatin1Text(data, limit);
    return unicodeText(data, limit);
}

bool isPlainUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto character = nextCharacter(text, at);
        if (!character || *character == U'\0') return false;
    }
    return true;
}

/// Keyword and text of a text chunk, unpacked to `limit` bytes at most.
Result<PngText> readText(const PngChunk& chunk, std::size_t limit) {
    std::string_view data = chunk.data;
    const std::optional<std::string_view> keyword = takeString(data);
    if (!keyword || keyword->empty() || keyword->size() > kMaxPngKeywordBytes)
        return textError(fmt::format("the {} chunk has no keyword of 1 to {} characters", chunk.type,
                                     kMaxPngKeywordBytes));
    Text text = textOf(chunk.type, data, limit);
    if (text && text->size() > limit) text = tooLong();
    if (text && !isPlainUtf8(*text)) text = textError("the text is not UTF-8");
    if (text) return PngText{fromLatin1(*keyword), *std::move(text)};
    Error error = text.error();
    error.field = printable(fromLatin1(*keyword));
    return error;
}

}  // namespace

Result<std::vector<PngText>> readPngTexts(std::string_view png, const std::filesystem::path& path) {
    const Result<std::vector<PngChunk>> chunks = readPngChunks(png, path);
    if (!chunks) return chunks.error();
    std::vector<PngText> texts;
    std::size_t room = kMaxPngTextBytes;
    for (const PngChunk& chunk : *chunks) {
        if (chunk.type != "tEXt" && chunk.type != "zTXt" && chunk.type != "iTXt") continue;
        Result<PngText> text = readText(chunk, room);
        if (text && texts.size() == kMaxPngTexts)
            text = textError(fmt::format("there are more than {} texts", kMaxPngTexts));
        if (!text) {
            Error error = text.error();
            error.path = path.string();
            return error;
        }
        room -= text->text.size();
        texts.push_back(*std::move(text));
    }
    return texts;
}

}  // namespace kaleido
