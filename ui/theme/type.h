#pragma once

#include <QFont>

/// The steps of type, relative to the application's font (which users may have made larger). Colours come from the palette and
/// from Colors::quietText.
namespace kaleido::ui {

/// The bundled family at the size of `platform`, which stays behind it for the scripts that it does not have.
QFont applicationFont(const QFont& platform);

QFont titleFont();  ///< of a dialog or an empty page
QFont labelFont();  ///< of a group of controls, a column
QFont bodyFont();
QFont quietFont();  ///< hints, counts, seeds; with Colors::quietText
/// For seeds and commands that are compared letter by letter.
QFont fixedFont();

}  // namespace kaleido::ui
