#pragma once

#include "app/sheet/theme.h"

#include <QFont>
#include <QString>

namespace kaleido::sheet {

/// Makes the bundled fonts known to Qt, once a process. Needs a QGuiApplication (any platform, also "offscreen").
/// Returns the family's name, or "" if the embedded files cannot be loaded (then the system's fonts are used).
QString bundledFamily();

/// The font of a step of type: the bundled family, then the system's for the scripts it does not have. Sizes are in
/// pixels and outlines are not hinted, so that a sheet is laid out the same everywhere.
QFont fontFor(const theme::TextStyle& style);

}  // namespace kaleido::sheet
