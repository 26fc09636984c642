#include "ui/caption/caption_bar.h"

#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "engine/plan/validate.h"
#include "ui/caption/caption_edit.h"
#include "ui/caption/run_settings.h"
#include "ui/caption/stop_action.h"
#include "ui/fields/action_button.h"
#include "ui/fields/quiet_text.h"
#include "ui/fields/unknown_words_text.h"
#include "ui/theme/metrics.h"

#include <QAction>
#include <QGridLayout>
#include <QMenu>
#include <QToolButton>

#include <utility>

namespace kaleido {
namespace {

using ui::kGap;
using ui::kMargin;
constexpr int kRecent = 8;  ///< captions in the menu; Alt+Up knows them all

/// "Plan · 42"; the middle of long seeds is left out.
QString withSeed(const QString& text, const std::optional<std::uint64_t>& seed) {
    if (!seed) return text;
    QString number = QString::number(*seed);
    if (number.size() > 8) number = number.left(3) + u'…' + number.right(3);
    return QStringLiteral("%1 · %2").arg(text, number);
}

/// What is to be said of a caption; empty if there is nothing. The second: whether it can be used.
std::pair<QString, bool> noticeOn(const CaptionEdit& edit) {
    if (hasErrors(checkCaption(edit.caption().toStdString())))
        return {CaptionBar::tr("This caption is too long, or has characters that cannot be used."), false};
    std::vector<WordOffer> offers;
    for (const auto& word : edit.marks().words()) offers.push_back(word.offer);
    return {unknownWordsText(offers), true};
}

}  // namespace

CaptionBar::CaptionBar(CaptionBarParts parts, QWidget* parent)
    : QWidget(parent),
      m_parts(std::move(parts)),
      m_caption(new CaptionEdit(m_parts.words)),
      m_negative(new CaptionEdit(m_parts.words)),
      m_disclosure(new QToolButton),
      m_examples(new QToolButton),
      m_notice(new QuietText(QuietText::Lines::One)),
      m_negativeNotice(new QuietText(QuietText::Lines::One)),
      m_model(new QuietText(QuietText::Lines::One)),
      m_device(new QuietText(QuietText::Lines::One)),
      m_memory(new QuietText(QuietText::Lines::One)),
      m_plan(new QAction(this)),
      m_generate(new QAction(this)),
      m_stop(new StopAction(this)) {
    makeActions();
    layOut();
    connect(m_caption, &CaptionEdit::unknownWordsChanged, this, &CaptionBar::showNotice);
    connect(m_caption, &CaptionEdit::textChanged, this, &CaptionBar::showNotice);
    connect(m_caption, &CaptionEdit::olderRequested, this, [this] {
        if (const auto older = m_parts.history.older(caption())) setCaption(*older);
    });
    connect(m_caption, &CaptionEdit::newerRequested, this, [this] {
        if (const auto newer = m_parts.history.newer(caption())) setCaption(*newer);
    });
    connect(m_negative, &CaptionEdit::unknownWordsChanged, this, &CaptionBar::showNotice);
    connect(m_negative, &CaptionEdit::textChanged, this, [this] {
        PaintSettings settings = m_parts.paints.settings();
        settings.painting.negative = m_negative->caption().toStdString();
        m_parts.paints.setSettings(settings);
        showNotice();
    });
    connect(m_disclosure, &QToolButton::toggled, this, &CaptionBar::showNegative);
    connect(&m_parts.plans, &PlanController::settingsChanged, this, &CaptionBar::showSeeds);
    connect(&m_parts.paints, &PaintController::settingsChanged, this, &CaptionBar::showSeeds);
    connect(&m_parts.paints, &PaintController::settingsChanged, this, &CaptionBar::showNegative);
    showSeeds();
    showNegative();
    showNotice();
}

void CaptionBar::makeActions() {
    m_plan->setObjectName(QStringLiteral("plan"));
    m_plan->setToolTip(tr("Imagine plans for the caption"));
    m_plan->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    m_generate->setObjectName(QStringLiteral("generate"));
    m_generate->setToolTip(tr("Imagine plans for the caption and paint them"));
    m_generate->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Return, Qt::CTRL | Qt::SHIFT | Qt::Key_Enter});
    addActions({m_plan, m_generate, m_stop});
    connect(m_plan, &QAction::triggered, this, [this] {
        m_parts.history.add(caption());
        Q_EMIT planRequested(caption());
    });
    connect(m_generate, &QAction::triggered, this, [this] {
        m_parts.history.add(caption());
        Q_EMIT generateRequested(caption());
    });
    connect(m_stop, &StopAction::stopRequested, this, &CaptionBar::stopRequested);
}

void CaptionBar::layOut() {
    m_caption->setObjectName(QStringLiteral("caption"));
    m_caption->setAccessibleName(tr("Caption"));
    m_caption->setPlaceholderText(tr("Describe a picture"));
    m_negative->setObjectName(QStringLiteral("negative"));
    m_negative->setAccessibleName(tr("Negative caption"));
    m_negative->setPlaceholderText(tr("What the pictures are to be guided away from"));
    m_notice->setObjectName(QStringLiteral("notice"));
    m_negativeNotice->setObjectName(QStringLiteral("negativeNotice"));
    m_notice->setTone(QuietText::Tone::Warning);
    m_negativeNotice->setTone(QuietText::Tone::Warning);

    m_disclosure->setObjectName(QStringLiteral("disclosure"));
    m_disclosure->setText(tr("Negative caption"));
    m_disclosure->setCheckable(true);
    m_disclosure->setAutoRaise(true);
    m_disclosure->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_examples->setObjectName(QStringLiteral("examples"));
    m_examples->setText(tr("Examples"));
    m_examples->setAutoRaise(true);
    m_examples->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_examples);
    m_examples->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &CaptionBar::fillExamples);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    for (QAction* action : {m_plan, m_generate, static_cast<QAction*>(m_stop)}) {
        auto* button = new ActionButton(*action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        // As high as a caption of one line, and as wide as the longest text: nothing moves under the pointer.
        button->setMinimumHeight(m_caption->height());
        button->setMinimumWidth(fontMetrics().horizontalAdvance(tr("Stopping…")) + 2 * kMargin);
        buttons->addWidget(button);
    }
    buttons->addSpacing(kGap);
    buttons->addWidget(makeReadOuts());

    auto* below = new QHBoxLayout;
    below->setSpacing(kGap);
    below->addWidget(m_notice, 1);
    below->addWidget(m_examples);
    below->addWidget(m_disclosure);
    below->addSpacing(kGap);
    below->addWidget(new RunSettings(m_parts.document, m_parts.plans, m_parts.paints));

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(kMargin, kMargin, kMargin, kGap);
    grid->setHorizontalSpacing(kMargin);
    grid->setVerticalSpacing(kGap);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_caption, 0, 0, Qt::AlignTop);
    grid->addLayout(buttons, 0, 1, Qt::AlignTop);
    grid->addLayout(below, 1, 0, 1, 2);
    grid->addWidget(m_negative, 2, 0);
    grid->addWidget(m_negativeNotice, 3, 0);
}

QWidget* CaptionBar::makeReadOuts() {
    auto* readOuts = new QWidget;
    auto* grid = new QGridLayout(readOuts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(0);
    grid->setHorizontalSpacing(kMargin);
    m_model->setObjectName(QStringLiteral("model"));
    m_device->setObjectName(QStringLiteral("device"));
    m_memory->setObjectName(QStringLiteral("memory"));
    grid->addWidget(m_model, 0, 0, 1, 2);
    grid->addWidget(m_device, 1, 0);
    grid->addWidget(m_memory, 1, 1);
    return readOuts;
}

QString CaptionBar::caption() const {
    return m_caption->caption();
}

void CaptionBar::setCaption(const QString& caption) {
    m_caption->setCaption(caption);
}

QAction& CaptionBar::stopAction() {
    return *m_stop;
}

void CaptionBar::setBusy(bool busy) {
    m_stop->setBusy(busy);
}

void CaptionBar::setModel(const QString& title) {
    m_model->setText(title);
}

void CaptionBar::setDevice(const QString& device) {
    m_device->setText(device);
}

void CaptionBar::setMemory(const QString& memory) {
    m_memory->setText(memory);
}

void CaptionBar::showNotice() {
    const auto [notice, usable] = noticeOn(*m_caption);
    m_notice->setText(notice);
    m_notice->setTone(usable ? QuietText::Tone::Warning : QuietText::Tone::Error);
    const auto [negativeNotice, negativeUsable] = noticeOn(*m_negative);
    m_negativeNotice->setText(negativeNotice);
    m_negativeNotice->setTone(negativeUsable ? QuietText::Tone::Warning : QuietText::Tone::Error);
    m_negativeNotice->setVisible(m_disclosure->isChecked() && !negativeNotice.isEmpty());
    m_plan->setEnabled(usable);
    m_generate->setEnabled(usable && negativeUsable);
}

void CaptionBar::showSeeds() {
    m_plan->setText(withSeed(tr("Plan"), m_parts.plans.settings().seed));
    m_generate->setText(withSeed(tr("Generate"), m_parts.paints.settings().seed));
}

void CaptionBar::showNegative() {
    const QString negative = QString::fromStdString(m_parts.paints.settings().painting.negative);
    const bool comesFromElsewhere = negative != m_negative->caption();
    m_negative->setCaption(negative);
    // Nobody is to paint with one without seeing it.
    if (comesFromElsewhere && !negative.isEmpty()) m_disclosure->setChecked(true);
    m_disclosure->setArrowType(m_disclosure->isChecked() ? Qt::DownArrow : Qt::RightArrow);
    m_disclosure->setToolTip(negative.isEmpty() ? tr("Guide the pictures away from something") : negative);
    m_negative->setVisible(m_disclosure->isChecked());
    showNotice();
}

void CaptionBar::fillExamples() {
    QMenu* menu = m_examples->menu();
    menu->clear();
    const auto add = [&](const QString& heading, const QStringList& captions) {
        if (captions.isEmpty()) return;
        menu->addSection(heading);
        for (const QString& caption : captions) {
            QString shown = fontMetrics().elidedText(caption.simplified(), Qt::ElideRight, 480);
            QAction* action = menu->addAction(shown.replace(u'&', QStringLiteral("&&")));
            connect(action, &QAction::triggered, this, [this, caption] { setCaption(caption); });
        }
    };
    add(tr("Examples"), m_parts.examples);
    QStringList recent;
    const QStringList& all = m_parts.history.captions();
    for (qsizetype i = all.size(); i-- > 0 && recent.size() < kRecent;) recent.push_back(all[i]);
    add(tr("Recent"), recent);
}

}  // namespace kaleido
