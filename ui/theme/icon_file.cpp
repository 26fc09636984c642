#include "ui/theme/icon_file.h"

#include <QFile>

/// Outside of any namespace, as the resource's initialiser is. A static library's resources are dropped by the linker
/// unless somebody names them.
static void initIconResource() {
    Q_INIT_RESOURCE(icons);
}

namespace kaleido::ui {

QByteArray iconFile(QStringView name) {
    initIconResource();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(there, "themedIcon", qPrintable(file.fileName()));
    return there ? file.readAll() : QByteArray();
}

}  // namespace kaleido::ui
