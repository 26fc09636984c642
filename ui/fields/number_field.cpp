#include "ui/fields/number_field.h"

#include <QSignalBlocker>
#include <QWheelEvent>

#include <cmath>

namespace kaleido {

namespace {

QString withDecimalSign(QString text, const QString& sign) {
    return text.replace(u'.', sign).replace(u',', sign);
}

}  // namespace

NumberField::NumberField(QWidget* parent) : QDoubleSpinBox(parent) {
    setKeyboardTracking(false);
    setFocusPolicy(Qt::StrongFocus);  // not by the wheel
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

double NumberField::valueFromText(const QString& text) const {
    return QDoubleSpinBox::valueFromText(withDecimalSign(text, locale().decimalPoint()));
}

QValidator::State NumberField::validate(QString& text, int& position) const {
    text = withDecimalSign(text, locale().decimalPoint());
    return QDoubleSpinBox::validate(text, position);
}

void NumberField::focusInEvent(QFocusEvent* event) {
    ++m_visit;
    QDoubleSpinBox::focusInEvent(event);
}

void NumberField::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

}  // namespace kaleido
