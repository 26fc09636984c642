#include "ui/canvas/code_palette.h"

#include "ui/theme/metrics.h"

#include <QGuiApplication>
#include <QListView>
#include <QPainter>
#include <QPixmap>
#include <QScreen>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <numeric>
#include <tuple>

namespace kaleido::canvas {
namespace {

constexpr int kSwatch = 24, kAcross = 16, kRowsInSight = 12;

QColor meanOf(const QImage& swatch) {
    return swatch.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixelColor(0, 0);
}

/// Greys first, then around the circle of hues, dark before light in each.
std::tuple<int, int> place(const QColor& color) {
    constexpr int kHues = 12, kGrey = 28;
    const bool grey = color.hsvSaturation() * color.value() < kGrey * 255 || color.hsvHue() < 0;
    return {grey ? -1 : color.hsvHue() * kHues / 360, color.lightness()};
}

std::vector<int> likeBesideLike(const std::vector<QImage>& swatches) {
    std::vector<std::tuple<int, int>> places;
    for (const QImage& swatch : swatches) places.push_back(place(meanOf(swatch)));
    std::vector<int> codes(swatches.size());
    std::iota(codes.begin(), codes.end(), 0);
    std::stable_sort(codes.begin(), codes.end(), [&](int a, int b) {
        return places[static_cast<std::size_t>(a)] < places[static_cast<std::size_t>(b)];
    });
    return codes;
}

/// A swatch, with a frame around the current one that no colour of a swatch can hide.
class SwatchDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QRectF swatch(0, 0, kSwatch, kSwatch);
        swatch.moveCenter(QRectF(option.rect).center());
        painter->drawPixmap(swatch.topLeft(), index.data(Qt::DecorationRole).value<QPixmap>());
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (!isCurrent && !option.state.testFlag(QStyle::State_MouseOver)) return;
        const QColor frame = option.palette.color(isCurrent ? QPalette::Highlight : QPalette::Mid);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(option.palette.color(QPalette::Base), 1));
        painter->drawRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5));
        QPen outer(frame, 2);
        outer.setJoinStyle(Qt::MiterJoin);
        painter->setPen(outer);
        painter->drawRect(swatch.adjusted(-1, -1, 1, 1));
    }
};

}  // namespace

CodePalette::CodePalette(const std::vector<QImage>& swatches, const QString& name, int current,
                         QWidget* parent)
    : QFrame(parent, Qt::Popup), m_list(new QListView(this)) {
    setObjectName(QStringLiteral("codePalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    auto* model = new QStandardItemModel(this);
    const double ratio = devicePixelRatioF();
    const QSize side = (QSizeF(kSwatch, kSwatch) * ratio).toSize();
    QModelIndex selected;
    for (const int code : likeBesideLike(swatches)) {
        QPixmap pixmap = QPixmap::fromImage(swatches[static_cast<std::size_t>(code)].scaled(
            side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        pixmap.setDevicePixelRatio(ratio);
        auto item = std::make_unique<QStandardItem>();
        item->setData(pixmap, Qt::DecorationRole);
        item->setData(code, Qt::UserRole);
        item->setData(name.arg(code), Qt::AccessibleTextRole);
        item->setToolTip(name.arg(code));
        item->setEditable(false);
        model->appendRow(item.release());
        if (code == current) selected = model->index(model->rowCount() - 1, 0);
    }
    m_list->setModel(model);
    m_list->setItemDelegate(new SwatchDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({kSwatch, kSwatch});
    m_list->setGridSize({kSwatch + ui::kUnit, kSwatch + ui::kUnit});
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_list->setFixedSize(kAcross * (kSwatch + ui::kUnit) + ui::kIcon + ui::kGap,
                         kRowsInSight * (kSwatch + ui::kUnit) + ui::kUnit);
    m_list->setCurrentIndex(selected.isValid() ? selected : model->index(0, 0));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(ui::kGap, ui::kGap, 0, ui::kGap);
    layout->addWidget(m_list);
    setFocusProxy(m_list);
    const auto choose = [this](const QModelIndex& index) {
        const int code = index.data(Qt::UserRole).toInt();
        close();
        Q_EMIT chosen(code);
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
}

void CodePalette::popup(QPoint at) {
    adjustSize();
    const QScreen* screen = QGuiApplication::screenAt(at);
    if (screen == nullptr) screen = QGuiApplication::primaryScreen();
    const QRect area = screen->availableGeometry();
    move(std::clamp(at.x(), area.left(), std::max(area.left(), area.right() - width())),
         std::clamp(at.y(), area.top(), std::max(area.top(), area.bottom() - height())));
    show();
    m_list->setFocus(Qt::PopupFocusReason);
    m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
}

}  // namespace kaleido::canvas
