#pragma once

#include <QIcon>
#include <QListView>
#include <QPersistentModelIndex>
#include <QString>

#include <functional>
#include <vector>

class QToolButton;

namespace kaleido {

/// A list of cards, wrapped by width, of which only those in sight are drawn. What is in sight stays where it is when cards
/// come and go above it; a list that shows its beginning goes on showing it. Small buttons appear over the card under the
/// pointer. GUI thread only.
class CardView : public QListView {
    Q_OBJECT

public:
    /// How wide a card may be (a row is filled as far as that allows) and how high it then is, with the gaps around it.
    struct CardSize {
        int minWidth = 128;
        int maxWidth = 256;
        std::function<int(int width)> heightFor;
    };

    explicit CardView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    void setCardSize(CardSize size);
    /// Shown where there is no card.
    void setEmptyText(const QString& text);
    const QString& emptyText() const { return m_emptyText; }

    /// The card under the pointer.
    QModelIndex hovered() const { return m_hovered; }
    /// Adds a button over the hovered card, which is handed over. `onlyLarge`: not on cards too small for a full row.
    QToolButton* addHoverButton(const QIcon& icon, const QString& text,
                                std::function<void(const QModelIndex&)> pressed, bool onlyLarge = false);
    /// Selects this card alone and makes it the one that the keyboard goes on from.
    void selectRow(int row);

    void doItemsLayout() override;
    /// Letters are shortcuts here.
    void keyboardSearch(const QString&) override {}

Q_SIGNALS:
    /// Another card is under the pointer, or none.
    void hoverChanged(const QModelIndex& index);
    void cardSizeChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    /// Delegates are asked for their size with the size that a card has.
    void initViewItemOption(QStyleOptionViewItem* option) const override;

private:
    void fitCards();
    void rememberAnchor();
    void setHovered(const QModelIndex& index);
    void placeHoverBar();

    CardSize m_cardSize;
    QString m_emptyText;
    QPersistentModelIndex m_hovered;
    QWidget* m_hoverBar;
    struct HoverButton {
        QToolButton* button;
        bool onlyLarge;
    };
    std::vector<HoverButton> m_hoverButtons;
    QPersistentModelIndex m_anchor;  ///< the first card in sight
    int m_anchorTop = 0;             ///< where it is
};

}  // namespace kaleido
