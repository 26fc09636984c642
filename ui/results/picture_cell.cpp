#include "ui/results/picture_cell.h"

#include "app/sheet/hatching.h"
#include "app/sheet/plan_drawing.h"
#include "ui/cards/card_style.h"
#include "ui/cards/card_view.h"
#include "ui/results/picture_model.h"
#include "ui/theme/icon_drawing.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

using namespace card;

constexpr int kSmallestWithPlan = 96;  ///< shapes and their numbers would hide a smaller picture

/// The largest whole multiple of the picture that fits, in physical pixels; smaller ones fill what there is.
QSize shownSize(QSize picture, int side) {
    const int longest = std::max(picture.width(), picture.height());
    if (longest <= 0) return {side, side};
    if (longest <= side) return picture * (side / longest);
    return picture.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1});
}

void paintChip(QPainter& painter, const QRect& rect, QStringView icon, const QPalette& palette) {
    QColor surface = palette.color(QPalette::Window);
    painter.setPen(Qt::NoPen);
    painter.setBrush(surface);
    painter.drawRoundedRect(rect, kRadius, kRadius);
    const int inset = rect.width() / 8;
    ui::drawIcon(painter, icon, rect.adjusted(inset, inset, -inset, -inset),
                 palette.color(QPalette::WindowText));
}

}  // namespace

PictureCell::PictureCell(const PictureModel& model, CardView& view, QObject* parent)
    : QStyledItemDelegate(parent), m_model(model), m_view(view), m_idle(new QTimer(this)) {
    connect(m_idle, &QTimer::timeout, this, &PictureCell::enlargeSome);
}

/// What was drawn last is in sight: it comes first, and what has gone out of sight is left as it is.
void PictureCell::enlargeSome() {
    constexpr int kMilliseconds = 8;
    QElapsedTimer time;
    time.start();
    const QRect sight = m_view.viewport()->rect();
    while (!m_wanted.empty() && time.elapsed() < kMilliseconds) {
        const Wanted wanted = m_wanted.back();
        m_wanted.pop_back();
        if (!wanted.index.isValid() || !m_view.visualRect(wanted.index).intersects(sight)) continue;
        m_model.scaledImage(wanted.index.row(), wanted.size, m_filter);
        m_view.update(wanted.index);
    }
    if (m_wanted.empty()) m_idle->stop();
}

QSize PictureCell::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return option.rect.size();
}

void PictureCell::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const QRect rect = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const QPalette& palette = option.palette;
    painter->save();
    if (m_model.at(index.row()).isPending()) {
        paintWaiting(*painter, rect, index.row(), palette);
    } else {
        paintPicture(*painter, rect, index);
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isLarge = rect.width() >= kSmallestWithPlan;
        if (m_showsPlan && isLarge && m_view.hovered() == index) paintPlan(*painter, rect, index.row());
        paintMarks(*painter, rect, index.row(), palette);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    if ((option.state & QStyle::State_Selected) != 0) {
        painter->setPen(QPen(palette.color(QPalette::Highlight), 3));
        painter->drawRoundedRect(QRectF(rect).adjusted(-1.5, -1.5, 1.5, 1.5), kRadius, kRadius);
    }
    if ((option.state & QStyle::State_HasFocus) != 0) {
        painter->setPen(QPen(palette.color(QPalette::Text), 1, Qt::DotLine));
        painter->drawRoundedRect(QRectF(rect).adjusted(-3.5, -3.5, 3.5, 3.5), kRadius, kRadius);
    }
    painter->restore();
}

void PictureCell::paintPicture(QPainter& painter, const QRect& rect, const QModelIndex& index) const {
    const int row = index.row();
    const QImage own = m_model.image(row);
    if (own.isNull()) {
        painter.fillRect(rect, sheet::hatching(painter, QColor::fromRgb(sheet::theme::kQuietText)));
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const QSize size = shownSize(own.size(), static_cast<int>(rect.width() * ratio));
    const QSizeF shown = QSizeF(size) / ratio;
    const QRectF target(QPointF(rect.left() + std::floor((rect.width() - shown.width()) / 2),
                                rect.top() + std::floor((rect.height() - shown.height()) / 2)),
                        shown);
    const bool isQuick = m_filter == sheet::Filter::Nearest;
    const auto scaling = isQuick ? PictureModel::Scaling::Make : PictureModel::Scaling::Known;
    if (const QImage image = m_model.scaledImage(row, size, m_filter, scaling); !image.isNull()) {
        painter.drawImage(target, image);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(target, own);
    m_wanted.push_back({index, size});
    if (!m_idle->isActive()) m_idle->start();
}

void PictureCell::paintWaiting(QPainter& painter, const QRect& rect, int row, const QPalette& palette) const {
    const QImage preview = m_model.image(row);
    if (preview.isNull()) {
        painter.fillRect(rect, palette.color(QPalette::Window));
        painter.setPen(quietText(palette));
        painter.setFont(smallFont());
        const QString text = painter.fontMetrics().elidedText(PictureModel::tr("Waiting"), Qt::ElideRight,
                                                              rect.width() - 2 * kUnit);
        painter.drawText(rect, Qt::AlignCenter, text);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(rect, preview);
    }
    QPen border(preview.isNull() ? hairline(palette) : palette.color(QPalette::Highlight), 1);
    border.setDashPattern({4, 3});
    painter.setPen(border);
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5));
}

void PictureCell::paintMarks(QPainter& painter, const QRect& rect, int row, const QPalette& palette) const {
    const auto picture = m_model.stored(row);
    if (!picture) return;
    const int side = rect.width() < 96 ? 16 : 20;
    const int y = rect.bottom() - side - kUnit + 1;
    if (picture->marks.starred)
        paintChip(painter, QRect(rect.left() + kUnit, y, side, side), u"star-filled", palette);
    if (m_model.hasPlanMovedOn(row))
        paintChip(painter, QRect(rect.right() - side - kUnit + 1, y, side, side), u"history", palette);
}

void PictureCell::paintPlan(QPainter& painter, const QRect& rect, int row) const {
    const Plan* plan = m_model.planOf(row);
    if (plan == nullptr) return;
    sheet::Sheet drawing;
    sheet::addShapes(drawing, *plan, rect, sheet::Ground::Picture);
    painter.save();
    drawSheet(painter, drawing);
    painter.restore();
}

}  // namespace kaleido
