#include "ui/start/coach.h"

#include "app/settings/studio_settings.h"
#include "ui/start/card_place.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace kaleido::ui {
namespace {

constexpr int kCardWidth = 320;

/// A surface with a hairline, also where a style sheet is set.
class Card : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QColor(colors(palette()).hairline));
        painter.setBrush(palette().color(QPalette::Window));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 2 * kRadius, 2 * kRadius);
    }
};

}  // namespace

std::vector<CoachStep> Coach::firstSteps() {
    return {{QStringLiteral("captionBar"), tr("Say what you want to see"),
             tr("Type a caption and press Plan. Words that the model does not know are underlined, with the "
                "nearest ones on "
                "offer.")},
            {QStringLiteral("planTray"), tr("Look at the plans"),
             tr("Each card is another idea of the picture: where things stand, and in which colours. Pick "
                "the ones you like.")},
            {QStringLiteral("canvas"), tr("Make a plan your own"),
             tr("Drag things about, draw new ones, lock what is right, and have the rest imagined again.")},
            {QStringLiteral("resultsGrid"), tr("Have them painted"),
             tr("Generate paints every plan several times. Pictures are never lost: star the good ones, edit "
                "and repaint.")}};
}

Coach* Coach::begin(QWidget& window, StudioSettings& settings, std::vector<CoachStep> steps) {
    if (settings.coachDismissed() || steps.empty()) return nullptr;
    auto* coach = new Coach(window, settings, std::move(steps));
    coach->show();
    coach->raise();
    coach->goTo(0);
    return coach;
}

Coach::Coach(QWidget& window, StudioSettings& settings, std::vector<CoachStep> steps)
    : QWidget(&window),
      m_settings(settings),
      m_focusBefore(window.focusWidget()),
      m_steps(std::move(steps)),
      m_card(new Card(this)),
      m_count(new QLabel(m_card)),
      m_title(new QLabel(m_card)),
      m_text(new QLabel(m_card)),
      m_skip(new QPushButton(tr("Skip"), m_card)),
      m_back(new QPushButton(tr("Back"), m_card)),
      m_next(new QPushButton(m_card)) {
    setObjectName(QStringLiteral("coach"));
    setAccessibleName(tr("First steps"));
    setAttribute(Qt::WA_NoMousePropagation);
    m_count->setObjectName(QStringLiteral("coachCount"));
    m_title->setObjectName(QStringLiteral("coachTitle"));
    m_text->setObjectName(QStringLiteral("coachText"));
    m_skip->setObjectName(QStringLiteral("coachSkip"));
    m_back->setObjectName(QStringLiteral("coachBack"));
    m_next->setObjectName(QStringLiteral("coachNext"));
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_skip);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* column = new QVBoxLayout(m_card);
    column->setContentsMargins(4 * kUnit, 4 * kUnit, 4 * kUnit, 4 * kUnit);
    column->setSpacing(kGap);
    column->addWidget(m_count);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(kUnit);
    column->addLayout(buttons);
    for (QPushButton* button : {m_skip, m_back, m_next}) button->setAutoDefault(true);  // Enter presses it
    connect(m_skip, &QPushButton::clicked, this, &Coach::dismiss);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { goTo(m_step + 1); });
    window.installEventFilter(this);
}

void Coach::goTo(int step) {
    if (step >= static_cast<int>(m_steps.size())) return dismiss();
    m_step = std::max(step, 0);
    fillCard();
    place();
    m_next->setFocus();
}

void Coach::dismiss() {
    m_settings.setCoachDismissed(true);
    hide();
    parentWidget()->removeEventFilter(this);
    if (m_focusBefore) m_focusBefore->setFocus();
    Q_EMIT finished();
    deleteLater();
}

void Coach::fillCard() {
    const CoachStep& step = m_steps[static_cast<std::size_t>(m_step)];
    const int count = static_cast<int>(m_steps.size());
    const bool last = m_step + 1 == count;
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(count));
    m_title->setText(step.title);
    m_text->setText(step.text);
    m_next->setText(last ? tr("Done") : tr("Next"));
    m_back->setEnabled(m_step > 0);
    m_skip->setVisible(!last);
    m_count->setFont(quietFont());
    m_title->setFont(titleFont());
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, QColor(colors(palette()).quietText));
    m_count->setPalette(quiet);
    m_card->setAccessibleName(step.title);
    m_card->setAccessibleDescription(step.text);
}

QRect Coach::target() const {
    const QWidget* window = parentWidget();
    const auto* widget = window->findChild<QWidget*>(m_steps[static_cast<std::size_t>(m_step)].widget);
    if (!widget || !widget->isVisibleTo(window)) return {};
    return QRect(widget->mapTo(window, QPoint()), widget->size()).intersected(rect());
}

void Coach::place() {
    setGeometry(parentWidget()->rect());
    QLayout* layout = m_card->layout();
    layout->activate();  // the texts are new
    m_card->resize(kCardWidth, layout->totalHeightForWidth(kCardWidth));
    m_card->move(cardPlace(m_card->size(), target(), rect()));
    update();
}

void Coach::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath dimmed;
    dimmed.addRect(rect());
    const QRect shown = target();
    if (!shown.isEmpty()) {
        QPainterPath hole;
        hole.addRoundedRect(QRectF(shown), kRadius, kRadius);
        dimmed -= hole;
    }
    painter.fillPath(dimmed, QColor(0, 0, 0, 140));
    if (shown.isEmpty()) return;
    painter.setPen(QPen(QColor(colors(Scheme::Dark).accentText), 2));
    painter.drawRoundedRect(QRectF(shown).adjusted(1, 1, -1, -1), kRadius, kRadius);
}

void Coach::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return dismiss();
    QWidget::keyPressEvent(event);
}

/// Follows the window's size; a layout that it brings about has happened by the time of LayoutRequest or the next paint.
bool Coach::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) place();
    return QWidget::eventFilter(watched, event);
}

/// Tab stays on the card while it is shown.
bool Coach::focusNextPrevChild(bool next) {
    std::vector<QPushButton*> stops;
    for (QPushButton* button : {m_skip, m_back, m_next}) {
        if (button->isEnabled() && button->isVisibleTo(this)) stops.push_back(button);
    }
    if (isHidden() || stops.empty()) return QWidget::focusNextPrevChild(next);
    const auto at = std::find(stops.begin(), stops.end(), focusWidget());
    const std::size_t count = stops.size();
    const std::size_t index =
        at == stops.end() ? 0 : static_cast<std::size_t>(at - stops.begin()) + (next ? 1 : count - 1);
    stops[index % count]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

}  // namespace kaleido::ui
