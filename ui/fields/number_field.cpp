#include "ui/fields/number_field.h"

#include <QSignalBlocker>

#include <cmath>

namespace kaleido {

NumberField::NumberField(QWidget* parent) : QDoubleSpinBox(parent) {
    setKeyboardTracking(false);
    setAlignment(Qt::AlignRight);
}

void NumberField::display(double value) {
    const double unit = std::pow(10.0, -decimals());
    if (std::abs(value - this->value()) < unit / 2) return;
    const QSignalBlocker blocker(this);
    setValue(value);
}

QString NumberField::textFromValue(double value) const {
    QString text = QDoubleSpinBox::textFromValue(value);
    if (!text.contains(locale().decimalPoint())) return text;
    while (text.endsWith(locale().zeroDigit())) text.chop(locale().zeroDigit().size());
    if (text.endsWith(locale().decimalPoint())) text.chop(locale().decimalPoint().size());
    return text;
}

void NumberField::focusInEvent(QFocusEvent* event) {
    ++m_visit;
    QDoubleSpinBox::focusInEvent(event);
}

}  // namespace kaleido
