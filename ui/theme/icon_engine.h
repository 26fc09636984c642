#pragma once

#include "ui/theme/icons.h"

#include <QByteArray>
#include <QIconEngine>

#include <map>
#include <memory>
#include <utility>

class QSvgRenderer;

namespace kaleido::ui {

/// Draws a black line drawing in the colours of the application's palette, as it is when it is drawn.
class IconEngine : public QIconEngine {
public:
    /// Two SVG documents, for QIcon::Off and QIcon::On, in which "#000" is the only colour.
    IconEngine(QByteArray off, QByteArray on, Tone tone);
    ~IconEngine() override;

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;
    QString key() const override;

private:
    QSvgRenderer& renderer(QIcon::State state, QRgb color);

    QByteArray m_off;
    QByteArray m_on;
    Tone m_tone;
    std::map<std::pair<QIcon::State, QRgb>, std::unique_ptr<QSvgRenderer>>
        m_renderers;  ///< a few: one a colour
};

}  // namespace kaleido::ui
