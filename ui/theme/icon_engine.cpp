#include "ui/theme/icon_engine.h"

#include "ui/theme/colors.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>

namespace kaleido::ui {
namespace {

QRgb colorFor(QIcon::Mode mode, QIcon::State state) {
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText).rgb();
    if (mode == QIcon::Selected) return palette.color(QPalette::Active, QPalette::HighlightedText).rgb();
    if (state == QIcon::On) return palette.color(QPalette::Active, QPalette::Link).rgb();
    return palette.color(QPalette::Active, QPalette::ButtonText).rgb();
}

/// The largest square in the middle.
QRectF squareIn(const QRect& rect) {
    const int side = std::min(rect.width(), rect.height());
    return QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
}

}  // namespace

IconEngine::IconEngine(QByteArray off, QByteArray on) : m_off(std::move(off)), m_on(std::move(on)) {}

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
    renderer(state, colorFor(mode, state)).render(painter, squareIn(rect));
    painter->restore();
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QIconEngine* IconEngine::clone() const {
    return new IconEngine(m_off, m_on);
}

QString IconEngine::key() const {
    return QStringLiteral("kaleido");
}

}  // namespace kaleido::ui
