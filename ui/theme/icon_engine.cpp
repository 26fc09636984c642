#include "ui/theme/icon_engine.h"

#include "ui/theme/colors.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>

namespace kaleido::ui {
namespace {

QRgb colorFor(Tone tone, QIcon::Mode mode, QIcon::State state) {
    const QPalette palette = QGuiApplication::palette();
    const Colors& c = colors(palette);
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText).rgb();
    if (mode == QIcon::Selected) return palette.color(QPalette::Active, QPalette::HighlightedText).rgb();
    switch (tone) {
        case Tone::Quiet:
            return c.quietText;
        case Tone::Warning:
            return c.warning;
        case Tone::Error:
            return c.error;
        case Tone::Good:
            return c.good;
        case Tone::Plain:
            break;
    }
    return palette.color(QPalette::Active, state == QIcon::On ? QPalette::Link : QPalette::ButtonText).rgb();
}

/// The largest square in the middle.
QRectF squareIn(const QRect& rect) {
    const int side = std::min(rect.width(), rect.height());
    return QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
}

}  // namespace

IconEngine::IconEngine(QByteArray off, QByteArray on, Tone tone)
    : m_off(std::move(off)), m_on(std::move(on)), m_tone(tone) {}

IconEngine::~IconEngine() = default;

QSvgRenderer& IconEngine::renderer(QIcon::State state, QRgb color) {
    auto& renderer = m_renderers[{state, color}];
    if (!renderer) {
        QByteArray svg = state == QIcon::On ? m_on : m_off;
        svg.replace("\"#000\"", '"' + QColor(color).name().toLatin1() + '"');
        renderer = std::make_unique<QSvgRenderer>(svg);
    }
    return *renderer;
}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    renderer(state, colorFor(m_tone, mode, state)).render(painter, squareIn(rect));
    painter->restore();
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    if (size.isEmpty()) return {};  // on a button that is squeezed to nothing
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QIconEngine* IconEngine::clone() const {
    return new IconEngine(m_off, m_on, m_tone);
}

QString IconEngine::key() const {
    return QStringLiteral("kaleido");
}

}  // namespace kaleido::ui
