#include "app/sheet/grid_sheet.h"

#include <QPainter>

#include <algorithm>
#include <memory>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kColumnLabelLines = 3;
constexpr int kCaptionLines = 2;
constexpr int kSetGap = kUnit / 2;      ///< between the pictures of one set
constexpr int kCellGap = kGap;          ///< between cells of one picture
constexpr int kSetCellGap = 4 * kUnit;  ///< between cells that hold a set
constexpr int kRowLabelGap = 3 * kUnit;
constexpr int kReadableWidth = 24 * kUnit;  ///< tiny pictures move apart as far as this for their labels
constexpr int kMinRowLabel = 6 * kUnit;
constexpr int kMaxRowLabel = 55 * kUnit;

/// The measures of one grid, in pixels; everything is derived from the content once.
struct Grid {
    explicit Grid(const GridContent& content);

    QSize picture;  ///< as shown
    int captionHeight = 0;
    int captionWidth = 0;
    int cellCaptionHeight = 0;  ///< with its gap
    QSize cell;                 ///< all pictures and captions, or wider to make its labels readable
    int inset = 0;              ///< from the cell's left to its pictures
    int gap = kCellGap;
    std::vector<TextBlock> columnLabels;
    std::vector<TextBlock> rowLabels;
    int rowLabelWidth = 0;      ///< with its gap
    int columnLabelHeight = 0;  ///< with its gap
    int width = 0;
};

int tallest(const std::vector<TextBlock>& blocks) {
    int height = 0;
    for (const TextBlock& block : blocks) height = std::max(height, block.size().height());
    return height;
}

int widest(const std::vector<TextBlock>& blocks) {
    int width = 0;
    for (const TextBlock& block : blocks) width = std::max(width, block.size().width());
    return width;
}

std::vector<TextBlock> wrapAll(const std::vector<std::string>& texts, int count, const TextStyle& style,
                               int width, int lines) {
    std::vector<TextBlock> blocks;
    for (std::size_t i = 0; i < texts.size() && i < static_cast<std::size_t>(count); ++i) {
        blocks.emplace_back(texts[i], style, width, lines);
    }
    return blocks;
}

/// Width and height that hold every caption, wrapped to `width`.
QSize captionBounds(const GridContent& content, int width, int lines) {
    QSize bounds(0, 0);
    GridPlace place;
    for (place.row = 0; content.caption && place.row < content.rows; ++place.row) {
        for (place.column = 0; place.column < content.columns; ++place.column) {
            for (place.index = 0; place.index < content.setSize; ++place.index) {
                bounds = bounds.expandedTo(TextBlock(content.caption(place), kSmall, width, lines).size());
            }
        }
    }
    return bounds;
}

Grid::Grid(const GridContent& content) {
    const int scale = std::clamp(content.scale, 1, 16);
    picture = QSize(content.pictureWidth, content.pictureHeight) * scale;
    gap = content.setSize > 1 ? kSetCellGap : kCellGap;
    const int blockWidth = content.setColumns * picture.width() + (content.setColumns - 1) * kSetGap;
    const int caption = captionBounds(content, kReadableWidth, 1).width();
    const int labels = widest(wrapAll(content.columnLabels, content.columns, kLabel, kReadableWidth, 1));
    const int wanted = std::min(kReadableWidth, content.setColumns > 1 ? labels : std::max(labels, caption));
    const int cellWidth = std::max(blockWidth, wanted);
    captionWidth = content.setColumns > 1 ? picture.width() : cellWidth;
    const int captions = captionBounds(content, captionWidth, kCaptionLines).height();
    if (captions > 0) captionHeight = kUnit + captions;
    const int setRows = (content.setSize + content.setColumns - 1) / content.setColumns;
    cell = QSize(cellWidth, setRows * (picture.height() + captionHeight) + (setRows - 1) * kSetGap);
    if (content.cellCaption) cellCaptionHeight = kUnit + kSmall.lineHeight;
    inset = (cellWidth - blockWidth) / 2;
    columnLabels = wrapAll(content.columnLabels, content.columns, kLabel, cell.width(), kColumnLabelLines);
    if (const int height = tallest(columnLabels); height > 0) columnLabelHeight = height + kGap;
    const int labelLines = std::max(1, (cell.height() - captionHeight) / kBody.lineHeight);
    const int labelWidth = std::clamp(cell.width() * content.columns / 2, 2 * kMinRowLabel, kMaxRowLabel);
    rowLabels = wrapAll(content.rowLabels, content.rows, kBody, labelWidth, labelLines);
    const int rowLabel = widest(rowLabels);
    if (rowLabel > 0) rowLabelWidth = std::max(rowLabel, kMinRowLabel) + kRowLabelGap;
    width = rowLabelWidth + content.columns * cell.width() + (content.columns - 1) * gap;
}

/// Shown instead of a picture that is not there.
void paintBlank(QPainter& painter, const QRect& rect) {
    painter.fillRect(rect, QColor(kPane));
    painter.setPen(QPen(QColor(kHairline), 1));
    painter.drawLine(rect.topLeft(), rect.bottomRight());
}

/// `content` is shared by the painters of all pictures, for its callback.
void addPicture(Sheet& sheet, const std::shared_ptr<const GridContent>& content, const GridPlace& place,
                QRect rect) {
    const QRect border = rect.adjusted(-1, -1, 1, 1);
    sheet.add(ElementKind::Surface, border,
              [border](QPainter& painter) { painter.fillRect(border, QColor(kHairline)); });
    sheet.add(ElementKind::Picture, rect, [content, place, rect](QPainter& painter) {
        const Picture picture = content->picture ? content->picture(place) : Picture{};
        if (picture.empty()) return paintBlank(painter, rect);
        painter.drawImage(rect.topLeft(),
                          toImage(resized(picture, rect.width(), rect.height(), content->filter)));
    });
}

void addCell(Sheet& sheet, const Grid& grid, const std::shared_ptr<const GridContent>& content,
             GridPlace place, QPoint at) {
    for (place.index = 0; place.index < content->setSize; ++place.index) {
        const int x =
            at.x() + grid.inset + place.index % content->setColumns * (grid.picture.width() + kSetGap);
        const int y = at.y() + place.index / content->setColumns *
                                   (grid.picture.height() + grid.captionHeight + kSetGap);
        const QRect rect(QPoint(x, y), grid.picture);
        addPicture(sheet, content, place, rect);
        if (!content->caption) continue;
        const TextBlock caption(content->caption(place), kSmall, grid.captionWidth, kCaptionLines);
        const QRect below(rect.center().x() - grid.captionWidth / 2, rect.bottom() + 1 + kUnit,
                          grid.captionWidth, grid.captionHeight - kUnit);
        sheet.addText(caption, below, Qt::AlignHCenter | Qt::AlignTop);
    }
    if (!content->cellCaption) return;
    const TextBlock caption(content->cellCaption(place.row, place.column), kSmall, grid.cell.width(), 1);
    const QRect below(at.x(), at.y() + grid.cell.height() + kUnit, grid.cell.width(), kSmall.lineHeight);
    sheet.addText(caption, below, Qt::AlignHCenter | Qt::AlignTop);
}

}  // namespace

Sheet layoutGrid(const GridContent& source) {
    const auto content = std::make_shared<const GridContent>(source);
    const Grid grid(*content);
    const int contentWidth = contentWidthFor(grid.width);
    Sheet sheet;
    const int top = addHeader(sheet, content->frame, contentWidth);
    const int left = kMargin + grid.rowLabelWidth;
    int y = top + grid.columnLabelHeight;
    for (std::size_t column = 0; column < grid.columnLabels.size(); ++column) {
        const int x = left + static_cast<int>(column) * (grid.cell.width() + grid.gap);
        const QRect within(x, top, grid.cell.width(), grid.columnLabelHeight - kGap);
        sheet.addText(grid.columnLabels[column], within, Qt::AlignHCenter | Qt::AlignBottom);
    }
    for (int row = 0; row < content->rows; ++row) {
        if (const auto index = static_cast<std::size_t>(row); index < grid.rowLabels.size()) {
            const QRect within(kMargin, y, grid.rowLabelWidth - kRowLabelGap,
                               grid.cell.height() - grid.captionHeight);
            sheet.addText(grid.rowLabels[index], within, Qt::AlignLeft | Qt::AlignVCenter);
        }
        for (int column = 0; column < content->columns; ++column) {
            addCell(sheet, grid, content, {row, column, 0},
                    QPoint(left + column * (grid.cell.width() + grid.gap), y));
        }
        y += grid.cell.height() + grid.cellCaptionHeight + grid.gap;
    }
    addFooterAndFinish(sheet, content->frame, contentWidth, y - grid.gap);
    return sheet;
}

}  // namespace kaleido::sheet
