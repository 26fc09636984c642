#include "app/sheet/sheet.h"

#include <fmt/format.h>

#include <QPainter>

#include <algorithm>
#include <cstring>
#include <utility>

namespace kaleido::sheet {
namespace {

constexpr int kComposeStrip = 256;

Error noMemory(QSize size) {
    return {Code::NoMemory,
            fmt::format(
                "There is not enough memory for a sheet of {} x {} pixels; choose a smaller scale or fewer "
                "pictures.",
                size.width(), size.height()),
            {},
            {}};
}

Error tooLarge(QSize size) {
    return {
        Code::Usage,
        fmt::format(
            "The sheet would have {} x {} pixels, more than {} on a side; choose a smaller scale or fewer "
            "pictures.",
            size.width(), size.height(), Sheet::kMaxSide),
        {},
        {}};
}

}  // namespace

void Sheet::add(ElementKind kind, const QRect& rect, std::function<void(QPainter&)> paint) {
    m_elements.push_back({kind, rect, std::move(paint)});
}

QRect Sheet::addText(const TextBlock& text, QPoint at) {
    return addText(text, QRect(at, text.size()), Qt::AlignLeft | Qt::AlignTop);
}

QRect Sheet::addText(const TextBlock& text, const QRect& within, Qt::Alignment alignment) {
    QRect rect(within.topLeft(), text.size());
    if (text.empty()) return rect;
    if (alignment & Qt::AlignRight) rect.moveRight(within.right());
    if (alignment & Qt::AlignHCenter) rect.moveLeft(within.left() + (within.width() - rect.width()) / 2);
    if (alignment & Qt::AlignBottom) rect.moveBottom(within.bottom());
    if (alignment & Qt::AlignVCenter) rect.moveTop(within.top() + (within.height() - rect.height()) / 2);
    const Qt::Alignment horizontal = alignment & Qt::AlignHorizontal_Mask;
    add(ElementKind::Text, rect,
        [text, rect, horizontal](QPainter& painter) { text.draw(painter, rect, horizontal); });
    return rect;
}

QImage Sheet::strip(int top, int height) const {
    const QRect area(0, top, m_size.width(), std::min(height, m_size.height() - top));
    QImage image(area.size(), QImage::Format_RGB32);
    if (image.isNull()) return image;
    image.fill(theme::kPage);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(0, -top);
    for (const SheetElement& element : m_elements) {
        if (!element.rect.intersects(area)) continue;
        painter.save();
        element.paint(painter);
        painter.restore();
    }
    return image;
}

Result<void> Sheet::composeStrips(int height, const std::function<Result<void>(const QImage&)>& sink) const {
    if (m_size.width() > kMaxSide) return tooLarge(m_size);
    for (int top = 0; top < m_size.height(); top += height) {
        const QImage image = strip(top, height);
        if (image.isNull()) return noMemory(m_size);
        if (auto taken = sink(image); !taken) return taken;
    }
    return {};
}

Result<QImage> Sheet::compose() const {
    if (std::max(m_size.width(), m_size.height()) > kMaxSide) return tooLarge(m_size);
    QImage whole(m_size, QImage::Format_RGB888);
    if (whole.isNull()) return noMemory(m_size);
    int top = 0;
    const auto copied = composeStrips(kComposeStrip, [&](const QImage& image) -> Result<void> {
        const QImage rows = image.convertToFormat(QImage::Format_RGB888);
        if (rows.isNull()) return noMemory(m_size);
        for (int y = 0; y < rows.height(); ++y) {
            std::memcpy(whole.scanLine(top + y), rows.constScanLine(y),
                        3 * static_cast<std::size_t>(m_size.width()));
        }
        top += rows.height();
        return {};
    });
    if (!copied) return copied.error();
    return whole;
}

}  // namespace kaleido::sheet
