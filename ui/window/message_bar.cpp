#include "ui/window/message_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace kaleido {
namespace {

QIcon iconOf(MessageBar::Kind kind) {
    switch (kind) {
        case MessageBar::Kind::Info:
            return ui::themedIcon(u"info");
        case MessageBar::Kind::Warning:
            return ui::themedIcon(u"warning");
        case MessageBar::Kind::Error:
            break;
    }
    return ui::themedIcon(u"error");
}

}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_actions(new QWidget(this)) {
    setObjectName(QStringLiteral("messageBar"));
    m_icon->setObjectName(QStringLiteral("messageIcon"));
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    auto* const close = new QToolButton(this);
    close->setIcon(ui::themedIcon(u"close"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Dismiss the message"));
    close->setToolTip(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(ui::kMargin, ui::kUnit, ui::kGap, ui::kUnit);
    row->setSpacing(ui::kGap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_actions);
    row->addWidget(close);
    (new QHBoxLayout(m_actions))->setContentsMargins(0, 0, 0, 0);
    hide();
}

void MessageBar::show(Kind kind, const QString& text, std::vector<Action> actions) {
    m_kind = kind;
    showIcon();
    m_text->setText(text);
    for (auto* const former : m_actions->findChildren<QPushButton*>()) {
        former->hide();
        former->deleteLater();  // it may be the one whose press brought this message
    }
    for (Action& action : actions) {
        auto* const button = new QPushButton(action.text, m_actions);
        connect(button, &QPushButton::clicked, this, [this, act = std::move(action.act)] {
            dismiss();
            act();
        });
        m_actions->layout()->addWidget(button);
        button->show();  // also where the bar is visible already
    }
    setAccessibleName(text);
    setVisible(true);
}

void MessageBar::show(const kaleido::Error& error) {
    show(Kind::Error, QString::fromStdString(describe(error)));
}

void MessageBar::showIcon() {
    m_icon->setPixmap(iconOf(m_kind).pixmap(ui::kIcon, ui::kIcon));
}

void MessageBar::dismiss() {
    hide();
}

QString MessageBar::text() const {
    return m_text->text();
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showIcon();
}

}  // namespace kaleido
