#include "ui/caption/seed_control.h"

#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QToolButton>

namespace kaleido {
namespace {

constexpr int kNewSeedsBelow = 1'000'000;  ///< short enough to be read out

std::optional<std::uint64_t> seedOf(const QString& text) {
    bool valid = false;
    const qulonglong seed = text.toULongLong(&valid);
    return valid ? std::optional<std::uint64_t>(seed) : std::nullopt;
}

}  // namespace

SeedControl::SeedControl(const QString& of, QWidget* parent)
    : QWidget(parent), m_pin(new QToolButton), m_field(new QLineEdit) {
    m_pin->setObjectName(QStringLiteral("pin"));
    m_pin->setIcon(ui::themedIcon(u"pin"));
    m_pin->setCheckable(true);
    m_pin->setAutoRaise(true);
    m_pin->setAccessibleName(tr("Fix the seed of the %1").arg(of));
    m_field->setObjectName(QStringLiteral("seed"));
    m_field->setAccessibleName(tr("Seed of the %1").arg(of));
    m_field->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,20}")), m_field));
    m_field->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000000000")));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_pin);
    row->addWidget(m_field);
    connect(m_pin, &QToolButton::clicked, this, [this](bool fixed) {
        choose(fixed ? Seed(QRandomGenerator::system()->bounded(kNewSeedsBelow)) : std::nullopt);
        if (!fixed) return;
        m_field->setFocus();
        m_field->selectAll();
    });
    connect(m_field, &QLineEdit::editingFinished, this, [this] {
        endTyping();
        display(m_seed);  // what it was, if more was typed than 64 bits hold
    });
    display({});
}

void SeedControl::display(const Seed& seed) {
    m_seed = seed;
    m_pin->setChecked(seed.has_value());
    m_pin->setToolTip(seed ? tr("Draw a new seed each time") : tr("Use the same seed each time"));
    m_field->setVisible(seed.has_value());
    const QString text = seed ? QString::number(*seed) : QString();
    if (text != m_field->text()) {
        m_field->setText(text);
        m_field->setCursorPosition(0);  // of long seeds, the beginning is seen
    }
    m_field->setToolTip(tr("Seed %1: with the same seed and settings, the same is made again").arg(text));
}

void SeedControl::endTyping() {
    if (const Seed typed = seedOf(m_field->text())) choose(typed);
}

void SeedControl::choose(const Seed& seed) {
    if (seed == m_seed) return;
    display(seed);
    Q_EMIT seedChosen(seed);
}

}  // namespace kaleido
