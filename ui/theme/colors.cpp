#include "ui/theme/colors.h"

namespace kaleido::ui {
namespace {

constexpr Colors kLight{
    .window = 0xFFF0F0EE,
    .base = 0xFFFFFFFF,
    .alternate = 0xFFF7F7F5,
    .button = 0xFFFAFAF9,
    .hover = 0xFFE3E3E0,
    .pasteboard = 0xFFDDDDDA,
    .hairline = 0xFFCCCCC8,
    .text = 0xFF1E2227,
    .quietText = 0xFF565D66,
    .disabledText = 0xFF9B9FA4,
    .accent = 0xFF2A66A8,
    .onAccent = 0xFFFFFFFF,
    .accentText = 0xFF245C9A,
    .warning = 0xFF7F5300,
    .error = 0xFFAE2118,
    .good = 0xFF226B3F,
    .tip = 0xFF32363B,
    .onTip = 0xFFF4F4F2,
};

constexpr Colors kDark{
    .window = 0xFF2D2E30,
    .base = 0xFF232426,
    .alternate = 0xFF282A2C,
    .button = 0xFF3A3C3F,
    .hover = 0xFF3D3F42,
    .pasteboard = 0xFF1C1D1E,
    .hairline = 0xFF47494D,
    .text = 0xFFE6E6E3,
    .quietText = 0xFFAAAFB5,
    .disabledText = 0xFF74787D,
    .accent = 0xFF356CA6,
    .onAccent = 0xFFFFFFFF,
    .accentText = 0xFF86B7EA,
    .warning = 0xFFE3B14F,
    .error = 0xFFF39A92,
    .good = 0xFF84CDA1,
    .tip = 0xFF47494D,
    .onTip = 0xFFF4F4F2,
};

}  // namespace

const Colors& colors(Scheme scheme) {
    return scheme == Scheme::Dark ? kDark : kLight;
}

Scheme schemeOf(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
}

QPalette paletteOf(Scheme scheme) {
    const Colors& c = colors(scheme);
    const bool dark = scheme == Scheme::Dark;
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(role, QColor(color));
    };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::Text, c.text);
    set(QPalette::PlaceholderText, c.quietText);
    set(QPalette::Button, c.button);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.onAccent);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.onAccent);
    set(QPalette::Link, c.accentText);
    set(QPalette::LinkVisited, c.accentText);
    set(QPalette::ToolTipBase, c.tip);
    set(QPalette::ToolTipText, c.onTip);
    // The style's bevels: close to the surface, so that they stay hairlines.
    set(QPalette::Light, dark ? 0xFF4A4C50 : 0xFFFFFFFF);
    set(QPalette::Midlight, dark ? 0xFF414346 : 0xFFF7F7F5);
    set(QPalette::Mid, c.hairline);
    set(QPalette::Dark, dark ? 0xFF1F2021 : 0xFFB4B4B0);
    set(QPalette::Shadow, dark ? 0xFF121213 : 0xFF8E8E8A);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText}) {
        palette.setColor(QPalette::Disabled, role, QColor(c.disabledText));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(c.window));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.hairline));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(c.text));
    return palette;
}

}  // namespace kaleido::ui
