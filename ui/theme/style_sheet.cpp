#include "ui/theme/style_sheet.h"

#include <utility>

namespace kaleido::ui {
namespace {

// Names of colours in braces are filled in below.
constexpr auto kSheet = R"(
QToolBar { border: none; padding: 4px; spacing: 4px; background: {window}; }
QToolBar::separator { background: {hairline}; width: 1px; height: 1px; margin: 4px; }

QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px; background: transparent; }
QToolButton:hover { background: {hover}; }
QToolButton:pressed, QToolButton:checked { background: {pressed}; border-color: {hairline}; }
QToolButton:focus { border-color: {accent}; }
QToolButton[popupMode="1"] { padding-right: 16px; }
QToolButton[popupMode="2"] { padding-right: 14px; }
QToolButton::menu-button { border: none; width: 14px; }
QToolButton::menu-indicator { subcontrol-position: right center; right: 2px; }

QMainWindow::separator { background: {window}; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: {accent}; }
QSplitter::handle { background: {window}; }
QSplitter::handle:hover { background: {accent}; }
QDockWidget { font-weight: 600; }
QDockWidget::title { background: {window}; padding: 8px 12px; text-align: left; }
QStatusBar { border-top: 1px solid {hairline}; }
QStatusBar::item { border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: {thumb}; border: 3px solid {window}; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: {quietText}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: {window}; }
QAbstractScrollArea::corner { background: {window}; border: none; }

QToolTip { color: {onTip}; background: {tip}; border: 1px solid {tip}; padding: 4px; }
)";

}  // namespace

QString styleSheetOf(Scheme scheme) {
    const Colors& c = colors(scheme);
    const bool dark = scheme == Scheme::Dark;
    const std::pair<const char*, QRgb> values[] = {
        {"{window}", c.window},       {"{hover}", c.hover},   {"{pressed}", dark ? 0xFF4A4D51 : 0xFFD6D7D5},
        {"{hairline}", c.hairline},   {"{accent}", c.accent}, {"{thumb}", dark ? 0xFF5C5F64 : 0xFFB6B7B5},
        {"{quietText}", c.quietText}, {"{tip}", c.tip},       {"{onTip}", c.onTip},
    };
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto& [name, value] : values) sheet.replace(QLatin1String(name), QColor(value).name());
    return sheet;
}

}  // namespace kaleido::ui
