#include "app/eval/picture_markup.h"

#include "app/eval/html_text.h"
#include "app/eval/shown_text.h"

#include <fmt/format.h>

#include <QByteArray>
#include <QtEndian>

#include <algorithm>
#include <optional>

namespace kaleido {
namespace {

constexpr std::uint32_t kSmall = 320;     ///< narrower pictures are enlarged
constexpr std::uint32_t kEnlarged = 640;  ///< to at most this width
constexpr std::uint32_t kMostEnlarged = 8;

struct PictureSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

/// From the header chunk (W3C PNG, 11.2.2), which comes first; nothing if it is not there. The page is laid out by it
/// before the picture itself is decoded.
std::optional<PictureSize> sizeOf(std::string_view png) {
    if (png.size() < 24 || png.substr(1, 3) != "PNG" || png.substr(12, 4) != "IHDR") return std::nullopt;
    const PictureSize size{qFromBigEndian<quint32>(png.data() + 16),
                           qFromBigEndian<quint32>(png.data() + 20)};
    if (size.width == 0 || size.height == 0) return std::nullopt;
    return size;
}

std::string sizeMarkup(std::string_view png) {
    const auto size = sizeOf(png);
    if (!size) return "";
    if (size->width >= kSmall) return fmt::format(" width=\"{}\" height=\"{}\"", size->width, size->height);
    const std::uint64_t factor = std::min(kMostEnlarged, kEnlarged / size->width);
    return fmt::format(" class=\"pixels\" width=\"{}\" height=\"{}\"", size->width * factor,
                       size->height * factor);
}

}  // namespace

std::string pictureMarkup(const ReportPicture& picture) {
    const auto bytes =
        QByteArray::fromRawData(picture.png.data(), static_cast<qsizetype>(picture.png.size()));
    return fmt::format("<figure><img alt=\"{}\"{} src=\"data:image/png;base64,{}\"/></figure>\n",
                       escaped(shownLine(picture.title)), sizeMarkup(picture.png),
                       bytes.toBase64().toStdString());
}

}  // namespace kaleido
