#include "app/eval/sample_grid.h"

#include "app/sheet/grid_sheet.h"

#include <QBuffer>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kWantedSide = 96;  ///< of a picture, pixels

sheet::Sheet layout(const SampleGrid& grid) {
    const auto sized =
        std::ranges::find_if(grid.pictures, [](const Picture& picture) { return !picture.empty(); });
    sheet::GridContent content;
    content.columns = static_cast<int>(grid.columns);
    content.rows = static_cast<int>(grid.pictures.size() / grid.columns);
    if (sized != grid.pictures.end()) {
        content.pictureWidth = sized->width;
        content.pictureHeight = sized->height;
    }
    content.scale = std::clamp(kWantedSide / content.pictureWidth + 1, 1, 16);
    content.columnLabels = grid.columnNames;
    content.rowLabels = grid.rowNames;
    content.rowLabels.resize(static_cast<std::size_t>(content.rows));
    content.picture = [&grid](const sheet::GridPlace& place) {
        return grid.pictures[static_cast<std::size_t>(place.row) * grid.columns +
                             static_cast<std::size_t>(place.column)];
    };
    return sheet::layoutGrid(content);
}

}  // namespace

Result<ReportPicture> reportPicture(const SampleGrid& grid) {
    const auto image = layout(grid).compose();
    if (!image) return image.error();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image->save(&buffer, "PNG"))
        return Error{Code::NoMemory, "a picture of the report could not be encoded", "", ""};
    return ReportPicture{.title = grid.title, .note = grid.note, .png = bytes.toStdString(), .id = grid.id};
}

}  // namespace kaleido
