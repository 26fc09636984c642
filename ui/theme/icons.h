#pragma once

#include <QIcon>
#include <QStringView>

namespace kaleido::ui {

/// What an icon says beside its drawing.
enum class Tone { Plain, Quiet, Warning, Error, Good };

/// An icon of resources/icons by its file's name: themedIcon(u"undo"). It is drawn in the palette's colours whenever it is
/// painted (text; disabled text; the accent when switched on; text on the accent when selected), at any size and pixel ratio, so it follows the
/// theme by itself. A pixmap taken from it does not: ask again in changeEvent(). A name that is not there is a bug and
/// asserts.
QIcon themedIcon(QStringView name);

/// The same for what is switched on and off: themedIcon(u"unlock", u"lock").
QIcon themedIcon(QStringView off, QStringView on);

/// The same in the colour of a tone, where it is neither disabled nor selected.
QIcon themedIcon(QStringView name, Tone tone);

}  // namespace kaleido::ui
