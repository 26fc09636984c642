#pragma once

#include <QDoubleSpinBox>

namespace kaleido {

/// A number in the user's locale without zeros that say nothing ("4", "4.25"). A point and a comma are both taken as its
/// decimal sign, so that a pasted "7.5" is not 75 to a German. What is typed counts when it is finished; a value that is
/// shown already does not disturb the typing. The wheel turns it only where it has the focus, and else scrolls what it is in.
class NumberField : public QDoubleSpinBox {
    Q_OBJECT

public:
    explicit NumberField(QWidget* parent = nullptr);

    /// Shows a value that somebody else has set: no valueChanged().
    void display(double value);
    /// Another number each time the field is entered, so that edits of one visit can be told from those of the next.
    int visit() const { return m_visit; }

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;

protected:
    void focusInEvent(QFocusEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    int m_visit = 0;
};

}  // namespace kaleido
