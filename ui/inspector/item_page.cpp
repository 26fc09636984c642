#include "ui/inspector/item_page.h"

#include "app/studio/current_plan.h"
#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "ui/fields/quiet_text.h"
#include "ui/fields/unknown_words_text.h"
#include "ui/fields/words_edit.h"
#include "ui/inspector/geometry_fields.h"
#include "ui/inspector/item_badge.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace kaleido {

ItemPage::ItemPage(CurrentPlan& current, const ModelWords& words, QWidget* parent)
    : QWidget(parent),
      m_current(current),
      m_known(words),
      m_badge(new ItemBadge),
      m_title(new QLabel),
      m_state(new QuietText(QuietText::Lines::One)),
      m_keep(new QPushButton(tr("Keep"))),
      m_words(new WordsEdit(words.all)),
      m_notice(new QuietText(QuietText::Lines::Wrapped)),
      m_geometry(new GeometryFields(current)) {
    m_state->setAlignment(Qt::AlignRight);
    m_keep->setObjectName(QStringLiteral("keepItem"));
    m_keep->setToolTip(tr("It stands as it is: paint with it again"));
    m_words->setObjectName(QStringLiteral("itemWords"));
    m_words->setAccessibleName(tr("Words of the item"));
    m_words->setPlaceholderText(tr("What is it?"));
    m_notice->setObjectName(QStringLiteral("wordsNotice"));
    m_notice->setTone(QuietText::Tone::Warning);

    auto* title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_badge);
    title->addWidget(m_title);
    title->addWidget(m_state, 1);
    title->addWidget(m_keep);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(title);
    column->addWidget(m_words);
    column->addWidget(m_notice);
    column->addWidget(m_geometry);

    connect(m_words, &QLineEdit::textEdited, this, &ItemPage::preview);
    connect(m_words, &QLineEdit::textChanged, this, &ItemPage::showNotice);
    connect(m_words, &QLineEdit::editingFinished, this, &ItemPage::commit);
    connect(&current, &CurrentPlan::typingEnds, this, &ItemPage::commit);
    connect(m_words, &WordsEdit::givenUp, this, &ItemPage::giveUp);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_current.editItem(m_item, tr("Keep item"), [&](Plan plan) {
            const std::size_t index = *findItem(plan, m_item);
            return keepStale(std::move(plan), {PartKind::Item, index});
        });
    });
    showNotice();
}

void ItemPage::display(const Plan& plan, std::size_t index) {
    const Item& item = plan.items[index];
    const bool editable = m_current.canEdit();
    m_item = item.id;
    m_badge->display(index);
    m_title->setText(tr("Item %1 of %2").arg(index + 1).arg(plan.items.size()));
    const bool stale = item.state == PartState::Stale;
    m_state->setText(stale ? tr("Stale") : item.state == PartState::Edited ? tr("Edited") : QString());
    m_state->setTone(stale ? QuietText::Tone::Warning : QuietText::Tone::Quiet);
    m_keep->setVisible(stale);
    m_keep->setEnabled(editable);
    m_words->setReadOnly(!editable);
    m_words->setEnabled(editable);
    if (!m_words->isModified()) m_words->display(QString::fromStdString(item.words));
    m_geometry->display(item, editable);
}

void ItemPage::preview() {
    const std::string words = m_words->text().toStdString();
    m_current.previewItem(m_item, [&](Plan plan) { return setWords(std::move(plan), m_item, words); });
}

void ItemPage::commit() {
    if (!m_words->isModified()) return;
    m_words->setModified(false);
    const std::string words = m_words->text().simplified().toStdString();
    if (!m_current.editItem(m_item, tr("Change words"),
                            [&](Plan plan) { return setWords(std::move(plan), m_item, words); }))
        m_current.endPreview();
}

void ItemPage::giveUp() {
    m_words->setModified(false);
    m_current.endPreview();
}

void ItemPage::showNotice() {
    const auto unknown = m_known.unknownIn(m_words->text().toStdString());
    m_notice->setText(unknownWordsText(unknown));
    m_notice->setVisible(!unknown.empty());
}

}  // namespace kaleido
