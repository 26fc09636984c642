#pragma once

#include <QPalette>
#include <QRgb>

/// The colours of the window in one place: calm neutral greys and one accent. Text has a contrast of at least 4.5 on every
/// surface it stands on (tested). Items have colours of their own, the same on sheets: app/sheet/theme.h, categorical().
namespace kaleido::ui {

enum class Scheme { Light, Dark };

struct Colors {
    QRgb window;      ///< behind everything
    QRgb base;        ///< what is typed into, lists
    QRgb alternate;   ///< every other row
    QRgb button;      ///< raised
    QRgb hover;       ///< under the pointer, on `window`
    QRgb pasteboard;  ///< around a canvas and behind pictures
    QRgb hairline;    ///< borders; not for text
    QRgb text;
    QRgb quietText;  ///< what is said by the way
    QRgb disabledText;
    QRgb accent;      ///< behind what is selected
    QRgb onAccent;    ///< text on it
    QRgb accentText;  ///< links, what is switched on
    QRgb warning;     ///< text and icons
    QRgb error;
    QRgb good;
    QRgb tip;  ///< behind tool tips and other short hints
    QRgb onTip;
};

const Colors& colors(Scheme scheme);

/// What a widget's palette belongs to, by the lightness of its window.
Scheme schemeOf(const QPalette& palette);
/// The colours a widget should paint with: colors(palette()).quietText.
inline const Colors& colors(const QPalette& palette) {
    return colors(schemeOf(palette));
}

/// The same as a palette of Qt, for all widgets.
QPalette paletteOf(Scheme scheme);

}  // namespace kaleido::ui
