#pragma once

#include "app/settings/theme_choice.h"
#include "ui/theme/colors.h"

#include <QObject>

namespace kaleido::ui {

/// The look of the whole program: style, font, palette and style sheet of the QApplication. Made by main() before the first
/// window, once; apply() may be called at any time, and everything that is open follows. GUI thread only.
class Theme : public QObject {
    Q_OBJECT

public:
    /// Remembers what the desktop looks like, then sets style and font. Nothing is coloured until apply().
    explicit Theme(QObject* parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    Scheme scheme() const { return m_scheme; }
    void apply(ThemeChoice choice);

Q_SIGNALS:
    /// Light has become dark, or dark light. Palettes and icons have followed already.
    void schemeChanged(kaleido::ui::Scheme scheme);

private:
    Scheme m_system;
    ThemeChoice m_choice = ThemeChoice::System;
    Scheme m_scheme;
};

}  // namespace kaleido::ui
