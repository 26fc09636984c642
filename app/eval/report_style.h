#pragma once

#include <QRgb>

#include <string>

namespace kaleido {

/// The colours of the report on a dark screen; by day it has those of the sheets (app/sheet/theme.h).
namespace dark {
inline constexpr QRgb kPage = 0xFF15171A;
inline constexpr QRgb kCard = 0xFF1D2024;
inline constexpr QRgb kPane = 0xFF272B30;
inline constexpr QRgb kHairline = 0xFF363B42;
inline constexpr QRgb kText = 0xFFE8E9EA;
inline constexpr QRgb kQuietText = 0xFFA4ABB4;
}  // namespace dark

/// A colour of the sheets made as light as it takes to be read on a dark card, its hue kept.
QRgb onDark(QRgb color);

/// The style sheet of the report. Colours of curves are the classes c0, c1, … for theme::categorical().
std::string reportStyle();

}  // namespace kaleido
