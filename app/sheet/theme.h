#pragma once

#include <QFont>
#include <QRgb>

#include <cstdint>

/// The look of all sheets in one place: neutral surfaces, one spacing grid, four steps of type, and the colours that
/// tell items and curves apart. Text has a contrast of at least 4.5 on every surface (tested).
namespace kaleido::sheet::theme {

inline constexpr QRgb kPage = 0xFFF5F5F3;      ///< behind everything
inline constexpr QRgb kCard = 0xFFFFFFFF;      ///< cards and plots
inline constexpr QRgb kPane = 0xFFEDEDEA;      ///< behind drawings and missing pictures
inline constexpr QRgb kHairline = 0xFFD9D9D4;  ///< borders and grid lines
inline constexpr QRgb kText = 0xFF1E2227;
inline constexpr QRgb kQuietText = 0xFF5B626B;  ///< captions, settings' names, tick labels

/// The spacing grid: every gap and margin is a multiple of it.
inline constexpr int kUnit = 4;
inline constexpr int kGap = 2 * kUnit;        ///< between pictures
inline constexpr int kPadding = 4 * kUnit;    ///< inside cards
inline constexpr int kMargin = 8 * kUnit;     ///< around a sheet
inline constexpr int kMinContentWidth = 360;  ///< so that title and settings stay readable on narrow grids

/// One step of type, in pixels.
struct TextStyle {
    int size = 13;
    int lineHeight = 18;  ///< a multiple of 2; scripts with taller letters get more
    QFont::Weight weight = QFont::Normal;
    QRgb color = kText;
};

inline constexpr TextStyle kTitle{22, 28, QFont::DemiBold, kText};
inline constexpr TextStyle kBody{13, 18, QFont::Normal, kText};
inline constexpr TextStyle kQuiet{13, 18, QFont::Normal, kQuietText};
inline constexpr TextStyle kLabel{13, 18, QFont::DemiBold, kText};
inline constexpr TextStyle kSmall{12, 16, QFont::Normal, kQuietText};
inline constexpr TextStyle kBadge{11, 14, QFont::DemiBold, kCard};

/// Colours of items and curves, told apart also by people with colour-blindness as far as eight colours can be (badges
/// carry numbers as well). White text on them has a contrast of at least 4.5. Indices past the end start again.
QRgb categorical(std::size_t index);
inline constexpr std::size_t kCategoricalCount = 8;

/// The contrast of two opaque colours, 1 … 21 (WCAG 2.1, "contrast ratio").
double contrast(QRgb a, QRgb b);

}  // namespace kaleido::sheet::theme
