#include "ui/tray/plan_diff_view.h"

#include "app/sheet/theme.h"
#include "engine/plan/difference.h"
#include "engine/plan/plan.h"
#include "ui/cards/card_style.h"
#include "ui/tray/plan_overlay.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

namespace kaleido {
namespace {

constexpr int kBadge = 16;

/// As it stands on the item in drawings.
QIcon badgeIcon(std::size_t item) {
    constexpr int kRatio = 3;  // sharp on every screen
    QPixmap pixmap(QSize(kBadge, kBadge) * kRatio);
    pixmap.setDevicePixelRatio(kRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(sheet::theme::categorical(item)));
    painter.drawRoundedRect(QRect(0, 0, kBadge, kBadge), card::kUnit, card::kUnit);
    QFont font = painter.font();
    font.setPixelSize(sheet::theme::kBadge.size);
    font.setWeight(sheet::theme::kBadge.weight);
    painter.setFont(font);
    painter.setPen(QColor::fromRgb(sheet::theme::kBadge.color));
    painter.drawText(QRect(0, 0, kBadge, kBadge), Qt::AlignCenter, QString::number(item + 1));
    return QIcon(pixmap);
}

QString wordsOf(const Item& item) {
    return item.words.empty() ? PlanDiffView::tr("(no words)") : QString::fromStdString(item.words);
}

}  // namespace

PlanDiffView::PlanDiffView(const PlanFormat& format, QWidget* parent)
    : QWidget(parent),
      m_format(format),
      m_title(new QLabel(this)),
      m_overlay(new PlanOverlay(this)),
      m_lines(new QListWidget(this)) {
    setObjectName(QStringLiteral("planDiff"));
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(QStringLiteral("planDiffTitle"));
    m_lines->setObjectName(QStringLiteral("planDiffLines"));
    m_lines->setAccessibleName(tr("Differences between the two plans"));
    m_lines->setSelectionMode(QAbstractItemView::NoSelection);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setIconSize(QSize(kBadge, kBadge));
    m_lines->setWordWrap(true);
    m_lines->setFont(card::smallFont());
    m_lines->setSpacing(1);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_overlay->setFixedSize(144, 144);

    auto* parts = new QHBoxLayout;
    parts->setSpacing(card::kGap);
    parts->addWidget(m_overlay, 0, Qt::AlignTop);
    parts->addWidget(m_lines, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(card::kGap, card::kGap, card::kGap, card::kGap);
    column->setSpacing(card::kGap);
    column->addWidget(m_title);
    column->addLayout(parts, 1);
}

void PlanDiffView::addLine(const QString& text, std::optional<std::size_t> item) {
    auto* line = new QListWidgetItem(item ? badgeIcon(*item) : QIcon(), text, m_lines);
    line->setToolTip(text);
    line->setFlags(Qt::ItemIsEnabled);
}

void PlanDiffView::compare(const QString& title, const Plan& before, const Plan& after) {
    const PlanDifference differences = difference(before, after, m_format);
    m_title->setText(title);
    m_overlay->compare(before, after, differences);
    m_lines->clear();
    for (const ItemDifference& one : differences.items) {
        if (one.unchanged()) continue;
        if (!one.after) {
            addLine(tr("Dropped: %1").arg(wordsOf(before.items[*one.before])));
            continue;
        }
        const QString words = wordsOf(after.items[*one.after]);
        if (!one.before) {
            addLine(tr("Added: %1").arg(words), one.after);
            continue;
        }
        if (one.moved) addLine(tr("Moved: %1").arg(words), one.after);
        if (one.wordsChanged)
            addLine(tr("Words: %1 → %2").arg(wordsOf(before.items[*one.before]), words), one.after);
    }
    if (!differences.newSentences.empty() || !differences.droppedSentences.empty())
        addLine(tr("The description differs"));
    if (!differences.tokens.empty())
        addLine(tr("Visual tokens: %1 of %2 differ")
                    .arg(differences.tokens.size())
                    .arg(after.tokens.codes.size()));
    if (!differences.colors.empty())
        addLine(tr("Colours: %1 of %2 differ").arg(differences.colors.size()).arg(after.colors.codes.size()));
    if (m_lines->count() == 0) addLine(tr("Both plans say the same"));
}

}  // namespace kaleido
