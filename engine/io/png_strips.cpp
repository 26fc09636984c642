#include "engine/io/png_strips.h"

#include "engine/io/png_chunks.h"

#include <zlib.h>

#include <array>
#include <new>
#include <stdexcept>
#include <string>

namespace kaleido {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 16;  ///< of packed pixels in one IDAT
constexpr std::uint8_t kFilterUp = 2;  ///< enlarged pixels repeat the row above (W3C PNG, 9.2)

std::string bigEndian(std::uint32_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFFU);
    return bytes;
}

/// W3C PNG, 11.2.1: 8 bits a channel, truecolour, deflate, adaptive filters, not interlaced.
std::string header(int width, int height) {
    return bigEndian(static_cast<std::uint32_t>(width)) + bigEndian(static_cast<std::uint32_t>(height)) +
           std::string("\x08\x02\x00\x00\x00", 5);
}

}  // namespace

struct PngStrips::Deflater {
    Deflater() {
        if (deflateInit(&stream, Z_DEFAULT_COMPRESSION) != Z_OK) throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    z_stream stream{};
};

PngStrips::PngStrips(AtomicFile file, int width, int height)
    : m_file(std::move(file)),
      m_width(width),
      m_rowsLeft(height),
      m_above(3 * static_cast<std::size_t>(width)),
      m_deflater(std::make_unique<Deflater>()) {}

PngStrips::PngStrips(PngStrips&&) noexcept = default;
PngStrips& PngStrips::operator=(PngStrips&&) noexcept = default;
PngStrips::~PngStrips() = default;

Result<PngStrips> PngStrips::create(const std::filesystem::path& path, int width, int height,
                                    std::span<const PngText> texts) {
    if (width < 1 || height < 1) throw std::invalid_argument("a picture needs pixels");
    auto file = AtomicFile::create(path);
    if (!file) return file.error();
    PngStrips strips(*std::move(file), width, height);
    std::string start = std::string(kPngSignature) + pngChunk("IHDR", header(width, height));
    for (const PngText& text : texts) start += pngTextChunk(text);
    if (auto written = strips.m_file.write(start); !written) return written.error();
    return strips;
}

Result<void> PngStrips::add(const Picture& strip) {
    if (strip.width != m_width || strip.height > m_rowsLeft)
        throw std::invalid_argument("the strip does not fit the picture");
    const std::size_t bytes = m_above.size();
    std::vector<std::uint8_t> filtered(1 + bytes);
    filtered[0] = kFilterUp;
    for (int y = 0; y < strip.height; ++y) {
        const std::uint8_t* row = strip.rgb.data() + static_cast<std::size_t>(y) * bytes;
        for (std::size_t i = 0; i < bytes; ++i) {
            filtered[1 + i] = static_cast<std::uint8_t>(row[i] - m_above[i]);
            m_above[i] = row[i];
        }
        m_deflater->stream.next_in = filtered.data();
        m_deflater->stream.avail_in = static_cast<uInt>(filtered.size());
        if (auto written = writePacked(false); !written) return written;
    }
    m_rowsLeft -= strip.height;
    return {};
}

/// Packs what the deflater was given and writes what has come out of it.
Result<void> PngStrips::writePacked(bool last) {
    std::array<Bytef, kChunkBytes> packed;
    z_stream& stream = m_deflater->stream;
    do {
        stream.next_out = packed.data();
        stream.avail_out = static_cast<uInt>(packed.size());
        deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
        const std::size_t count = packed.size() - stream.avail_out;
        if (count == 0) break;
        const std::string data(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(count));
        if (auto written = m_file.write(pngChunk("IDAT", data)); !written) return written;
    } while (stream.avail_out == 0);
    return {};
}

Result<void> PngStrips::finish() {
    if (m_rowsLeft > 0) throw std::logic_error("rows of the picture are missing");
    m_deflater->stream.avail_in = 0;
    if (auto written = writePacked(true); !written) return written;
    if (auto written = m_file.write(pngChunk("IEND", "")); !written) return written;
    return m_file.commit();
}

}  // namespace kaleido
