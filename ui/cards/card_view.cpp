#include "ui/cards/card_view.h"

#include "ui/cards/card_style.h"

#include <QCursor>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kButtonSize = 24;

/// The surface that hover buttons stand on.
class HoverBar : public QWidget {
public:
    explicit HoverBar(QWidget* parent) : QWidget(parent) {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(2, 2, 2, 2);
        row->setSpacing(0);
        setObjectName(QStringLiteral("hoverBar"));
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(card::hairline(palette()));
        painter.setBrush(palette().color(QPalette::Window));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), card::kRadius, card::kRadius);
    }
};

}  // namespace

CardView::CardView(QWidget* parent) : QListView(parent), m_hoverBar(new HoverBar(viewport())) {
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        rememberAnchor();
        const QPoint at = viewport()->mapFromGlobal(QCursor::pos());
        if (m_hovered.isValid()) setHovered(viewport()->rect().contains(at) ? indexAt(at) : QModelIndex());
    });
}

void CardView::setModel(QAbstractItemModel* model) {
    QListView::setModel(model);
    const auto gone = [this](const QModelIndex&, int first, int last) {
        if (m_hovered.isValid() && m_hovered.row() >= first && m_hovered.row() <= last) setHovered({});
    };
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, gone);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { setHovered({}); });
}

void CardView::setCardSize(CardSize size) {
    m_cardSize = std::move(size);
    fitCards();
}

void CardView::setEmptyText(const QString& text) {
    m_emptyText = text;
    setAccessibleDescription(text);
    viewport()->update();
}

QToolButton* CardView::addHoverButton(const QIcon& icon, const QString& text,
                                      std::function<void(const QModelIndex&)> pressed, bool onlyLarge) {
    auto* button = new QToolButton(m_hoverBar);
    button->setIcon(icon);
    button->setIconSize(QSize(16, 16));
    button->setFixedSize(kButtonSize, kButtonSize);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);  // the same is in the menu and on the keys
    button->setCursor(Qt::ArrowCursor);
    button->setToolTip(text);
    button->setAccessibleName(text);
    connect(button, &QToolButton::clicked, this, [this, pressed = std::move(pressed)] {
        if (const QModelIndex index = m_hovered; index.isValid()) pressed(index);
    });
    m_hoverBar->layout()->addWidget(button);
    m_hoverButtons.push_back({button, onlyLarge});
    return button;
}

void CardView::selectRow(int row) {
    const QModelIndex index = model()->index(row, 0);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void CardView::doItemsLayout() {
    const QPersistentModelIndex anchor = m_anchor;
    const int top = m_anchorTop;
    const bool scrolled = verticalScrollBar()->value() > 0;
    QListView::doItemsLayout();
    if (scrolled && anchor.isValid()) {
        QScrollBar* bar = verticalScrollBar();
        bar->setValue(bar->value() + visualRect(anchor).top() - top);
    }
    rememberAnchor();
    placeHoverBar();
}

void CardView::rememberAnchor() {
    // The layout may be due: what was in sight is known from before.
    const QRect grid(QPoint(), gridSize());
    m_anchor = indexAt(QPoint(grid.width() / 2, 1));
    m_anchorTop = m_anchor.isValid() ? visualRect(m_anchor).top() : 0;
}

void CardView::fitCards() {
    if (!m_cardSize.heightFor) return;
    // As if the scroll bar were always there, so that its coming and going changes nothing.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, verticalScrollBar());
    const int available = std::max(m_cardSize.minWidth, width() - 2 * frameWidth() - bar - 1);
    const int columns = std::max(1, available / m_cardSize.minWidth);
    const int side = std::min(available / columns, m_cardSize.maxWidth);
    const QSize size(side, m_cardSize.heightFor(side));
    if (size == gridSize()) return;
    verticalScrollBar()->setSingleStep(std::max(1, size.height() / 4));
    setGridSize(size);
    Q_EMIT cardSizeChanged();
}

void CardView::resizeEvent(QResizeEvent* event) {
    fitCards();
    QListView::resizeEvent(event);
}

void CardView::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (model() == nullptr || model()->rowCount() > 0 || m_emptyText.isEmpty()) return;
    QPainter painter(viewport());
    painter.setPen(card::quietText(palette()));
    const int margin = 6 * card::kUnit;
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

bool CardView::viewportEvent(QEvent* event) {
    switch (event->type()) {
        case QEvent::HoverEnter:
        case QEvent::HoverMove:
            setHovered(indexAt(static_cast<QHoverEvent*>(event)->position().toPoint()));
            break;
        case QEvent::HoverLeave:
        case QEvent::Leave:
            setHovered({});
            break;
        default:
            break;
    }
    return QListView::viewportEvent(event);
}

void CardView::initViewItemOption(QStyleOptionViewItem* option) const {
    QListView::initViewItemOption(option);
    option->rect = QRect(QPoint(), gridSize());
}

void CardView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection()) {
        clearSelection();
        return;
    }
    QListView::keyPressEvent(event);
}

void CardView::setHovered(const QModelIndex& index) {
    if (index == m_hovered) return;
    const QModelIndex former = m_hovered;
    m_hovered = index;
    if (former.isValid()) update(former);
    if (index.isValid()) update(index);
    Q_EMIT hoverChanged(index);
    placeHoverBar();
}

void CardView::placeHoverBar() {
    const bool wanted = m_hovered.isValid() && !m_hoverButtons.empty();
    if (!wanted) {
        m_hoverBar->hide();
        return;
    }
    const QRect rect = visualRect(m_hovered);
    const int all = static_cast<int>(m_hoverButtons.size()) * kButtonSize + 4 * card::kUnit;
    for (const HoverButton& one : m_hoverButtons)
        one.button->setVisible(!one.onlyLarge || rect.width() >= all);
    m_hoverBar->adjustSize();
    m_hoverBar->move(rect.right() - m_hoverBar->width() - 2 * card::kUnit, rect.top() + 2 * card::kUnit);
    m_hoverBar->show();
    m_hoverBar->raise();
}

}  // namespace kaleido
