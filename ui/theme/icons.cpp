#include "ui/theme/icons.h"

#include "ui/theme/icon_engine.h"
#include "ui/theme/icon_file.h"

namespace kaleido::ui {

QIcon themedIcon(QStringView name) {
    return themedIcon(name, name);
}

QIcon themedIcon(QStringView off, QStringView on) {
    const QByteArray first = iconFile(off);
    return QIcon(new IconEngine(first, off == on ? first : iconFile(on), Tone::Plain));
}

QIcon themedIcon(QStringView name, Tone tone) {
    const QByteArray svg = iconFile(name);
    return QIcon(new IconEngine(svg, svg, tone));
}

}  // namespace kaleido::ui
