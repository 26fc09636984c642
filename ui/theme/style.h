#pragma once

#include <QPalette>
#include <QProxyStyle>

namespace kaleido::ui {

/// Fusion with our sizes of icons, our icons on docks and line edits, and frames that can be seen on dark surfaces too.
class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;

private:
    const QPalette& framed(const QPalette& palette) const;

    mutable bool m_onAccent = false;  ///< while a chosen line of a menu is drawn
    mutable qint64 m_framedKey = 0;   ///< of the palette that m_framed was made from
    mutable QPalette m_framed;
};

}  // namespace kaleido::ui
