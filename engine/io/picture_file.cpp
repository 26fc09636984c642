#include "engine/io/picture_file.h"

#include "engine/io/atomic_file.h"
#include "engine/io/mapped_file.h"
#include "engine/io/picture_header.h"
#include "engine/io/png_chunks.h"

#include <fmt/format.h>

#include <webp/decode.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

namespace kaleido {

namespace {

using std::filesystem::path;

Error pictureError(const path& file, std::string message) {
    return Error{Code::BadInput, std::move(message), file.string(), {}};
}

/// OpenCV's decoders make do with a file that was cut short and fill the rest with grey; a picture that is not all
/// there is refused here. PNG is checked chunk by chunk, which covers flipped bits as well.
Result<void> checkComplete(PictureFormat format, std::string_view bytes, const path& file) {
    bool complete = true;
    switch (format) {
        case PictureFormat::Png:
            if (const auto chunks = readPngChunks(bytes, file); !chunks) return chunks.error();
            break;
        case PictureFormat::Jpeg: {
            const std::size_t lastScan = bytes.rfind("\xFF\xDA");
            complete = lastScan != std::string_view::npos &&
                       bytes.find("\xFF\xD9", lastScan) != std::string_view::npos;
            break;
        }
        case PictureFormat::WebP: {
            std::uint64_t claimed = 0;
            for (std::size_t i = 4; i-- > 0;)
                claimed = claimed << 8 | static_cast<unsigned char>(bytes[4 + i]);
            complete = claimed + 8 <= bytes.size();
            break;
        }
    }
    if (!complete) return pictureError(file, "the picture is cut short; fetch it again");
    return {};
}

/// Four channels become three, laid over white.
cv::Mat overWhite(const cv::Mat& bgra) {
    cv::Mat bgr(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y)
        for (int x = 0; x < bgra.cols; ++x) {
            const auto& pixel = bgra.at<cv::Vec4b>(y, x);
            for (int c = 0; c < 3; ++c)
                bgr.at<cv::Vec3b>(y, x)[c] =
                    static_cast<std::uint8_t>((pixel[c] * pixel[3] + 255 * (255 - pixel[3]) + 127) / 255);
        }
    return bgr;
}

/// Any number of channels and any depth as 8-bit BGR.
cv::Mat asBgr(cv::Mat image) {
    if (image.depth() == CV_16U) image.convertTo(image, CV_8U, 1.0 / 257.0);
    if (image.channels() == 4) return overWhite(image);
    if (image.channels() == 1) cv::cvtColor(image, image, cv::COLOR_GRAY2BGR);
    return image;
}

/// By its own library: where OpenCV does not know a WebP file for one, it takes it for one of its rarer formats, whose
/// libraries believe any size that is written there.
cv::Mat decodedWebP(std::string_view bytes, const PictureHeader& header) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    int width = 0, height = 0;
    if (WebPGetInfo(data, bytes.size(), &width, &height) == 0 || width != header.width ||
        height != header.height)
        return {};
    cv::Mat image(height, width, CV_8UC4);
    const auto stride = static_cast<int>(image.step);
    if (!WebPDecodeBGRAInto(data, bytes.size(), image.data, image.total() * image.elemSize(), stride))
        return {};
    return asBgr(image);
}

cv::Mat decoded(std::string_view bytes, const PictureHeader& header) {
    if (header.format == PictureFormat::WebP) return decodedWebP(bytes, header);
    const std::vector<std::uint8_t> buffer(bytes.begin(), bytes.end());
    // Only IMREAD_COLOR turns by Exif, only IMREAD_UNCHANGED tells transparency; JPEG has no transparency.
    const int mode = header.format == PictureFormat::Jpeg ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED;
    const cv::Mat image = cv::imdecode(buffer, mode);
    return image.empty() ? image : asBgr(image);
}

Picture toPicture(const cv::Mat& bgr) {
    Picture picture{.width = bgr.cols, .height = bgr.rows, .rgb = {}};
    picture.rgb.resize(bgr.total() * 3);
    cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, picture.rgb.data());
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    return picture;
}

bool isSound(const Picture& picture) {
    const auto width = static_cast<std::size_t>(std::max(picture.width, 0));
    const auto height = static_cast<std::size_t>(std::max(picture.height, 0));
    return width > 0 && height > 0 && picture.rgb.size() == width * height * 3;
}

}  // namespace

Result<Picture> readPicture(const path& file) {
    const Result<std::string> bytes = readWholeFile(file, kMaxPictureFileBytes);
    if (!bytes) return bytes.error();
    return decodePicture(*bytes, file);
}

Result<Picture> decodePicture(std::string_view bytes, const path& file) {
    const std::optional<PictureHeader> header = readPictureHeader(bytes);
    if (!header) return pictureError(file, "this is not a PNG, JPEG or WebP picture");
    if (std::int64_t{header->width} * header->height > kMaxPicturePixels)
        return pictureError(
            file, fmt::format("the picture has {} × {} pixels; the most is {} million, so make it smaller",
                              header->width, header->height, kMaxPicturePixels / 1'000'000));
    if (Result<void> complete = checkComplete(header->format, bytes, file); !complete)
        return complete.error();
    try {
        const cv::Mat image = decoded(bytes, *header);
        if (!image.empty()) return toPicture(image);
    } catch (const cv::Exception&) {  // told below, like the empty image
    }
    return pictureError(file, "the picture is damaged and cannot be unpacked; fetch it again");
}

Result<std::string> encodePng(const Picture& picture) {
    if (!isSound(picture))
        return pictureError({}, "the picture has no pixels, or not as many as its size says");
    const std::vector<std::uint8_t>& pixels = picture.rgb;
    const cv::Mat rgb(picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(pixels.data()));
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> bytes;
    const std::vector<int> settings{cv::IMWRITE_PNG_COMPRESSION, 6, cv::IMWRITE_PNG_STRATEGY,
                                    cv::IMWRITE_PNG_STRATEGY_DEFAULT};
    if (!cv::imencode(".png", bgr, bytes, settings))
        return pictureError({}, "the picture cannot be encoded as PNG");
    return std::string(bytes.begin(), bytes.end());
}

Result<void> writePicture(const path& file, const Picture& picture) {
    std::string ending = file.extension().string();
    for (char& letter : ending) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    if (ending != ".png")
        return Error{
            Code::Usage, "pictures are written as PNG; give a name that ends in .png", file.string(), {}};
    const Result<std::string> bytes = encodePng(picture);
    if (!bytes) return Error{bytes.error().code, bytes.error().message, file.string(), {}};
    return writeFileAtomically(file, *bytes);
}

}  // namespace kaleido
