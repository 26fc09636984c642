// Picture files: PNG, JPEG, WebP. Only small ones are unpacked, so that an execution stays short; what is unpacked
// has the size of its header and can be written and read back equal.
#include "engine/io/picture_file.h"
#include "engine/io/picture_header.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/png_checksums.h"

#include <algorithm>

using namespace kaleido;

namespace {

constexpr int kLargestSide = 64;  ///< pixels of a side that are unpacked

void checkPicture(const Picture& picture, const PictureHeader& header) {
    const bool turned = picture.width == header.height && picture.height == header.width;
    fuzz::require(turned || (picture.width == header.width && picture.height == header.height),
                  "a picture has the size that its header says");
    const auto png = encodePng(picture);
    fuzz::require(png.ok(), "a picture that was read can be written");
    fuzz::require(decodePicture(*png).value() == picture, "a picture comes back as it was");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes = fuzz::withTrueChecksums(fuzz::textOf(data, size));
    const auto header = readPictureHeader(bytes);
    if (header && std::max(header->width, header->height) > kLargestSide) return 0;
    const auto picture = decodePicture(bytes, "picture");
    fuzz::require(header || !picture, "nothing is unpacked without a header");
    if (picture)
        checkPicture(*picture, *header);
    else
        fuzz::requireReadable(picture.error());
    return 0;
}
