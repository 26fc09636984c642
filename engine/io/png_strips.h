#pragma once

#include "engine/base/error.h"
#include "engine/base/picture.h"
#include "engine/io/atomic_file.h"
#include "engine/io/png_text.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace kaleido {

/// Writes a PNG file (8-bit RGB) strip by strip from the top, so that a picture of any height needs the memory of one strip.
/// The file appears whole or not at all.
///     auto file = PngStrips::create(path, width, height, texts);
///     for (…) file->add(strip);
///     file->finish();
class PngStrips {
public:
    /// width and height ≥ 1; texts as for insertPngTexts(). Fails where the file cannot be made.
    static Result<PngStrips> create(const std::filesystem::path& path, int width, int height,
                                    std::span<const PngText> texts = {});

    PngStrips(PngStrips&&) noexcept;
    PngStrips& operator=(PngStrips&&) noexcept;
    ~PngStrips();

    /// The next rows: a picture as wide as the whole, no higher than what is missing (promises; std::invalid_argument).
    Result<void> add(const Picture& strip);
    /// Puts the file in its place. All rows must have been added (std::logic_error).
    Result<void> finish();

private:
    struct Deflater;

    PngStrips(AtomicFile file, int width, int height);
    Result<void> writePacked(bool last);

    AtomicFile m_file;
    int m_width;
    int m_rowsLeft;
    std::vector<std::uint8_t> m_above;  ///< the row before, for the filter "up"
    std::unique_ptr<Deflater> m_deflater;
};

}  // namespace kaleido
