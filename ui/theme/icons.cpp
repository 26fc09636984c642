#include "ui/theme/icons.h"

#include "ui/theme/icon_engine.h"

#include <QFile>

/// Outside of any namespace, as the resource's initialiser is. A static library's resources are dropped by the linker
/// unless somebody names them.
static void initIconResource() {
    Q_INIT_RESOURCE(icons);
}

namespace kaleido::ui {
namespace {

QByteArray svgOf(QStringView name) {
    initIconResource();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(there, "themedIcon", qPrintable(file.fileName()));
    return there ? file.readAll() : QByteArray();
}

}  // namespace

QIcon themedIcon(QStringView name) {
    return themedIcon(name, name);
}

QIcon themedIcon(QStringView off, QStringView on) {
    const QByteArray first = svgOf(off);
    return QIcon(new IconEngine(first, off == on ? first : svgOf(on), Tone::Plain));
}

QIcon themedIcon(QStringView name, Tone tone) {
    const QByteArray svg = svgOf(name);
    return QIcon(new IconEngine(svg, svg, tone));
}

}  // namespace kaleido::ui
