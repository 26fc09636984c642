#pragma once

#include <QByteArray>
#include <QStringView>

namespace kaleido::ui {

/// The SVG document of an icon of resources/icons, in which "#000" is the only colour. A name that is not there is a bug and
/// asserts.
QByteArray iconFile(QStringView name);

}  // namespace kaleido::ui
